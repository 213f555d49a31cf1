//go:build linux || freebsd || openbsd || netbsd

package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"

	"shopbell/core/vault"
)

// trayHost reports whether somebody shows menus beside the clock: not every desktop does, and the toolkit complains where
// there is none.
func trayHost(ctx context.Context) bool {
	var there bool
	err := askBus(ctx, "NameHasOwner", &there, "org.kde.StatusNotifierWatcher")
	return err == nil && there
}

// notifyHost reports whether somebody shows notices, or would be started to do so.
func notifyHost(ctx context.Context) bool {
	const name = "org.freedesktop.Notifications"
	var there bool
	if err := askBus(ctx, "NameHasOwner", &there, name); err != nil || there {
		return there
	}
	var startable []string
	return askBus(ctx, "ListActivatableNames", &startable) == nil && slices.Contains(startable, name)
}

// askBus asks the session bus itself, and waits no longer than a second.
func askBus(ctx context.Context, what string, answer any, about ...any) error {
	if !vault.HasBus() {
		return errors.New("there is no session bus") // the library would start one
	}
	ctx, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	return bus.BusObject().CallWithContext(ctx, "org.freedesktop.DBus."+what, 0, about...).Store(answer)
}
