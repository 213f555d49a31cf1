package pictures

import (
	"bytes"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"shopbell/core"
)

func TestTheWebIsAskedByHTTPSAlone(t *testing.T) {
	web, here := NewWebFetcher(false), NewWebFetcher(true)
	for address, want := range map[string]string{
		"https://shop.example/mug.jpg": "web", "https://SHOP.example:443/mug.jpg?w=1": "web", "http://127.0.0.1:80/a": "here", "https://localhost/a": "both",
		"http://shop.example/mug.jpg": "", "https://u@shop.example/a": "", "https://shop.example:8443/a": "", "file:///etc/passwd": "",
		"ftp://shop.example/a": "", "data:image/png;base64,xx": "", "": "", "//shop.example/a": "", "https:///a": "",
	} {
		if got := web.May(address); got != (want == "web" || want == "both") {
			t.Errorf("%s: the web %v", address, got)
		}
		if got := here.May(address); got != (want == "here" || want == "both") {
			t.Errorf("%s: here %v", address, got)
		}
	}
}

func TestWhatIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.215.14": true, "8.8.8.8": true, "2606:2800:21f:cb07::1": true, "172.32.0.1": true, "100.128.0.1": true,
		"127.0.0.1": false, "127.9.9.9": false, "::1": false, "0.0.0.0": false, "::": false, "0.1.2.3": false,
		"10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"::ffff:10.0.0.1": false, "::ffff:127.0.0.1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "2001:0:1::": false,
		"fe80::1": false, "fd00::1": false, "fec0::1": false, "ff02::1": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"198.18.0.1": false, "203.0.113.9": false, "2001:db8::1": false, "192.0.0.8": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public %v", address, got)
		}
	}
	if err := onlyPublic("tcp", "no address", nil); !errors.Is(err, ErrUnfit) {
		t.Error("what is no address is asked")
	}
}

// A real server on this computer, asked by its name as any shop's: the connection is refused before a byte is sent.
func TestNoPictureComesFromTheNetworkWithin(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateActive {
			asked.Add(1)
		}
	}
	server.StartTLS()
	defer server.Close()
	f := newFetcher(plain, onlyPublic, webWithin)                                              // the port would be refused before
	f.http.Transport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true} //nolint:gosec // what is tested is that it is never reached
	for _, address := range []string{server.URL + "/a", "https://localhost" + server.URL[len("https://127.0.0.1"):] + "/a"} {
		if _, err := f.Get(t.Context(), address); !errors.Is(err, ErrUnfit) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("asked %d times", n)
	}
}

// What an address gave is found again under it, the newest in place of the one before; nothing but pictures is kept.
func TestPicturesByAddress(t *testing.T) {
	c := New(t.TempDir(), DefaultLimit)
	const mug = "https://shop.example/mug.jpg"
	first, second := picture(t, 1, 0), picture(t, 2, 0)
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	if _, _, err := c.From(mug); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("before: %v", err)
	}
	for i, data := range [][]byte{first, second} {
		when := at.Add(time.Duration(i) * time.Hour)
		if err := c.PutFrom(mug, data, when); err != nil {
			t.Fatal(err)
		}
		got, fetched, err := c.From(mug)
		if err != nil || !bytes.Equal(got, data) || !fetched.Equal(when) {
			t.Errorf("%d: %d bytes of %v, %v", i, len(got), fetched, err)
		}
	}
	if err := c.PutFrom(mug, []byte("<html>"), at); !errors.Is(err, ErrUnfit) {
		t.Errorf("what is no picture: %v", err)
	}
	if got, _, err := c.From(mug); err != nil || !bytes.Equal(got, second) {
		t.Error("it took the place of a picture")
	}
	if n, files, err := c.Total(); err != nil || files != 1 || n != int64(len(second)) {
		t.Errorf("%d bytes in %d files, %v", n, files, err)
	}
}
