package main

import "testing"

func TestTheWindowIsOpenedByTheProgramWithoutConsole(t *testing.T) {
	for exe, want := range map[string]string{
		"C:/Programs/Shopbell/shopbell.com": "C:/Programs/Shopbell/shopbell.exe",
		"C:/Programs/Shopbell/SHOPBELL.COM": "C:/Programs/Shopbell/SHOPBELL.exe",
		"C:/Programs/Shopbell/shopbell.exe": "C:/Programs/Shopbell/shopbell.exe",
		"/usr/bin/shopbell":                 "/usr/bin/shopbell",
	} {
		if got := windowed(exe); got != want {
			t.Errorf("%s: %s, want %s", exe, got, want)
		}
	}
}
