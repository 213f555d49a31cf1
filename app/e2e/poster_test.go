//go:build e2e

package e2e

import (
	"image"
	_ "image/png"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Given the picture of a post, when somebody scans its code and sends the message that is ready, then they are on the
// waiting list with their own words, and the product's restock reaches them at once.
func TestFromThePosterToTheRestock(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits", "--customers", "5")
	s.ready()
	file := filepath.Join(t.TempDir(), "post.png")
	s.must(done, nil, "poster", "CLOCK-OAK", "--size", "square", "--lang", "it", "--price", "-o", file)
	if again := s.run("", "poster", "CLOCK-OAK", "-o", file); again.code != 1 {
		t.Errorf("a file was written over: %d", again.code)
	}

	address, err := url.Parse(scanned(t, file))
	if err != nil || address.Host != "m.me" {
		t.Fatal(address, err)
	}
	var link struct {
		URL, Text string
		Exact     bool
	}
	s.must(done, &link, "link", "clock-oak", "--lang", "it")
	if link.URL != address.String() || link.Text != address.Query().Get("text") || !link.Exact {
		t.Errorf("the poster leads to %s, the link is %+v", address, link)
	}
	var wrote struct{ Customer string }
	s.control(http.MethodPost, "write", map[string]string{"name": "Livia Serra", "text": address.Query().Get("text")}, &wrote)
	s.must(done, nil, "sync")

	var line []struct {
		CustomerID string `json:"customer_id"`
		Quote      string `json:"quote"`
	}
	s.must(done, &line, "waitlist", "CLOCK-OAK")
	if n := len(line); n == 0 || line[n-1].CustomerID != wrote.Customer || line[n-1].Quote != link.Text {
		t.Fatalf("the list is %+v", line)
	}
	s.must(partly, nil, "send", "restock", "--sku", "CLOCK-OAK", "--stock", "9")
	for _, m := range s.log() {
		if m.Customer == wrote.Customer {
			return
		}
	}
	t.Error("nothing reached the customer, whose chat is open")
}

// scanned reads the code of a picture.
func scanned(t *testing.T, file string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	dots, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(dots, nil)
	if err != nil {
		t.Fatal(err)
	}
	return read.GetText()
}

type profile struct {
	Greeting  map[string]string
	Menu      map[string][]struct{ Title, URL string }
	Questions []string
}

// What people see before they write is read, changed for one language and removed again.
func TestWhatPeopleSeeBeforeTheyWrite(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--customers", "1")
	s.must(done, nil, "connect")
	var p profile
	s.must(done, &p, "profile", "show")
	if len(p.Questions) != 2 || p.Greeting["default"] == "" {
		t.Fatalf("the page has %+v", p)
	}
	s.must(done, &p, "profile", "set", "--greeting", "Ciao {{user_first_name}}!", "--lang", "it")
	if p.Greeting["it"] != "Ciao {{user_first_name}}!" || p.Greeting["default"] == p.Greeting["it"] {
		t.Errorf("%+v", p)
	}
	p = profile{}
	s.must(done, &p, "profile", "remove", "questions")
	if len(p.Questions) != 0 {
		t.Errorf("%+v", p)
	}
	if r := s.run("", "profile", "set", "--menu", "Shop=http://plain.example"); r.code != 1 {
		t.Errorf("an address without https gave %d: %s", r.code, r.err)
	}
}
