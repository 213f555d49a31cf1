//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// ordered is a plan with everything that the command line tells of a person.
type ordered struct {
	CampaignID string         `json:"campaign_id"`
	Counts     map[string]int `json:"counts"`
	Verdicts   []struct {
		CustomerID string  `json:"customer_id"`
		Action     string  `json:"action"`
		EligibleAt *string `json:"eligible_at"`
		Position   int     `json:"position"`
		Reasons    []struct {
			Code   string `json:"code"`
			Detail string `json:"detail"`
		} `json:"reasons"`
	} `json:"verdicts"`
}

// asking lets new people ask for the blue mug, the first one the longest ago, all in the last hours.
func (s *shop) asking(people int) []string {
	s.Helper()
	var ids []string
	for i := range people {
		ago := time.Duration(people-i) * 10 * time.Minute
		ids = append(ids, s.newcomer(fmt.Sprintf("Person%c Last", 'A'+i), "Please tell me when the blue speckled mug is back", ago))
	}
	return ids
}

// loose lifts the limits of a customer, which are not what these tests are about.
func (s *shop) loose() {
	s.Helper()
	s.ready()
	s.must(done, nil, "rules", "set", "pace=0", "min_gap=0h", "customer_day=9", "customer_week=9", "customer_30d=30")
}

// reached gives who got a message, each as often as they got one, in the order of the page's log.
func (s *shop) reached() []string {
	s.Helper()
	var ids []string
	for _, m := range s.arrivals() {
		ids = append(ids, m.Customer)
	}
	return ids
}

func (s *shop) stateOf(campaign, customer string) delivery {
	s.Helper()
	for _, d := range s.outboxOf(campaign) {
		if d.CustomerID == customer {
			return d
		}
	}
	return delivery{}
}

func (s *shop) outboxOf(campaign string) []delivery {
	s.Helper()
	var rows []struct {
		delivery
		CampaignID string `json:"campaign_id"`
	}
	s.must(done, &rows, "outbox")
	var out []delivery
	for _, r := range rows {
		if r.CampaignID == campaign {
			out = append(out, r.delivery)
		}
	}
	return out
}

// One unit tells two people, who asked first, first; who cannot be reached keeps the place; the others are told when the
// next wave begins; the same figure again tells nobody more; sold out ends it for all who are left, with that reason.
func TestFairWaves(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--no-rate-limits")
	ids := s.asking(6)
	s.loose()
	s.control(http.MethodPost, "block", map[string]string{"customer": ids[0]}, nil)
	began := time.Now()
	var plan ordered
	s.must(partly, &plan, "send", "restock", "--sku", "MUG-BLUE", "--stock", "1")
	if len(plan.Verdicts) != 6 || plan.Counts["send"] != 2 || plan.Counts["hold_until"]+plan.Counts["hold_for_reply"] != 4 {
		t.Fatalf("counts %v", plan.Counts)
	}
	for i, v := range plan.Verdicts {
		if v.CustomerID != ids[i] || v.Position != i+1 {
			t.Errorf("place %d of %s, asked as number %d", v.Position, v.CustomerID, slices.Index(ids, v.CustomerID)+1)
		}
		if i < 2 {
			continue
		}
		if v.Reasons[0].Code != "wave_full" || v.EligibleAt == nil {
			t.Errorf("%+v has no next wave", v)
			continue
		}
		if at, err := time.Parse(time.RFC3339, *v.EligibleAt); err != nil || at.Before(began.Add(24*time.Hour-time.Minute)) {
			t.Errorf("the next wave begins at %s, begun %s", *v.EligibleAt, began)
		}
	}
	for range 2 {
		s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "1")
		s.must(partly, nil, "outbox", "run")
	}
	got := s.reached()
	if len(got) > 2 || slices.Contains(got, ids[0]) || !slices.Contains(got, ids[1]) || slices.Contains(got, ids[5]) {
		t.Fatalf("one unit told %v of %v", got, ids)
	}
	var line []struct {
		CustomerID string `json:"customer_id"`
		State      string `json:"state"`
	}
	s.must(done, &line, "waitlist", "MUG-BLUE")
	if len(line) == 0 || line[0].CustomerID != ids[0] || line[0].State != "waiting" {
		t.Errorf("who was not reached lost the place: %+v", line)
	}
	s.must(done, nil, "products", "import", s.file("sold.csv", "sku,name,stock\nMUG-BLUE,Blue speckled mug,0\n"))
	for _, id := range ids[2:] {
		s.control(http.MethodPost, "write", map[string]string{"customer": id, "text": "Any news?"}, nil)
	}
	s.must(partly, nil, "outbox", "run")
	if n := len(s.reached()); n != len(got) {
		t.Errorf("%d more were told of what is sold out", n-len(got))
	}
	for _, id := range ids[3:] {
		if d := s.stateOf(plan.CampaignID, id); d.State == "planned" || d.State == "sent" || d.Reason == "" {
			t.Errorf("after it sold out %s is %s, %q", id, d.State, d.Reason)
		}
	}
	var again ordered
	s.must(partly, &again, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "0")
	for _, v := range again.Verdicts {
		if v.Action != "refuse" {
			t.Errorf("with nothing in stock %s would get %s", v.CustomerID, v.Action)
		}
	}
	s.agree()
}

