package pictures

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"slices"
	"syscall"
	"time"

	"shopbell/core"
)

// webWithin is how long one picture of the web may take: somebody waits for it.
const webWithin = 15 * time.Second

// NewWebFetcher makes a fetcher for pictures that a catalogue names, anywhere on the web: by https alone, and from public
// addresses alone, whatever name or redirect leads there. With loopback it asks this computer alone, for a simulator.
func NewWebFetcher(loopback bool) *Fetcher {
	if loopback {
		return newFetcher(here, onlyLoopback, webWithin)
	}
	return newFetcher(secure, onlyPublic, webWithin)
}

func onlyPublic(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !public(at.Addr()) {
		return ErrUnfit
	}
	return nil
}

// inward are addresses that no public server has, or that lead to another one (IANA's special-purpose registries).
var inward = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

// public reports an address outside of this computer and of the network that it stands in.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return a.IsGlobalUnicast() && !a.IsPrivate() && !slices.ContainsFunc(inward, func(p netip.Prefix) bool { return p.Contains(a) })
}

// named gives the name under which what an address gave is kept.
func named(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:])
}

// PutFrom keeps what an address gave, in place of what it gave before. Errors as Put.
func (c *Cache) PutFrom(address string, data []byte, at time.Time) error {
	if _, err := Inspect(data); err != nil {
		return err
	}
	name := named(address)
	if err := c.Remove(name); err != nil {
		return err
	}
	return c.keep(name, data, at)
}

// From gives what an address gave, and when. core.CodeNotFound when it is not here.
func (c *Cache) From(address string) (data []byte, at time.Time, err error) {
	const op = "pictures.from"
	path, _ := c.path(named(address))
	info, err := os.Stat(path)
	if err == nil && info.Size() <= MaxFile {
		at = info.ModTime()
		data, err = os.ReadFile(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, at, core.E(core.CodeNotFound, op, "picture", err)
	case err != nil:
		return nil, at, core.E(core.CodeDataDamaged, op, "", err)
	}
	return data, at, nil
}
