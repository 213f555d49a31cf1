package waitlists

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func lists() []views.WaitingList {
	return []views.WaitingList{
		{Product: core.Product{SKU: "BLUE-MUG", Name: "Blue speckled mug", Aliases: []string{"Tasse"}}, Waiting: 37, NowOpen: 13, First: "Ana Duarte", FirstAt: noon.AddDate(0, 0, -21)},
		{Product: core.Product{SKU: "APRON", Name: "Linen apron", Variants: []string{"S", "M"}, Stock: 2}, Waiting: 14, First: "Tom Becker", FirstAt: noon.AddDate(0, 0, -14)},
		{Product: core.Product{SKU: "CREME", Name: "Crème brûlée dish", Stock: 31}},
	}
}

func TestFindKnowsNamesNumbersVariantsAndAccents(t *testing.T) {
	b := NewBook(lists())
	for words, want := range map[string][]int{
		"": {0, 1, 2}, "  ": {0, 1, 2}, "blue MUG": {0}, "mug blue": {0}, "tasse": {0}, "apron m": {1}, "creme brulee": {2},
		"BRÛLÉE": {2}, "blue-mug": {0}, "blue apron": {}, "\xff": {},
	} {
		if got := b.Find(words); !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v", words, got, want)
		}
	}
}

// The number of requests at the foot is the sum of the rows above it.
func TestFootIsTheSumOfItsRows(t *testing.T) {
	b, w, sum := NewBook(lists()), words.New("en"), 0
	for _, l := range lists() {
		sum += l.Waiting
	}
	if b.Requests() != sum {
		t.Errorf("%d requests, the rows have %d", b.Requests(), sum)
	}
	if got, want := foot(w, b), fmt.Sprintf("3 products. %d requests wait.", sum); got != want {
		t.Errorf("foot %q, want %q", got, want)
	}
}

func TestLineSaysStockAskingAndFirst(t *testing.T) {
	w, all := words.New("en"), lists()
	mug := NewLine(w, all[0], noon, time.UTC)
	if mug != (Line{Name: "Blue speckled mug", Stock: "0", Asking: "37", Now: "13", None: true, Tell: true, First: "Ana Duarte", Since: "since 2 Nov"}) {
		t.Errorf("mug %+v", mug)
	}
	if apron := NewLine(w, all[1], noon, time.UTC); apron.Kinds != "S, M" || apron.None || apron.Tell {
		t.Errorf("apron %+v", apron)
	}
	if dish := NewLine(w, all[2], noon, time.UTC); dish.First != "Nobody" || dish.Since != "" {
		t.Errorf("dish %+v", dish)
	}
}

// What a customer wrote over several lines stays one line, and a wish without words is told by its day.
func TestQuoteIsOneLine(t *testing.T) {
	w := words.New("en")
	if got := Quote(w, "let me know\n\twhen  it is back", noon, noon, time.UTC); got != "23 Nov: “let me know when it is back”" {
		t.Errorf("%q", got)
	}
	if got := Quote(w, " ", noon, noon, time.UTC); got != "Asked on 23 Nov" {
		t.Errorf("%q", got)
	}
}

// Every rejected line of a sheet is named with its number and fault.
func TestReportNamesEveryRejectedLine(t *testing.T) {
	r := NewReport(words.New("en"), views.ImportResult{Added: 3, Changed: 2, Unchanged: 1, Requests: 1,
		Rejected: []views.RejectedLine{{Line: 4, Why: "no name"}, {Line: 9, Why: "the price is not a number"}}})
	if r.Read != "Added: 3. Changed: 2. As before: 1." || r.Rejected != "2 lines were not taken:" ||
		!slices.Equal(r.Lines, []string{"Line 4: no name", "Line 9: the price is not a number"}) {
		t.Errorf("%+v", r)
	}
	if r := NewReport(words.New("en"), views.ImportResult{Added: 3}); r.Rejected != "" || r.Requests != "" {
		t.Errorf("%+v", r)
	}
}
