//go:build e2e

package e2e

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheBundleForSupportNamesNobody(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "6")
	var people []struct {
		ID   string `json:"customer_id"`
		Name string
	}
	s.must(done, &people, "customers")
	var products []struct{ SKU, Name string }
	s.must(done, &products, "products")
	secrets := []string{s.token, "Tulip"}
	for _, p := range people {
		var messages []struct{ Text string }
		s.must(done, &messages, "show", p.ID)
		secrets = append(secrets, p.ID, p.Name)
		for _, m := range messages {
			if len(m.Text) > 8 {
				secrets = append(secrets, m.Text)
			}
		}
	}
	for _, p := range products {
		secrets = append(secrets, p.SKU, p.Name)
	}
	s.endPage()
	s.run("", "sync") // fails, so that the log has a failure
	bundle := filepath.Join(t.TempDir(), "bundle.zip")
	s.must(done, nil, "doctor", "--bundle", bundle)
	z, err := zip.OpenReader(bundle)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(all.String())
	for _, secret := range secrets {
		if secret != "" && strings.Contains(all.String(), secret) {
			t.Errorf("the bundle has %q", secret)
		}
	}
	for _, want := range []string{"about.json", "doctor.json", "logs/shopbell.log"} {
		if f, err := z.Open(want); err != nil {
			t.Errorf("%s: %v", want, err)
		} else {
			_ = f.Close()
		}
	}
	if !strings.Contains(all.String(), `"msg":"sync","error":"graph.`) || !strings.Contains(all.String(), `"customers"`) {
		t.Errorf("the bundle says nothing: %s", all.String())
	}
}

func TestADamagedDatabaseIsRepaired(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var stops, still []struct {
		ID string `json:"customer_id"`
	}
	s.must(done, &stops, "optout", "list")
	path := filepath.Join(s.dir, "shopbell.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const pageSize = 4096
	for n := 60; n < len(b)/pageSize; n += 30 { // beyond the names of the tables
		for i := n * pageSize; i < (n+1)*pageSize; i++ {
			b[i] ^= 0x5a
		}
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	r := s.run("", "doctor")
	t.Log(r.out, r.err)
	if r.code != 1 || !strings.Contains(r.out, "--repair") {
		t.Errorf("the doctor ended with %d: %s%s", r.code, r.out, r.err)
	}
	bundle := filepath.Join(t.TempDir(), "bundle.zip")
	s.must(done, nil, "doctor", "--bundle", bundle)
	r = s.run("", "doctor", "--repair")
	t.Log(r.out, r.err)
	if r.code != 0 && r.code != 3 {
		t.Fatalf("the repair ended with %d: %s", r.code, r.err)
	}
	s.must(done, nil, "sync", "--full")
	s.must(done, &still, "optout", "list")
	if len(still) < len(stops) || len(stops) == 0 {
		t.Errorf("%d people had said stop, %d are stopped after the repair", len(stops), len(still))
	}
	if r := s.run("", "doctor"); r.code != 0 {
		t.Errorf("after the repair: %s%s", r.out, r.err)
	}
}
