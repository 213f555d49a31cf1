//go:build !(linux || freebsd || openbsd || netbsd)

package main

import "context"

// trayHost reports whether somebody shows menus beside the clock, as these systems always do.
func trayHost(context.Context) bool { return true }

// notifyHost reports whether somebody shows notices, as these systems always do.
func notifyHost(context.Context) bool { return true }