// Who asked for two variants is told once.
func TestARequestForTwoVariantsIsToldOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--no-rate-limits")
	id := s.newcomer("Ana Duarte", "Please tell me when the blue mug 0.3 l is back", 20*time.Minute)
	s.control(http.MethodPost, "write", map[string]string{"customer": id, "text": "And please tell me when the blue mug 0.4 l is back, too"}, nil)
	s.loose()
	variants := []string{"0.3 l", "0.4 l"}
	for _, variant := range variants {
		var line []json.RawMessage
		s.must(done, &line, "waitlist", "MUG-BLUE", "--variant", variant)
		if len(line) != 1 {
			t.Fatalf("%d wait for %s", len(line), variant)
		}
	}
	for _, variant := range variants {
		s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--variant", variant, "--stock", "4")
	}
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "9")
	if got := s.reached(); len(got) != 1 || got[0] != id {
		t.Errorf("told %v", got)
	}
	s.agree()
}

// Each command is a start of its own: what waits for a time, for a reply or for the owner's word is kept between them,
// and what waited too long is dropped where everybody sees it.
func TestWhatWaitsOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--no-rate-limits")
	open := s.newcomer("Ana Duarte", "Hello, do you ship to Porto?", time.Hour)
	shut := s.newcomer("Bo Old", "Hello, do you ship to Oslo?", 60*time.Hour)
	s.loose()
	var timed, asked, late ordered
	at := time.Now().Add(15 * time.Second).UTC().Truncate(time.Second) // longer than a start takes on a busy computer
	s.must(partly, &timed, "send", "promo", "--text", "Advent tea is here", "--only", open, "--at", at.Format(time.RFC3339))
	if timed.Counts["hold_until"] != 1 || timed.Verdicts[0].EligibleAt == nil || *timed.Verdicts[0].EligibleAt != at.Format(time.RFC3339) {
		t.Fatalf("scheduled as %+v", timed)
	}
	s.must(partly, nil, "outbox", "run")
	if n := len(s.arrivals()); n != 0 && time.Now().Before(at) {
		t.Errorf("%d left before their time", n)
	}
	s.until("the time to come", func() bool { return !time.Now().Before(at) })
	s.until("it to leave", func() bool {
		s.must(partly, nil, "outbox", "run")
		return s.stateOf(timed.CampaignID, open).State == "sent"
	})

	s.must(partly, &asked, "send", "news", "--text", "New bowls came in", "--only", shut, "--ask")
	s.must(partly, &late, "send", "promo", "--text", "Only today: free delivery", "--only", shut, "--hold-for", "1s")
	if asked.Counts["hold_for_reply"] != 1 || late.Counts["hold_for_reply"] != 1 {
		t.Fatalf("a closed chat: %v %v", asked.Counts, late.Counts)
	}
	s.until("the offer to lapse", func() bool {
		s.must(partly, nil, "outbox", "run")
		return s.stateOf(late.CampaignID, shut).State == "lapsed"
	})
	if d := s.stateOf(late.CampaignID, shut); d.Reason != "lapsed" {
		t.Errorf("dropped as %q", d.Reason)
	}
	s.control(http.MethodPost, "write", map[string]string{"customer": shut, "text": "Is anybody there?"}, nil)
	s.must(partly, nil, "outbox", "run")
	if got := s.reached(); len(got) != 1 {
		t.Fatalf("left without the owner's word, or after it lapsed: %v", got)
	}
	var told struct{ Released int }
	s.must(done, &told, "outbox", "release", asked.CampaignID)
	s.must(partly, nil, "outbox", "run")
	if got := s.arrivals(); told.Released != 1 || len(got) != 2 || got[1].Customer != shut || !strings.HasPrefix(got[1].Text, "New bowls came in") {
		t.Errorf("released %d, the page has %+v", told.Released, got)
	}
	s.agree()
}

