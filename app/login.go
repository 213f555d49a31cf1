package main

import (
	"os"

	"shopbell"
)

// loginEntry starts the program when the person logs in on this computer, out of sight where there is a tray. What says
// so is the system's own: a file or a registry value, which anybody can look at and remove.
type loginEntry struct {
	command []string // the program with its arguments
	place   string   // where the system looks for it
}

// newLoginEntry makes the entry of this program on its data folder, "" being the default. It writes nothing.
func newLoginEntry(data string) (*loginEntry, error) {
	exe, err := program()
	if err != nil {
		return nil, err
	}
	if image := os.Getenv("APPIMAGE"); image != "" {
		exe = image // the file that was started; the program itself lies in a folder that goes when it ends
	}
	place, err := loginPlace(shopbell.ID())
	if err != nil {
		return nil, err
	}
	e := &loginEntry{command: []string{exe, "--hidden"}, place: place}
	if data != "" {
		e.command = append(e.command, "--data", data)
	}
	return e, nil
}

// Set starts the program at login, or no longer.
func (e *loginEntry) Set(on bool) error {
	if !on {
		return e.remove()
	}
	return e.write()
}

// mend points the entry at the program as it is now, where it is on and names a program that was moved away.
func (e *loginEntry) mend() error {
	named, err := e.named()
	if err != nil || named == "" || named == e.command[0] {
		return err
	}
	if _, err := os.Stat(named); err == nil {
		return nil // another copy, which still is there
	}
	return e.write()
}

// On tells whether the program starts at login.
func (e *loginEntry) On() (bool, error) {
	named, err := e.named()
	return named != "", err
}
