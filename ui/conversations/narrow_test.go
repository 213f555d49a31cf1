package conversations

import (
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Given every filter, when it is asked, then the query has each of them, and days are whole days of the shop.
func TestNarrowAsksForAllThatIsSet(t *testing.T) {
	zone := time.FixedZone("shop", 2*3600)
	at := time.Date(2026, 11, 23, 0, 30, 0, 0, zone)
	n := Narrow{Person: "ana", Name: "Ana", Days: 7, Side: "page", Picture: true, About: "MUG", Product: "Mug", Best: true}
	q := n.Query("blue", at, zone, 10)
	want := views.SearchQuery{Words: "blue", CustomerID: "ana", After: time.Date(2026, 11, 16, 0, 0, 0, 0, zone), From: "page", Picture: true, About: "MUG", Best: true, Limit: 10}
	if q != want {
		t.Errorf("%+v", q)
	}
	n = Narrow{From: time.Date(2026, 3, 28, 0, 0, 0, 0, zone), To: time.Date(2026, 3, 29, 0, 0, 0, 0, zone)}
	q = n.Query("", at, zone, 10)
	inside, before, after := n.From, n.From.Add(-time.Millisecond), time.Date(2026, 3, 30, 0, 0, 0, 0, zone)
	if !inside.After(q.After) || before.After(q.After) || after.Before(q.Before) || !after.Add(-time.Millisecond).Before(q.Before) {
		t.Errorf("from %v to %v", q.After, q.Before)
	}
}

// Each chip takes away its own filter and no other; without the last one nothing is filtered.
func TestEachChipTakesItsOwnFilterAway(t *testing.T) {
	w := words.New("en")
	n := Narrow{Person: "ana", Name: "Ana", From: now, Side: "customer", Picture: true, About: "MUG", Product: "Mug", Best: true}
	var said []string
	for _, c := range n.Chips(w, now, time.UTC) {
		said = append(said, c.Says)
		if left := len(c.Off.Chips(w, now, time.UTC)); left != 4 || !c.Off.Best {
			t.Errorf("without %q there are %d", c.Says, left)
		}
	}
	if len(said) != 5 || said[0] != "Ana" || said[2] != "From customers" || said[4] != "About Mug" {
		t.Errorf("%q", said)
	}
	if (Narrow{Best: true}).Filtering() {
		t.Error("an order is no filter")
	}
}

func TestFoundWordsAreLit(t *testing.T) {
	o, c := views.SnippetOpen, views.SnippetClose
	found := foundWords("…the " + o + "Blue" + c + " " + o + "mug" + c + " and " + o + "Blue" + c)
	if !slices.Equal(found, []string{"Blue", "mug"}) {
		t.Fatalf("%q", found)
	}
	got := lit("One Blue mug, blue", found)
	want := []widgets.Span{{Text: "One "}, widgets.Found("Blue"), {Text: " "}, widgets.Found("mug"), {Text: ", blue"}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := lit("nothing", nil); !slices.Equal(got, []widgets.Span{{Text: "nothing"}}) {
		t.Errorf("%+v", got)
	}
}

// Given a next part that overlaps by a message of the same time, then that message is kept once.
func TestOlderHitsAreAppendedOnce(t *testing.T) {
	f := Found{Hits: []views.SearchHit{{MessageID: "a"}, {MessageID: "b"}}, More: true}
	f.Append([]views.SearchHit{{MessageID: "b"}, {MessageID: "c"}})
	if len(f.Hits) != 3 || f.More {
		t.Errorf("%+v", f)
	}
	full := make([]views.SearchHit, searchLimit)
	for i := range full {
		full[i].MessageID = core.MessageID(rune('A' + i))
	}
	if f.Append(full); !f.More {
		t.Error("a full part has nothing after it")
	}
}

func TestAFilterIsDescribed(t *testing.T) {
	w := words.New("en")
	f := core.Filter{Asked: "MUG", SilentDays: 30, WindowOpen: true, State: "review", Tag: "gift", Language: "de", Bought: true}
	want := "Asked for Mug · Silent for 30 days · Open chats · May have asked to stop · Tag gift · Deutsch · Has bought"
	if got := Describe(w, f, map[core.SKU]string{"MUG": "Mug"}); got != want {
		t.Errorf("%q", got)
	}
	if got := Describe(w, core.Filter{}, nil); got != "Everyone" {
		t.Errorf("%q", got)
	}
}
