package main

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// loginPlace is the file of a launch agent.
func loginPlace(id string) (string, error) {
	home, err := os.UserHomeDir()
	return filepath.Join(home, "Library", "LaunchAgents", id+".plist"), err
}

func (e *loginEntry) write() error {
	if err := os.MkdirAll(filepath.Dir(e.place), 0o700); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString(xml.Header + `<plist version="1.0"><dict><key>Label</key><string>` + strings.TrimSuffix(filepath.Base(e.place), ".plist") +
		"</string><key>RunAtLoad</key><true/><key>ProgramArguments</key><array>")
	for _, arg := range e.command {
		b.WriteString("<string>")
		if err := xml.EscapeText(&b, []byte(arg)); err != nil {
			return err
		}
		b.WriteString("</string>")
	}
	b.WriteString("</array></dict></plist>\n")
	return os.WriteFile(e.place, []byte(b.String()), 0o600)
}

func (e *loginEntry) remove() error {
	if err := os.Remove(e.place); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// named gives the program that starts at login, "" for none.
func (e *loginEntry) named() (string, error) {
	b, err := os.ReadFile(e.place)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var list struct {
		Arguments []string `xml:"dict>array>string"`
	}
	if err := xml.Unmarshal(b, &list); err != nil || len(list.Arguments) == 0 {
		return "", err
	}
	return list.Arguments[0], nil
}
