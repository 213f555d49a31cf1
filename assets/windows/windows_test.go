// Package windows holds what the packages for Windows are made of: icon, manifest, version resource and installer. Its
// tests look at the programs that .ci/release-windows builds.
package windows

import (
	"bytes"
	"debug/pe"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"shopbell"
)

// Subsystems of a program (PE format, optional header).
const (
	withWindow  = 2
	withConsole = 3
)

// TestWindowsPrograms looks into the programs in the folder SHOPBELL_WINDOWS.
func TestWindowsPrograms(t *testing.T) {
	dir := os.Getenv("SHOPBELL_WINDOWS")
	if dir == "" {
		t.Skip("SHOPBELL_WINDOWS names no folder with shopbell.exe and shopbell.com")
	}
	for name, subsystem := range map[string]uint16{"shopbell.exe": withWindow, "shopbell.com": withConsole} {
		f, err := pe.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		head, ok := f.OptionalHeader.(*pe.OptionalHeader64)
		if !ok || head.Subsystem != subsystem {
			t.Errorf("%s: subsystem %d", name, head.Subsystem)
		}
		onlyOfWindows(t, name, f)
		resources, err := f.Section(".rsrc").Data()
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range []string{"FileVersion", "ProductVersion"} {
			if got := valueOf(resources, value); got != shopbell.Version() {
				t.Errorf("%s has the %s %q, FyneApp.toml %q", name, value, got, shopbell.Version())
			}
		}
		for file, whole := range map[string]bool{"shopbell.manifest": true, "shopbell.ico": false} {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !whole {
				b = b[len(b)-4096:] // the end of the largest picture; the directory before it is written anew
			}
			if !bytes.Contains(resources, b) {
				t.Errorf("%s lacks %s", name, file)
			}
		}
	}
}

// onlyOfWindows checks that a program needs no library but Windows' own.
func onlyOfWindows(t *testing.T, name string, f *pe.File) {
	t.Helper()
	libraries, err := f.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	symbols, err := f.ImportedSymbols() // "name:library"
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range symbols {
		_, library, _ := strings.Cut(s, ":")
		libraries = append(libraries, library)
	}
	own := []string{"advapi32.dll", "gdi32.dll", "kernel32.dll", "msvcrt.dll", "opengl32.dll", "shell32.dll", "user32.dll"}
	for _, l := range libraries {
		if !slices.Contains(own, strings.ToLower(l)) {
			t.Errorf("%s needs %s", name, l)
		}
	}
	if len(libraries) == 0 {
		t.Errorf("%s needs nothing: its list was not read", name)
	}
}

// valueOf gives a string of a version resource: its name and its value stand one after the other in UTF-16, each ended
// by zeros.
func valueOf(resources []byte, name string) string {
	wide := func(s string) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return b
	}
	_, after, _ := bytes.Cut(resources, append(wide(name), 0, 0))
	var value []byte
	for i := 0; i+1 < len(after); i += 2 {
		switch c := after[i]; {
		case c != 0:
			value = append(value, c)
		case len(value) > 0:
			return string(value)
		}
	}
	return ""
}

func TestTheInstallerSpeaksEveryLanguage(t *testing.T) {
	b, err := os.ReadFile("words.nsh")
	if err != nil {
		t.Fatal(err)
	}
	var spoken []string
	for _, found := range regexp.MustCompile(`(?m)^!insertmacro MUI_LANGUAGE "\w+" ; (\S+)$`).FindAllSubmatch(b, -1) {
		spoken = append(spoken, string(found[1]))
	}
	files, err := filepath.Glob("../lang/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var shipped []string
	for _, f := range files {
		shipped = append(shipped, strings.TrimSuffix(filepath.Base(f), ".json"))
	}
	slices.Sort(spoken)
	slices.Sort(shipped)
	if len(shipped) == 0 || !slices.Equal(spoken, shipped) {
		t.Errorf("the installer speaks %v, the program %v", spoken, shipped)
	}
}
