//go:build !((dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd)

package vault

import "testing"

// withBus is for systems whose keyring needs no bus.
func withBus(t *testing.T) { t.Helper() }
