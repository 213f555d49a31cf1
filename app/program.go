package main

import (
	"os"
	"path/filepath"
	"strings"
)

// program is the file that opens Shopbell's window when it is started.
func program() (string, error) {
	exe, err := os.Executable()
	return windowed(exe), err
}

// windowed gives the program with a window that belongs to the one with a console. On Windows a program has either: there
// shopbell.com, which terminals find first, stands beside its twin shopbell.exe. Elsewhere one file is both.
func windowed(exe string) string {
	ext := filepath.Ext(exe)
	if !strings.EqualFold(ext, ".com") {
		return exe
	}
	return strings.TrimSuffix(exe, ext) + ".exe"
}
