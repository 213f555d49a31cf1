package pictures

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"shopbell/core"
)

// ErrExpired is for an address that gives its picture no more.
var ErrExpired = errors.New("the address has expired")

// hosts are where the platform keeps what hangs on messages: its own names for files, and nobody else's.
var hosts = []string{".fbcdn.net", ".fbsbx.com", ".cdninstagram.com"}

const (
	fetchWithin  = 60 * time.Second
	maxRedirects = 3
)

// Fetcher fetches pictures. It has no token and sends none.
type Fetcher struct {
	may  func(*url.URL) bool // whom it asks
	http *http.Client
}

// NewFetcher makes one for pictures of messages. With loopback it asks this computer alone, for a simulator; without, the
// platform alone.
func NewFetcher(loopback bool) *Fetcher {
	if loopback {
		return newFetcher(here, onlyLoopback, fetchWithin)
	}
	return newFetcher(platform, nil, fetchWithin)
}

// newFetcher makes a fetcher that asks whom it may. dial looks at the address that a name turned out to have, before
// anything is sent there, and no proxy stands between; without one the system's proxy is used.
func newFetcher(may func(*url.URL) bool, dial func(network, address string, c syscall.RawConn) error, within time.Duration) *Fetcher {
	f := &Fetcher{may: may}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = within / 2
	if dial != nil {
		t.Proxy = nil
		t.DialContext = (&net.Dialer{Timeout: within / 2, Control: dial}).DialContext
	}
	f.http = &http.Client{Transport: t, Timeout: within, CheckRedirect: f.redirected}
	return f
}

func onlyLoopback(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return core.E(core.CodeBadAddress, "pictures.dial", "the address is not this computer", nil)
	}
	return nil
}

func (f *Fetcher) redirected(r *http.Request, before []*http.Request) error {
	r.Header.Del("Referer") // it holds the signature of the address before
	if len(before) > maxRedirects || !f.may(r.URL) {
		return ErrUnfit
	}
	return nil
}

// May reports whether an address is one that the fetcher asks.
func (f *Fetcher) May(address string) bool {
	u, err := url.Parse(address)
	return err == nil && f.may(u)
}

// plain reports an address without the parts that mislead readers.
func plain(u *url.URL) bool { return u.User == nil && u.Opaque == "" }

// secure reports a plain https address at the usual port.
func secure(u *url.URL) bool {
	return plain(u) && u.Scheme == "https" && u.Hostname() != "" && (u.Port() == "" || u.Port() == "443")
}

// here reports an address of this computer.
func here(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	ip, err := netip.ParseAddr(host)
	return plain(u) && (u.Scheme == "http" || u.Scheme == "https") && (host == "localhost" || err == nil && ip.Unmap().IsLoopback())
}

// platform reports an address of the platform's own files.
func platform(u *url.URL) bool {
	return secure(u) && slices.ContainsFunc(hosts, func(end string) bool { return strings.HasSuffix(strings.ToLower(u.Hostname()), end) })
}

// Get fetches what an address gives, up to MaxFile bytes; what it holds is for Cache.Put to check. Errors: ErrUnfit for
// what is too large or may not be asked, ErrExpired, core.CodeOffline for what may work later.
func (f *Fetcher) Get(ctx context.Context, address string) ([]byte, error) {
	const op = "pictures.fetch"
	if !f.May(address) {
		return nil, ErrUnfit
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, ErrUnfit
	}
	r.Header.Set("User-Agent", "Shopbell")
	r.Header.Set("Accept", "image/*")
	resp, err := f.http.Do(r)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrUnfit):
		return nil, ErrUnfit
	case err != nil:
		return nil, core.E(core.CodeOffline, op, "", bare(err))
	}
	defer func() { _ = resp.Body.Close() }()
	switch s := resp.StatusCode; {
	case s == http.StatusForbidden || s == http.StatusNotFound || s == http.StatusGone:
		return nil, ErrExpired
	case s != http.StatusOK:
		return nil, core.Errorf(core.CodeOffline, op, "HTTP %d", s)
	case resp.ContentLength > MaxFile:
		return nil, ErrUnfit
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, MaxFile+1))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, core.E(core.CodeOffline, op, "cut short", bare(err))
	case len(data) > MaxFile:
		return nil, ErrUnfit
	}
	return data, nil
}

// bare takes the address, which is signed, off an error.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
