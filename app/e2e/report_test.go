//go:build e2e

package e2e

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// brought is a line of the report.
type brought struct {
	CampaignID string                 `json:"campaign_id"`
	Kind       string                 `json:"kind"`
	Sent       int                    `json:"sent"`
	Replied    int                    `json:"replied"`
	OptedOut   int                    `json:"opted_out"`
	Redeemed   int                    `json:"redeemed"`
	Revenue    map[string]json.Number `json:"revenue"`
	Held       int                    `json:"held"`
	Refused    int                    `json:"refused"`
	Failed     int                    `json:"failed"`
	Uncertain  int                    `json:"uncertain"`
}

func (s *shop) report(campaign string) brought {
	s.Helper()
	var list []brought
	s.must(done, &list, "report", campaign)
	if len(list) != 1 || list[0].CampaignID != campaign {
		s.Fatalf("the report of %s is %+v", campaign, list)
	}
	return list[0]
}

// states counts a campaign's messages by the outbox.
func (s *shop) states(campaign string) map[string]int {
	s.Helper()
	var list []struct {
		CampaignID string `json:"campaign_id"`
		State      string `json:"state"`
	}
	s.must(done, &list, "outbox")
	out := map[string]int{}
	for _, d := range list {
		if d.CampaignID == campaign {
			out[d.State]++
		}
	}
	return out
}

func (s *shop) writes(customer, text string) {
	s.Helper()
	s.control(http.MethodPost, "write", map[string]string{"customer": customer, "text": text}, nil)
}

var poolCode = regexp.MustCompile(`CODE\d{4}`)

// What the report says is what the page's own log, its customers and the shop's orders say.
func TestReportAgreesWithThePageAndTheOrders(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.must(done, nil, "rules", "set", "min_gap=0s", "customer_day=9", "customer_week=9", "customer_30d=9", "pause_opt_out_rate=100")
	codes := ""
	for i := range 400 {
		codes += fmt.Sprintf("CODE%04d\n", i)
	}
	s.must(done, nil, "codes", "import", s.file("codes.txt", codes), "--pool", "winter")
	content := s.file("content.json", `{"texts":{"":"Hello, ten per cent off with {code}."},"second":{"":"For you: {code} takes ten per cent off."}}`)
	var p planned
	s.must(partly, &p, "send", "promo", "--pool", "winter", "--content", content)
	var people []string
	code, texts := map[string]string{}, map[bool]int{}
	for _, m := range s.log() {
		if c := poolCode.FindString(m.Text); c != "" {
			people = append(people, m.Customer)
			code[m.Customer] = c
			texts[strings.HasPrefix(m.Text, "For you")]++
		}
	}
	if len(people) < 8 || len(code) != len(people) || texts[true] == 0 || texts[false] == 0 {
		t.Fatalf("%d people got %d codes in %v", len(people), len(code), texts)
	}
	// Some answer, one asks to stop, one blocks the page.
	s.writes(people[0], "Lovely, thank you")
	s.writes(people[1], "Stop")
	s.writes(people[2], "Can I pay by card?")
	s.writes(people[2], "And is it open on Sunday?")
	s.control(http.MethodPost, "block", map[string]string{"customer": people[3]}, nil)
	s.until("three answers", func() bool {
		s.must(done, nil, "sync")
		return s.report(p.CampaignID).Replied == 3
	})
	s.redeem(people, code)
	got, states := s.report(p.CampaignID), s.states(p.CampaignID)
	want := brought{CampaignID: p.CampaignID, Kind: "promo", Sent: len(people), Replied: 3, OptedOut: 1, Redeemed: 3, Held: states["held"], Refused: states["refused"],
		Failed: states["failed"], Uncertain: states["uncertain"], Revenue: map[string]json.Number{"EUR": "36.50", "CHF": "10.00"}}
	if fmt.Sprint(got) != fmt.Sprint(want) || states["sent"] != got.Sent {
		t.Errorf("the report says %+v\nwant %+v", got, want)
	}
	// The next campaign meets the block, and what people write now answers that one.
	s.must(partly, &p, "send", "news", "--text", "The winter candles are here.")
	s.writes(people[0], "Which colours?")
	s.until("an answer to the second", func() bool {
		s.must(done, nil, "sync")
		return s.report(p.CampaignID).Replied == 1
	})
	if again := s.report(want.CampaignID); fmt.Sprint(again) != fmt.Sprint(want) {
		t.Errorf("the second campaign changed the first: %+v", again)
	}
	s.sheet(want)
}

// redeem hands in a list of orders and shows a code at the till.
func (s *shop) redeem(people []string, code map[string]string) {
	s.Helper()
	orders := s.file("orders.csv", "Order number,Customer,Coupon code,Total,Currency\n"+
		"1,x,"+strings.ToLower(code[people[0]])+",24.50,EUR\n2,x,,99.00,EUR\n3,x,"+code[people[4]]+",10.00,CHF\n1,x,"+code[people[0]]+",24.50,EUR\n4,x,NOBODYS,5.00,EUR\n")
	var r struct {
		Orders, New, Known int
		WithoutCode        int `json:"without_code"`
		Unknown            []struct{ Code string }
	}
	s.must([]int{3}, &r, "codes", "redeemed", orders)
	if r.Orders != 4 || r.New != 2 || r.Known != 1 || r.WithoutCode != 1 || len(r.Unknown) != 1 || r.Unknown[0].Code != "NOBODYS" {
		s.Errorf("the orders gave %+v", r)
	}
	s.must(done, nil, "codes", "redeem", code[people[5]], "--amount", "12")
	s.must([]int{3}, &r, "codes", "redeem", code[people[5]], "--amount", "12")
	if r.New != 0 || r.Known != 1 {
		s.Errorf("the same code at the till again: %+v", r)
	}
}

// sheet compares the report as CSV with what the command said, and finds who blocked the page.
func (s *shop) sheet(first brought) {
	s.Helper()
	path := filepath.Join(s.TempDir(), "report.csv")
	s.must(done, nil, "report", "--csv", path)
	f, err := os.Open(path)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		s.Fatal(err)
	}
	column := map[string]int{}
	for i, head := range rows[0] {
		column[strings.TrimPrefix(head, "\ufeff")] = i
	}
	number := func(row []string, name string) int {
		at, ok := column[name]
		if !ok {
			s.Fatalf("the sheet has no column %s: %v", name, rows[0])
		}
		n, err := strconv.Atoi(row[at])
		if err != nil {
			s.Fatal(err)
		}
		return n
	}
	texts := 0
	for _, row := range rows[1:] {
		if row[column["campaign_id"]] != first.CampaignID {
			continue
		}
		if row[column["text"]] != "" {
			texts += number(row, "sent")
			continue
		}
		if number(row, "sent") != first.Sent || number(row, "replied") != first.Replied || number(row, "opted_out") != 1 || number(row, "blocked") != 1 || row[column["revenue_EUR"]] != "36.50" {
			s.Errorf("the sheet says %v below %v", row, rows[0])
		}
	}
	if texts != first.Sent {
		s.Errorf("the two texts reached %d, the campaign %d", texts, first.Sent)
	}
}
