// Package woocommerce reads products and stock from a web shop that runs WooCommerce, by its REST interface, version 3.
//
// It only ever reads. The key and its secret leave in the Authorization header alone, over https alone (http to this
// computer, for tests), and never follow a redirection to another address. What the web shop answers is bounded in size,
// time and number of pages. A Shop is safe for concurrent use.
//
// Source of the shapes: WooCommerce REST API documentation, "Products", "Product variations", "Data" and "Pagination".
package woocommerce

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
)

// The bounds of what is read.
const (
	perPage     = 100      // the most that the interface gives
	maxPages    = 500      // 50,000 products
	maxBody     = 20 << 20 // of one answer
	maxTotal    = 1 << 30  // of all answers of one reading: 50,000 products with long descriptions and their variations
	answerIn    = 30 * time.Second
	maxRetry    = 2 * time.Minute // the longest that one reading waits where the web shop asks for it
	tries       = 3
	restDefault = 2 * time.Second // where it asks for a pause without saying how long
)

// Config says which web shop is read.
type Config struct {
	Address string     // https://shop.example, with a path where the shop has one
	Key     core.Token // "ck_…:cs_…", see Key
	// Wait rests between tries; nil: by the computer's clock.
	Wait func(context.Context, time.Duration) error
	// Told hears, while Products reads page after page, how many products came so far; may be nil.
	Told func(products int)
	// Within bounds one answer; 0: 30 seconds.
	Within time.Duration
	// Most bounds all answers of one reading together, in bytes; 0: 1 GB.
	Most int64
}

// Shop is one web shop.
type Shop struct {
	base string
	key  core.Token
	http *http.Client
	wait func(context.Context, time.Duration) error
	told func(products int)
	most int64
}

// reading is one reading of the catalogue.
type reading struct {
	*Shop
	left int64 // bytes that its answers may still have
}

const op = "woocommerce.read"

