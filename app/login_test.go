//go:build linux || freebsd || openbsd || netbsd

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// entryOf makes the entry of a program that is there.
func entryOf(t *testing.T, program string, args ...string) *loginEntry {
	t.Helper()
	if err := os.WriteFile(program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	return &loginEntry{command: append([]string{program}, args...), place: filepath.Join(t.TempDir(), "autostart", "io.example.shop.desktop")}
}

func on(t *testing.T, e *loginEntry) bool {
	t.Helper()
	is, err := e.On()
	if err != nil {
		t.Fatal(err)
	}
	return is
}

func TestStartingAtLoginIsAFile(t *testing.T) {
	e := entryOf(t, filepath.Join(t.TempDir(), "shopbell"), "--hidden")
	if on(t, e) {
		t.Error("it is on before anybody chose it")
	}
	for range 2 {
		if err := e.Set(true); err != nil || !on(t, e) {
			t.Fatalf("on: %v", err)
		}
	}
	if file, err := exec.LookPath("desktop-file-validate"); err == nil {
		if out, err := exec.CommandContext(t.Context(), file, e.place).CombinedOutput(); err != nil {
			t.Errorf("the file is not as the specification has it: %s", out)
		}
	}
	for range 2 {
		if err := e.Set(false); err != nil || on(t, e) {
			t.Fatalf("off: %v", err)
		}
	}
}

// Whatever stands in the name of its folder, the program is found again.
func TestAnyNameOfAFolderWorks(t *testing.T) {
	for _, name := range []string{"shop", "my shop", `a"b`, "a$HOME", "a`b", `a\b`, "100%", "ä ö", "%u"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		e := entryOf(t, filepath.Join(dir, "shopbell"), "--hidden", "--data", "/data of "+name)
		if err := e.Set(true); err != nil {
			t.Fatal(err)
		}
		if got, err := e.named(); err != nil || got != e.command[0] {
			t.Errorf("%s came back as %s, %v", e.command[0], got, err)
		}
	}
}

// A program that was moved is started from where it is now; another copy that still is there is left alone.
func TestAMovedProgramIsNoticed(t *testing.T) {
	before := filepath.Join(t.TempDir(), "shopbell")
	e := entryOf(t, before, "--hidden")
	if err := e.Set(true); err != nil {
		t.Fatal(err)
	}
	now := &loginEntry{command: []string{filepath.Join(t.TempDir(), "shopbell"), "--hidden"}, place: e.place}
	if err := now.mend(); err != nil {
		t.Fatal(err)
	}
	if got, _ := now.named(); got != before {
		t.Errorf("the other copy is replaced by %s", got)
	}
	if err := os.Remove(before); err != nil {
		t.Fatal(err)
	}
	if err := now.mend(); err != nil {
		t.Fatal(err)
	}
	if got, _ := now.named(); got != now.command[0] {
		t.Errorf("it starts %s", got)
	}
	if err := now.Set(false); err != nil {
		t.Fatal(err)
	}
	if err := now.mend(); err != nil || on(t, now) {
		t.Errorf("mending switched it on: %v", err)
	}
}

// The desktop's own settings switch an entry off by a line in it.
func TestSwitchedOffByTheDesktopIsOff(t *testing.T) {
	e := entryOf(t, filepath.Join(t.TempDir(), "shopbell"))
	if err := e.Set(true); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(e.place)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"Hidden=true\n", "X-GNOME-Autostart-enabled=false\n"} {
		if err := os.WriteFile(e.place, []byte(strings.Replace(string(b), "X-GNOME-Autostart-enabled=true\n", "", 1)+line), 0o600); err != nil {
			t.Fatal(err)
		}
		if on(t, e) {
			t.Errorf("it is on with %s", line)
		}
	}
}
