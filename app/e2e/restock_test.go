//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type verdict struct {
	CustomerID string  `json:"customer_id"`
	Action     string  `json:"action"`
	EligibleAt *string `json:"eligible_at"`
	Reasons    []struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	} `json:"reasons"`
}

type plan struct {
	CampaignID string         `json:"campaign_id"`
	Counts     map[string]int `json:"counts"`
	Verdicts   []verdict      `json:"verdicts"`
}

func TestFromTheTokenToTheFirstRestock(t *testing.T) {
	s := newShop(t, "--no-rate-limits")
	var con struct {
		Page    struct{ ID, Name string }
		Missing []string
	}
	s.must(done, &con, "connect")
	if con.Page.Name != "Tulip Corner" || len(con.Missing) != 0 {
		t.Errorf("connected to %+v", con)
	}
	s.ready()
	var line []struct {
		CustomerID string `json:"customer_id"`
		Quote      string `json:"quote"`
	}
	s.must(done, &line, "waitlist", "MUG-BLUE")
	if len(line) < 12 {
		t.Fatalf("%d people wait", len(line))
	}
	var before, sent plan
	s.must(done, &before, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "6")
	if before.CampaignID != "" || len(s.outbox()) != 0 {
		t.Error("a plan kept something")
	}
	sum := 0
	for _, n := range before.Counts {
		sum += n
	}
	if sum != len(before.Verdicts) || before.Counts["send"] == 0 || before.Counts["send"] > 12 {
		t.Errorf("counts %v for %d people", before.Counts, len(before.Verdicts))
	}
	for _, v := range before.Verdicts {
		if len(v.Reasons) == 0 || v.Reasons[0].Detail == "" {
			t.Errorf("no reason for %+v", v)
		}
	}
	s.must(partly, &sent, "send", "restock", "--sku", "MUG-BLUE", "--stock", "6")
	if n := len(s.log()); n != sent.Counts["send"] {
		t.Errorf("%d reached, the plan said %d", n, sent.Counts["send"])
	}
	s.agree()
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "6")
	if n := len(s.log()); n != sent.Counts["send"] {
		t.Errorf("the same figure again sent %d more", n-sent.Counts["send"])
	}
	s.noTokenAnywhere()
	var chain struct{ OK bool }
	s.must(done, &chain, "ledger", "verify")
	if !chain.OK {
		t.Error("the ledger is broken")
	}
}

// noTokenAnywhere looks for the token under the data folder, in addresses that the page saw, and in arguments of
// processes. The page's own process knows it, since it made it, and was not told by an argument.
func (s *shop) noTokenAnywhere() {
	s.Helper()
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(s.token)) {
			s.Errorf("the token is in %s", path)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	var requests []json.RawMessage
	s.control(http.MethodGet, "requests", nil, &requests)
	if len(requests) == 0 {
		s.Error("the page logged no request")
	}
	for _, r := range requests {
		if bytes.Contains(r, []byte(s.token)) {
			s.Errorf("the token is in an address: %s", r)
		}
	}
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		s.Fatal(err)
	}
	for _, path := range lines {
		if b, err := os.ReadFile(path); err == nil && bytes.Contains(b, []byte(s.token)) {
			s.Errorf("the token is an argument of %s", path)
		}
	}
}

func TestStopInTheMiddle(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.must(done, nil, "rules", "set", "pace=2", "in_flight=1")
	var p plan
	s.must(done, &p, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "10")
	last := ""
	for _, v := range p.Verdicts {
		if v.Action == "send" {
			last = v.CustomerID
		}
	}
	cmd := s.command("send", "restock", "--sku", "MUG-BLUE", "--stock", "10")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.until("the first message", func() bool { return len(s.log()) > 0 })
	s.control(http.MethodPost, "write", map[string]string{"customer": last, "text": "Stop"}, nil)
	_ = cmd.Wait() // 3: one person was refused
	if code := cmd.ProcessState.ExitCode(); code != 3 {
		t.Errorf("send ended with %d", code)
	}
	for _, r := range s.log() {
		if r.Customer == last && !strings.Contains(r.Text, "no more offers") {
			t.Errorf("after Stop they got %q", r.Text)
		}
	}
	for _, d := range s.outbox() {
		if d.CustomerID == last && d.State == "sent" && d.Reason != "accepted" || d.CustomerID == last && d.Reason == "window_open" {
			t.Errorf("delivery %+v", d)
		}
	}
	s.agree()
}

func TestKillInTheMiddle(t *testing.T) {
	t.Parallel()
	for i := range 4 {
		s := newShop(t, "--no-rate-limits")
		s.ready()
		s.must(done, nil, "rules", "set", "pace=20")
		var p plan
		s.must(done, &p, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "10")
		// Every third time an answer is lost as well.
		if i%3 == 2 {
			s.control(http.MethodPost, "fault", map[string]any{"match": "POST /", "nth": 4, "count": 1, "drop": "after_store"}, nil)
		}
		cmd := s.command("send", "restock", "--sku", "MUG-BLUE", "--stock", "10")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		want := 1 + rand.IntN(max(p.Counts["send"]-2, 1))
		s.until("some messages", func() bool { return len(s.log()) >= want })
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		// The lost answer may meet the second run: it ends with one that is not sure, which the next one looks up.
		for range 2 {
			s.must(partly, nil, "outbox", "run", "--for", "60s")
		}
		got := map[string]int{}
		for _, r := range s.log() {
			got[r.Customer]++
		}
		for _, v := range p.Verdicts {
			if v.Action == "send" && got[v.CustomerID] != 1 {
				t.Errorf("killed after %d: %s got %d messages", want, v.CustomerID, got[v.CustomerID])
			}
		}
		s.agree()
		s.endPage()
	}
}

func TestHeldForTheReply(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var p plan
	s.must(partly, &p, "send", "restock", "--sku", "MUG-BLUE", "--stock", "50")
	waiting := ""
	for _, v := range p.Verdicts {
		if v.Action == "hold_for_reply" {
			waiting = v.CustomerID
		}
	}
	if waiting == "" {
		t.Fatal("nobody waits to be written to")
	}
	before := len(s.log())
	s.control(http.MethodPost, "write", map[string]string{"customer": waiting, "text": "Hello, are you open on Sunday?"}, nil)
	// A conversation that changed this second waits for the next reading of the list.
	s.until("the kept message", func() bool {
		s.must(partly, nil, "outbox", "run", "--for", "20s")
		return len(s.log()) == before+1
	})
	if last := s.log()[before]; last.Customer != waiting {
		t.Errorf("the kept message went to %s", last.Customer)
	}
	s.agree()
}