// New makes a reader. It opens no connection. Errors: core.CodeBadInput for an address that may not be used or no key.
func New(cfg Config) (*Shop, error) {
	base, err := CheckAddress(cfg.Address)
	if err != nil {
		return nil, err
	}
	if _, _, ok := strings.Cut(cfg.Key.Reveal(), ":"); !ok {
		return nil, core.E(core.CodeShopKey, op, "", nil)
	}
	if cfg.Wait == nil {
		cfg.Wait = rest
	}
	if cfg.Within <= 0 {
		cfg.Within = answerIn
	}
	if cfg.Most <= 0 {
		cfg.Most = maxTotal
	}
	return &Shop{base: base, key: cfg.Key, wait: cfg.Wait, told: cfg.Told, most: cfg.Most, http: &http.Client{
		Timeout: cfg.Within,
		// A key that follows a redirection may end up with somebody else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Key reads a consumer key and its secret as people paste them: with a colon, a space or a line between.
func Key(pasted string) (core.Token, error) {
	words := strings.FieldsFunc(pasted, func(r rune) bool { return r == ':' || r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == ',' })
	if len(words) != 2 || !strings.HasPrefix(words[0], "ck_") || !strings.HasPrefix(words[1], "cs_") {
		return core.Token{}, core.E(core.CodeBadInput, "woocommerce.key", "the key must be the consumer key (ck_…) and its secret (cs_…)", nil)
	}
	return core.NewToken(words[0] + ":" + words[1]), nil
}

// CheckAddress gives a web shop's address in its one normal form: https, or http on this computer, without a slash at the
// end.
func CheckAddress(raw string) (string, error) {
	bad := func(why string) error {
		return core.E(core.CodeBadInput, "woocommerce.address", "the web shop's address "+why, nil)
	}
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.Opaque != "" {
		return "", bad("must look like https://shop.example")
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", bad("may hold no name, question or mark")
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return "", bad("must begin with https://")
	}
	address := u.Scheme + "://" + strings.ToLower(u.Host) + strings.TrimRight(u.EscapedPath(), "/")
	if _, err := url.Parse(address); err != nil { // a host with the zone of an interface
		return "", bad("must look like https://shop.example")
	}
	return address, nil
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// get reads one address into v and gives how many pages there are. It tries again where the web shop asks for a pause or
// fails for the moment.
func (s *reading) get(ctx context.Context, path string, query url.Values, v any) (pages int, err error) {
	for try := 1; ; try++ {
		pages, pause, err := s.once(ctx, path, query, v)
		if err == nil || pause == 0 || try == tries {
			return pages, err
		}
		if err := s.wait(ctx, pause); err != nil {
			return 0, err
		}
	}
}

// once asks once. pause is how long to rest before another try; 0: another try is of no use.
func (s *reading) once(ctx context.Context, path string, query url.Values, v any) (pages int, pause time.Duration, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/wp-json/wc/v3/"+path+"?"+query.Encode(), nil)
	if err != nil {
		return 0, 0, core.E(core.CodeBadInput, op, "the web shop's address cannot be used", err)
	}
	name, secret, _ := strings.Cut(s.key.Reveal(), ":")
	r.SetBasicAuth(name, secret)
	r.Header.Set("Accept", "application/json")
	answer, err := s.http.Do(r)
	if err != nil {
		return 0, restDefault, offline(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	if err := refused(answer); err != nil {
		return 0, pauseOf(answer), err
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody+1))
	switch {
	case err != nil:
		return 0, restDefault, offline(ctx, err)
	case len(body) > maxBody:
		return 0, 0, core.E(core.CodeShopAnswer, op, "the answer is larger than 20 MB", nil)
	}
	if s.left -= int64(len(body)); s.left < 0 {
		return 0, 0, core.Errorf(core.CodeShopAnswer, op, "the answers are larger than %d MB in all", s.most>>20)
	}
	if err := json.Unmarshal(body, v); err != nil {
		return 0, 0, core.E(core.CodeShopAnswer, op, "the answer is not what WooCommerce writes", nil)
	}
	pages, err = strconv.Atoi(answer.Header.Get("X-WP-TotalPages"))
	if err != nil || pages < 0 {
		pages = 0
	}
	return pages, 0, nil
}

// refused sorts an answer that is no answer by its status, never by its words.
func refused(a *http.Response) error {
	detail := "status " + strconv.Itoa(a.StatusCode)
	switch {
	case a.StatusCode == http.StatusOK:
		return nil
	case a.StatusCode == http.StatusUnauthorized || a.StatusCode == http.StatusForbidden:
		return core.E(core.CodeShopKey, op, detail, nil)
	case a.StatusCode == http.StatusTooManyRequests || a.StatusCode == http.StatusServiceUnavailable:
		return &busy{core.E(core.CodeShopBusy, op, detail, nil), retryAfter(a)}
	case a.StatusCode >= 500:
		return core.E(core.CodeShopBusy, op, detail, nil)
	}
	return core.E(core.CodeShopAnswer, op, detail, nil)
}

// busy is an error with how long the web shop asks to wait.
type busy struct {
	error
	after time.Duration
}

func (b *busy) Unwrap() error { return b.error }

// RetryAfter gives how long the web shop asked to wait, 0 when it did not.
func RetryAfter(err error) time.Duration {
	var b *busy
	if errors.As(err, &b) {
		return b.after
	}
	return 0
}

func retryAfter(a *http.Response) time.Duration {
	v := a.Header.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		return time.Duration(min(n, 24*3600)) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		from := time.Now()
		if d, err := http.ParseTime(a.Header.Get("Date")); err == nil {
			from = d // by the web shop's own clock
		}
		return max(t.Sub(from), 0)
	}
	return 0
}

// pauseOf says how long one reading rests before it tries again; a longer pause is left to the next reading.
func pauseOf(a *http.Response) time.Duration {
	if a.StatusCode != http.StatusTooManyRequests && a.StatusCode < 500 {
		return 0
	}
	after := retryAfter(a)
	switch {
	case after > maxRetry:
		return 0
	case after > 0:
		return after
	}
	return restDefault
}

// offline sorts a request that got no answer. An error of the client holds the address, which holds no secret.
func offline(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var n net.Error
	if errors.As(err, &n) && n.Timeout() {
		return core.E(core.CodeShopOffline, op, "no answer in time", err)
	}
	return core.E(core.CodeShopOffline, op, "", err)
}

func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
