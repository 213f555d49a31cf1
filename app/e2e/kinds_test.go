//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// arrived is a message of the page's own log, with what hangs on it.
type arrived struct {
	Customer string   `json:"customer"`
	Text     string   `json:"text"`
	Tag      string   `json:"tag"`
	Type     string   `json:"messaging_type"`
	Template string   `json:"template"`
	Code     string   `json:"coupon_code"`
	Replies  []string `json:"quick_replies"`
}

func (s *shop) arrivals() []arrived {
	s.Helper()
	var list []arrived
	s.control(http.MethodGet, "log", nil, &list)
	return list
}

// newcomer lets somebody new write and gives their id; ago is how long before now.
func (s *shop) newcomer(name, text string, ago time.Duration) string {
	s.Helper()
	var told struct{ Customer string }
	s.control(http.MethodPost, "write", map[string]any{"name": name, "language": "en", "text": text, "at": time.Now().Add(-ago)}, &told)
	return told.Customer
}

type planned struct {
	CampaignID string `json:"campaign_id"`
	Counts     struct {
		Send         int `json:"send"`
		HoldUntil    int `json:"hold_until"`
		HoldForReply int `json:"hold_for_reply"`
		Refuse       int `json:"refuse"`
	} `json:"counts"`
	Verdicts []struct {
		CustomerID string `json:"customer_id"`
		Action     string `json:"action"`
		Lane       string `json:"lane"`
	} `json:"verdicts"`
}

