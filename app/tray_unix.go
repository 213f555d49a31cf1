//go:build linux || freebsd || openbsd || netbsd

package main

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"

	"shopbell/core/vault"
)

// trayHost reports whether somebody shows menus beside the clock: not every desktop does, and the toolkit complains where
// there is none.
func trayHost(ctx context.Context) bool {
	if !vault.HasBus() {
		return false // the library would start one
	}
	ctx, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer func() { _ = bus.Close() }()
	var there bool
	err = bus.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, "org.kde.StatusNotifierWatcher").Store(&there)
	return err == nil && there
}
