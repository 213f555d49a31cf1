package main

import "testing"

func TestStartingAtLoginIsAValue(t *testing.T) {
	e := &loginEntry{command: []string{`C:\Läden & Söhne\shop bell.exe`, "--hidden", "--data", `D:\my data\`}, place: "Shopbell test"}
	for range 2 {
		if err := e.Set(true); err != nil {
			t.Fatal(err)
		}
		if named, err := e.named(); err != nil || named != e.command[0] {
			t.Errorf("it starts %q, %v", named, err)
		}
	}
	if err := e.mend(); err != nil { // the program it names is not there; the entry is written anew
		t.Error(err)
	}
	for range 2 {
		if err := e.Set(false); err != nil {
			t.Fatal(err)
		}
		if on, err := e.On(); err != nil || on {
			t.Errorf("it is still on: %v, %v", on, err)
		}
	}
}