func (s *shop) file(name, text string) string {
	s.Helper()
	path := filepath.Join(s.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
	return path
}

// last gives the newest message of the page's log, after a number of others.
func (s *shop) last(before int) arrived {
	s.Helper()
	list := s.arrivals()
	if len(list) != before+1 {
		s.Fatalf("%d messages arrived, want %d", len(list), before+1)
	}
	return list[before]
}

func TestEveryKindWithTheRealProgram(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--utility", "--human-agent", "--no-rate-limits")
	ana := s.newcomer("Ana Duarte", "Hello, do you ship to Porto?", time.Hour)
	old := s.newcomer("Bo Old", "Is my parcel here already?", 60*time.Hour)
	s.ready()
	s.must(done, nil, "rules", "set", "pace=0")

	var plan planned
	s.must(done, &plan, "plan", "news", "--text", "Winter cups are here")
	if plan.Counts.Send != 1 || plan.Counts.HoldForReply != 1 || len(plan.Verdicts) != 2 || plan.CampaignID != "" || len(s.arrivals()) != 0 {
		t.Fatalf("plan %+v", plan)
	}
	s.must(partly, &plan, "send", "news", "--text", "Winter cups are here", "--picture", "https://tulip.example/w.jpg", "--link", "https://tulip.example",
		"--button", "Shop=https://tulip.example", "--stop-answer")
	if got := s.last(0); got.Customer != ana || got.Template != "generic" || !strings.HasPrefix(got.Text, "Winter cups are here") || got.Replies[0] != "Stop messages" {
		t.Errorf("news arrived as %+v", got)
	}
	s.must(done, nil, "rules", "set", "min_gap=0h", "customer_day=9", "customer_week=9")
	s.must(partly, &plan, "send", "promo", "--text", "10% off\n[Code: {code}]", "--code", "TULIP10", "--coupon", "--only", ana, "--expires", time.Now().AddDate(0, 0, 3).Format(time.DateOnly))
	if got := s.last(1); got.Template != "coupon" || got.Code != "TULIP10" {
		t.Errorf("the coupon arrived as %+v", got)
	}
	params := s.file("params.json", `["566701"]`)
	s.must(partly, &plan, "send", "order", "--customer", old, "--template", "order_ready", "--params", params)
	if got := s.last(2); got.Customer != old || got.Type != "UTILITY" || !strings.Contains(got.Text, "order 566701 is ready") || plan.Verdicts[0].Lane != "utility" {
		t.Errorf("the order update arrived as %+v", got)
	}
	receipt := s.file("receipt.json", `{"recipient_name":"Ana","order_number":"566702","currency":"EUR","payment_method":"cash","total":"12.50","items":[{"title":"Mug","price":"12.50"}]}`)
	s.must(partly, &plan, "send", "order", "--customer", ana, "--receipt", receipt)
	if got := s.last(3); got.Template != "receipt" {
		t.Errorf("the receipt arrived as %+v", got)
	}
	s.must(partly, &plan, "send", "reply", "--customer", old, "--text", "Sorry, we were closed")
	if got := s.last(4); got.Tag != "HUMAN_AGENT" || got.Customer != old {
		t.Errorf("the reply arrived as %+v", got)
	}
	s.must(done, nil, "myself", ana)
	s.must(done, nil, "templates", "save", "autumn", "--text", "Autumn tea is back, {first_name}")
	s.must(partly, nil, "send", "promo", "--use", "autumn", "--test")
	if got := s.last(5); got.Customer != ana || !strings.HasPrefix(got.Text, "Autumn tea is back, Ana") {
		t.Errorf("the test arrived as %+v", got)
	}
	s.must(done, nil, "utility", "create", "--name", "repair_done", "--body", "Your repair {{1}} is done.", "--example", "77")
	if r := s.run("", "utility", "create", "--name", "sale", "--body", "20% off"); r.code != 1 {
		t.Errorf("an offer as a template ended with %d: %s", r.code, r.err)
	}
	s.agree()
}

// killAfter kills a command wherever it is by then.
func killAfter(cmd *exec.Cmd, d time.Duration) {
	moment := time.NewTimer(d)
	<-moment.C
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

var codeForm = regexp.MustCompile(`CODE-[0-9]{4}`)

// Two promotions on one pool, killed again and again while they leave: in the end everybody has one code of each, no code
// went to two people, and what the page did not get was given back.
func TestCodesAreNeverDoubledWhenTheProgramIsKilled(t *testing.T) {
	t.Parallel()
	const people, campaigns, kills = 60, 2, 8
	s := newShop(t, "--empty", "--no-rate-limits")
	for i := range people {
		s.newcomer(fmt.Sprintf("Person%c%c Last", 'a'+i/26, 'a'+i%26), "Hello, do you ship?", time.Hour)
	}
	s.ready()
	s.must(done, nil, "rules", "set", "pace=60", "min_gap=0h", "customer_day=9", "customer_week=9", "pause_error_rate=100")
	var codes strings.Builder
	for i := range people*campaigns + 5 {
		fmt.Fprintf(&codes, "CODE-%04d\n", i)
	}
	s.must(done, nil, "codes", "import", s.file("codes.csv", codes.String()), "--pool", "p")
	for i := range campaigns {
		cmd := s.command("send", "promo", "--text", fmt.Sprintf("Letter %d: {code}", i), "--pool", "p", "--json")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 1)); err != nil { // the plan is kept once it is printed
			t.Fatal(err)
		}
		killAfter(cmd, time.Duration(200+i*90)*time.Millisecond)
	}
	for i := range kills {
		cmd := s.command("outbox", "run")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		killAfter(cmd, time.Duration(150+37*i)*time.Millisecond)
	}
	s.until("every message to be settled", func() bool {
		s.must(partly, nil, "outbox", "run", "--for", "30s")
		for _, d := range s.outbox() {
			if d.State == "planned" || d.State == "sending" || d.State == "uncertain" || d.State == "held" {
				return false
			}
		}
		return true
	})
	given := map[string]string{}
	for _, m := range s.arrivals() {
		code := codeForm.FindString(m.Text)
		if code == "" {
			t.Errorf("no code in %q", m.Text)
		} else if who, twice := given[code]; twice {
			t.Errorf("%s went to %s and to %s", code, who, m.Customer)
		}
		given[code] = m.Customer
	}
	sent := 0
	for _, d := range s.outbox() {
		if d.State == "sent" {
			sent++
		}
	}
	var pools []struct{ Free, Taken int }
	s.must(done, &pools, "codes")
	if sent != len(given) || pools[0].Taken < sent || sent == 0 {
		t.Errorf("%d sent, %d codes out, pool %+v", sent, len(given), pools[0])
	}
	s.agree()
}
