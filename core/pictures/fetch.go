package pictures

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
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

// Fetcher fetches pictures from the platform. It has no token and sends none.
type Fetcher struct {
	loopback bool
	http     *http.Client
}

// NewFetcher makes one. With loopback it asks this computer alone, for a simulator; without, the platform alone.
func NewFetcher(loopback bool) *Fetcher {
	f := &Fetcher{loopback: loopback}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = fetchWithin / 2
	if loopback {
		t.Proxy = nil
		t.DialContext = (&net.Dialer{Timeout: fetchWithin / 2, Control: onlyLoopback}).DialContext
	}
	f.http = &http.Client{Transport: t, Timeout: fetchWithin, CheckRedirect: f.redirected}
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

// May reports whether an address is one of the platform's (or, for a simulator, of this computer).
func (f *Fetcher) May(address string) bool {
	u, err := url.Parse(address)
	return err == nil && f.may(u)
}

func (f *Fetcher) may(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	switch {
	case u.User != nil || u.Opaque != "":
		return false
	case f.loopback:
		ip, err := netip.ParseAddr(host)
		return (u.Scheme == "http" || u.Scheme == "https") && (host == "localhost" || err == nil && ip.Unmap().IsLoopback())
	case u.Scheme != "https" || u.Port() != "" && u.Port() != "443":
		return false
	}
	for _, end := range hosts {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
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
