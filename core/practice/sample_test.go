package practice

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	sample "shopbell/assets/practice"
	"shopbell/core"
)

// goods is what the sample's catalogue says of one product.
type goods struct {
	variants []string
	stock    int
}

func catalogue(t *testing.T) map[core.SKU]goods {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(sample.ProductsCSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], ","); got != "sku,name,aliases,variants,price,stock,url,image" {
		t.Fatalf("header %s", got)
	}
	out := map[core.SKU]goods{}
	for _, r := range rows[1:] {
		stock, err := strconv.Atoi(r[5])
		price, currency, _ := strings.Cut(r[4], " ")
		if _, perr := strconv.ParseFloat(price, 64); err != nil || perr != nil || currency != "EUR" || r[1] == "" || r[2] == "" {
			t.Errorf("product %v", r)
		}
		if _, twice := out[core.SKU(r[0])]; twice {
			t.Errorf("%s stands twice", r[0])
		}
		out[core.SKU(r[0])] = goods{strings.Split(r[3], "|"), stock}
	}
	return out
}

func TestTheCatalogueIsAShopWithGaps(t *testing.T) {
	all := catalogue(t)
	out := 0
	for _, g := range all {
		if g.stock == 0 {
			out++
		}
	}
	if len(all) < 30 || out < 5 || all["MUG-BLUE"].stock != 0 {
		t.Fatalf("%d products, %d sold out, %d blue mugs", len(all), out, all["MUG-BLUE"].stock)
	}
}

func TestTheSampleHasItsCast(t *testing.T) {
	page := New(Options{Clock: core.NewFakeClock(noon)})
	people := page.Customers()
	languages := map[string]int{}
	var minutes, open, stopped, doubtful, blocked, nameless, long, mugs, mugsOpen int
	mugLanguages := map[string]bool{}
	for _, p := range people {
		languages[p.Language]++
		left := 24*time.Hour - noon.Sub(p.LastWroteAt)
		if left > 0 {
			open++
		}
		if left > 0 && left < time.Hour {
			minutes++
		}
		count(&stopped, p.Stopped)
		count(&doubtful, p.Doubtful)
		count(&blocked, p.Blocked)
		count(&nameless, p.Name == "")
		count(&long, p.Messages > 40)
		if i := slices.IndexFunc(p.Wants, func(w Want) bool { return w.SKU == "MUG-BLUE" && !w.Withdrawn }); i >= 0 && !p.Stopped {
			mugs++
			mugLanguages[p.Language] = true
			count(&mugsOpen, left > 0)
		}
	}
	t.Logf("%d people, %d open (%d in their last hour), %d stopped, %d doubtful, %d wait for the mug, %d of them open, in %d languages",
		len(people), open, minutes, stopped, doubtful, mugs, mugsOpen, len(mugLanguages))
	if len(people) < 60 || len(languages) < 8 || open < 15 || open > len(people)*3/4 || minutes < 3 || stopped < 8 || doubtful < 3 ||
		blocked < 2 || nameless != 1 || long != 1 || mugs < 12 || mugsOpen < 5 || len(mugLanguages) < 5 {
		t.Fatalf("people %d, languages %v, open %d (%d in their last hour), stopped %d, doubtful %d, blocked %d, nameless %d, long %d, mugs %d (%d open) in %d languages",
			len(people), languages, open, minutes, stopped, doubtful, blocked, nameless, long, mugs, mugsOpen, len(mugLanguages))
	}
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

func TestSampleConversationsHoldTogether(t *testing.T) {
	all := catalogue(t)
	for _, s := range samplePeople() {
		last := time.Duration(1<<63 - 1)
		own := 0
		for _, l := range s.lines {
			if l.ago > last {
				t.Errorf("%s (%s): %q is out of order", s.name, s.language, l.text)
			}
			last = l.ago
			if l.ago < time.Minute {
				t.Errorf("%s: %q lies too near to now", s.name, l.text)
			}
			count(&own, !l.fromPage)
			if l.fromPage && (l.stop || l.doubt || len(l.want) > 0) || l.text == "" && l.kind == kindText {
				t.Errorf("%s: odd line %+v", s.name, l)
			}
			if strings.ContainsAny(l.text, "{}") {
				t.Errorf("%s: a label inside the text %q", s.name, l.text)
			}
			for _, w := range l.want {
				g, has := all[w.SKU]
				if !has || w.Variant != "" && !slices.Contains(g.variants, w.Variant) {
					t.Errorf("%s asks for %s %q, which the shop has not", s.name, w.SKU, w.Variant)
				}
			}
		}
		if own == 0 || len(s.lines) < 2 {
			t.Errorf("%s (%s) has %d messages, %d of their own", s.name, s.language, len(s.lines), own)
		}
	}
}

func TestPhrasesAreWhole(t *testing.T) {
	all := catalogue(t)
	for _, ph := range allPhrases() {
		for _, n := range ph.products {
			if _, has := all[n.sku]; !has {
				t.Errorf("%s: %s is not in the catalogue", ph.language, n.sku)
			}
		}
		for _, line := range ph.sections[sayWait] {
			if !strings.Contains(line, "{p}") {
				t.Errorf("%s: %q names no product", ph.language, line)
			}
		}
	}
}

func TestSampleSyntaxErrorsAreFound(t *testing.T) {
	for _, text := range []string{"> 1d before anybody", "= A\n> nonsense hello", "= A\n> 1d {open hello", "= A\nwhat is this", "= A\n> xd hello"} {
		if people, err := parseSample("en", text); err == nil {
			t.Errorf("%q gives %+v", text, people)
		}
	}
	people, err := parseSample("en", "= A | blocked\n> 2d3h {X/red}{stop} one\n  two\n")
	if err != nil || len(people) != 1 || !people[0].blocked || people[0].lines[0].text != "one\ntwo" ||
		people[0].lines[0].ago != 51*time.Hour || people[0].lines[0].want[0] != (Want{SKU: "X", Variant: "red"}) || !people[0].lines[0].stop {
		t.Fatalf("%+v, %v", people, err)
	}
}