// sourcesTold is what the commands about stock tell: from where it comes, and what is back.
type sourcesTold struct {
	Sources []struct {
		Kind    string  `json:"kind"`
		ReadAt  *string `json:"read_at"`
		Changed int     `json:"changed"`
		Failed  string  `json:"failed"`
	} `json:"sources"`
	Back []struct {
		SKU     string `json:"sku"`
		Was     int    `json:"was"`
		Stock   int    `json:"stock"`
		Waiting int    `json:"waiting"`
	} `json:"back"`
}

// keysOf gives the names in a JSON object, sorted.
func keysOf(t *testing.T, raw json.RawMessage) []string {
	t.Helper()
	var o map[string]json.RawMessage
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatalf("%s is no object: %v", raw, err)
	}
	var names []string
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// What a script reads of a forecast and of a replay has its documented names, and the numbers add up.
func TestForecastAndReplayForScripts(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "3")
	log := len(s.arrivals())
	var raw json.RawMessage
	s.must(done, &raw, "whatif", "customer_day=0")
	if got := strings.Join(keysOf(t, raw), " "); got != "by_reason sent would_hold would_refuse would_send" {
		t.Errorf("whatif says %s", got)
	}
	var replay struct {
		Sent      int            `json:"sent"`
		WouldSend int            `json:"would_send"`
		ByReason  map[string]int `json:"by_reason"`
	}
	if err := json.Unmarshal(raw, &replay); err != nil {
		t.Fatal(err)
	}
	if replay.Sent != log || replay.WouldSend >= replay.Sent || replay.ByReason["cap_customer_day"] == 0 {
		t.Errorf("with no message a day: %+v, %d went", replay, log)
	}
	s.must(done, &raw, "forecast", "promo", "--text", "Ten per cent off this week")
	if got := strings.Join(keysOf(t, raw), " "); got != "crowded days delays everyone lapse later now on_reply on_reply_high on_reply_low page_left refused" {
		t.Errorf("forecast says %s", got)
	}
	var f struct {
		Everyone, Now, Later, Refused int
		OnReply                       float64 `json:"on_reply"`
		Lapse                         float64
		Days                          []json.RawMessage
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		t.Fatal(err)
	}
	if sum := float64(f.Now+f.Later+f.Refused) + f.OnReply + f.Lapse; f.Everyone == 0 || sum < float64(f.Everyone)-0.5 || sum > float64(f.Everyone)+0.5 {
		t.Errorf("%v of %d people", sum, f.Everyone)
	}
	if len(f.Days) == 0 || strings.Join(keysOf(t, f.Days[0]), " ") != "date left on_reply others sure" {
		t.Errorf("days %s", f.Days)
	}
	if n := len(s.arrivals()); n != log {
		t.Errorf("%d messages by looking ahead", n-log)
	}
}

