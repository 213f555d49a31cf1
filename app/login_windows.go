package main

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// loginKey holds what Windows starts when this person logs in.
const loginKey = `Software\Microsoft\Windows\CurrentVersion\Run`

// loginPlace is the name of the value.
func loginPlace(string) (string, error) { return "Shopbell", nil }

func (e *loginEntry) write() error {
	k, _, err := registry.CreateKey(registry.CURRENT_USER, loginKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	quoted := make([]string, len(e.command))
	for i, arg := range e.command {
		quoted[i] = windows.EscapeArg(arg)
	}
	return errors.Join(k.SetStringValue(e.place, strings.Join(quoted, " ")), k.Close())
}

func (e *loginEntry) remove() error {
	k, err := registry.OpenKey(registry.CURRENT_USER, loginKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	err = k.DeleteValue(e.place)
	if errors.Is(err, registry.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, k.Close())
}

// named gives the program that starts at login, "" for none.
func (e *loginEntry) named() (string, error) {
	k, err := registry.OpenKey(registry.CURRENT_USER, loginKey, registry.QUERY_VALUE)
	if err != nil {
		return "", err
	}
	line, _, err := k.GetStringValue(e.place)
	if errors.Is(err, registry.ErrNotExist) {
		return "", k.Close()
	}
	if err = errors.Join(err, k.Close()); err != nil {
		return "", err
	}
	args, err := windows.DecomposeCommandLine(line)
	if err != nil || len(args) == 0 {
		return "", err
	}
	return args[0], nil
}
