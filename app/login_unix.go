//go:build linux || freebsd || openbsd || netbsd

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// loginPlace is the file of the freedesktop.org autostart specification.
func loginPlace(id string) (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "autostart", id+".desktop"), err
}

func (e *loginEntry) write() error {
	if err := os.MkdirAll(filepath.Dir(e.place), 0o700); err != nil {
		return err
	}
	quoted := make([]string, len(e.command))
	for i, arg := range e.command {
		quoted[i] = desktopQuote(arg)
	}
	return os.WriteFile(e.place, []byte("[Desktop Entry]\nType=Application\nName=Shopbell\nIcon=shopbell\nTerminal=false\nX-GNOME-Autostart-enabled=true\nExec="+
		strings.Join(quoted, " ")+"\n"), 0o600)
}

func (e *loginEntry) remove() error {
	if err := os.Remove(e.place); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// named gives the program that starts at login, "" for none. An entry that was switched off by the desktop's own settings
// names none.
func (e *loginEntry) named() (string, error) {
	b, err := os.ReadFile(e.place)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	program := ""
	for line := range strings.Lines(string(b)) {
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), "="); {
		case key == "Exec":
			program = desktopFirst(value)
		case key == "Hidden" && value == "true", key == "X-GNOME-Autostart-enabled" && value == "false":
			return "", nil
		}
	}
	return program, err
}

// desktopQuote writes an argument of an Exec line: quoted as the desktop entry specification has it, then escaped as a
// string of the file. A % would stand for a field.
func desktopQuote(arg string) string {
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", `$`, `\$`, `%`, `%%`).Replace(arg) + `"`
	return strings.ReplaceAll(quoted, `\`, `\\`)
}

// desktopFirst reads the first argument of an Exec line.
func desktopFirst(line string) string {
	line = strings.NewReplacer(`\\`, `\`, `\s`, " ").Replace(line)
	if !strings.HasPrefix(line, `"`) {
		first, _, _ := strings.Cut(line, " ")
		return strings.ReplaceAll(first, "%%", "%")
	}
	out := []byte{}
	for i := 1; i < len(line) && line[i] != '"'; i++ {
		if line[i] == '\\' && i+1 < len(line) {
			i++
		}
		out = append(out, line[i])
	}
	return strings.ReplaceAll(string(out), "%%", "%")
}