// A campaign that fails too often stops itself after its first 20 messages; the rest stays, and goes after the owner's
// word alone.
func TestACampaignPausesItself(t *testing.T) {
	t.Parallel()
	const people = 40
	s := newShop(t, "--empty", "--no-rate-limits")
	for i := range people {
		s.newcomer(fmt.Sprintf("Person%c%c Last", 'A'+i/26, 'a'+i%26), "Hello, do you ship?", time.Hour)
	}
	s.loose()
	s.must(done, nil, "rules", "set", "pace=20", "in_flight=1", "pause_error_rate=10")
	s.control(http.MethodPost, "fault", map[string]any{"match": "POST /", "nth": 1, "count": 5, "status": 400, "code": 100}, nil)
	var plan ordered
	s.must(partly, &plan, "send", "promo", "--text", "Advent tea is here")
	count := map[string]int{}
	for _, d := range s.outboxOf(plan.CampaignID) {
		count[d.State]++
	}
	if count["failed"] != 5 || count["sent"] < 15 || count["sent"] > 32 || count["planned"] == 0 || count["sent"]+count["failed"]+count["planned"] != people {
		t.Errorf("states %v", count)
	}
	if r := s.run("", "report", plan.CampaignID); r.code != 0 || !strings.Contains(r.out, "paused") {
		t.Errorf("the report does not say that it paused: %s%s", r.out, r.err)
	}
	before := len(s.arrivals())
	s.must(partly, nil, "outbox", "run")
	if n := len(s.arrivals()); n != before {
		t.Errorf("%d more left while it is paused", n-before)
	}
	s.agree()
}

// Whatever is planned, everybody has one verdict, everybody who is left out has a reason in words, and who is to wait for
// a time has that time.
func TestEverybodyLeftOutHasAReason(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--utility", "--human-agent", "--no-rate-limits")
	s.ready()
	var people []struct {
		CustomerID string `json:"customer_id"`
	}
	s.must(done, &people, "customers")
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "3") // some have a past
	params := s.file("params.json", `["566701"]`)
	orders := map[string][]string{
		"restock":   {"restock", "--sku", "MUG-BLUE", "--stock", "2"},
		"nothing":   {"restock", "--sku", "MUG-BLUE", "--stock", "0"},
		"promo":     {"promo", "--text", "Ten per cent off"},
		"news":      {"news", "--text", "New bowls came in", "--at", time.Now().Add(2 * time.Hour).UTC().Format(time.RFC3339)},
		"quick":     {"promo", "--text", "Today alone", "--expires", time.Now().AddDate(0, 0, -2).Format(time.DateOnly), "--code", "OLD"},
		"scheduled": {"promo", "--text", "Next week", "--at", time.Now().Add(7 * 24 * time.Hour).UTC().Format(time.RFC3339)},
	}
	for _, i := range []int{0, len(people) / 2, len(people) - 1} {
		id := people[i].CustomerID
		orders[fmt.Sprint("reply ", i)] = []string{"reply", "--customer", id, "--text", "Thank you for asking"}
		orders[fmt.Sprint("order ", i)] = []string{"order", "--customer", id, "--template", "order_ready", "--params", params}
	}
	for name, order := range orders {
		r := s.run("", append(append([]string{"plan"}, order...), "--json")...)
		if r.code != 0 && r.code != 3 {
			s.sentence(r, 1) // refused as a whole is told in words, too
			continue
		}
		var plan ordered
		if err := json.Unmarshal([]byte(r.out), &plan); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seen, count := map[string]bool{}, map[string]int{}
		for _, v := range plan.Verdicts {
			if seen[v.CustomerID] {
				t.Errorf("%s: %s stands there twice", name, v.CustomerID)
			}
			seen[v.CustomerID] = true
			count[v.Action]++
			if len(v.Reasons) == 0 || v.Reasons[0].Code == "" || v.Reasons[0].Detail == "" {
				t.Errorf("%s: %s, %s without a reason", name, v.CustomerID, v.Action)
			}
			if v.Action == "hold_until" && v.EligibleAt == nil {
				t.Errorf("%s: %s is to wait, and nobody knows how long", name, v.CustomerID)
			}
		}
		for action, n := range plan.Counts {
			if count[action] != n {
				t.Errorf("%s: %d %s, told as %d", name, count[action], action, n)
			}
		}
		if len(plan.Verdicts) == 0 {
			t.Errorf("%s: nobody has a verdict", name)
		}
	}
}
