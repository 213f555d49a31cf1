//go:build !((dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd)

package vault

// HasBus is for systems whose keyring needs no bus.
func HasBus() bool { return true }

// noService is for systems that always have a keyring.
func noService(error) bool { return false }
