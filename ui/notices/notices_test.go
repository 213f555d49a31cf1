package notices

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

// busy is a day with one thing of every kind, and a chat that closes too late to be told of.
func busy() views.Today {
	return views.Today{
		Resting: []views.Resting{{CampaignID: "c1", Title: "Winter", At: now}},
		Reviews: []views.Review{{CustomerID: "a", MessageID: "m1", Name: "Ana", Quote: "enough now"}},
		Asking:  []views.Asking{{Title: "Mug", People: []views.AskingPerson{{DeliveryID: "d1", CustomerID: "b", Name: "Ben", WroteAt: now}}}},
		Answers: []views.AnswerNeeded{{CustomerID: "c", MessageID: "m2", Name: "Cleo", Quote: "is it broken?"}},
		Closing: []views.ClosingChat{{CustomerID: "d", Name: "Dora", Snippet: "hello?", ClosesAt: now.Add(time.Hour)},
			{CustomerID: "e", Name: "Emil", ClosesAt: now.Add(61 * time.Minute)}},
		Back: []views.BackInStock{{Product: core.Product{SKU: "MUG", Name: "Mug"}, Waiting: 3, At: now}},
	}
}

func told(items []Item) string {
	all := []string{}
	for _, i := range items {
		all = append(all, string(i.Kind)+" "+i.About)
	}
	return strings.Join(all, ", ")
}

func TestWhatIsToldDependsOnTheLevel(t *testing.T) {
	items := Find(words.New("en"), busy(), now)
	for level, want := range map[Level]string{
		Off:       "",
		Important: "resting Winter, review Ana, asking Ben, answer Cleo, closing Dora",
		All:       "resting Winter, review Ana, asking Ben, answer Cleo, closing Dora, back Mug",
	} {
		var one Teller
		if got := told(one.New(items, level)); got != want {
			t.Errorf("%s: %s", level, got)
		}
	}
}

// The same thing is told once, also after a restart, and what changes the level brings up nothing old.
func TestTheSameThingIsToldOnce(t *testing.T) {
	w := words.New("en")
	var first Teller
	if n := len(first.New(Find(w, busy(), now), Important)); n != 5 {
		t.Fatalf("told %d", n)
	}
	var again Teller
	again.Decode(first.Encode())
	if got := told(again.New(Find(w, busy(), now.Add(time.Minute)), All)); got != "closing Emil" {
		t.Errorf("after a restart, a minute later: %s", got)
	}
	day := busy()
	day.Reviews[0].MessageID = "m9"
	day.Resting[0].At = now.Add(time.Hour)
	if got := told(again.New(Find(w, day, now), All)); got != "resting Winter, review Ana" {
		t.Errorf("a new reason and a new message: %s", got)
	}
	again.Decode("{")
	if n := len(again.New(Find(w, busy(), now), All)); n != 6 {
		t.Errorf("what was kept cannot be read, and %d are told", n)
	}
}

// The customer's words stand nowhere unless the owner wants them there.
func TestCustomersWordsStayInTheWindow(t *testing.T) {
	w := words.New("en")
	all := Find(w, busy(), now)
	for _, quote := range []bool{false, true} {
		said := fmt.Sprint(Words(w, []Item{all[1]}, quote), Words(w, []Item{all[3]}, quote), Words(w, []Item{all[4]}, quote))
		for _, theirs := range []string{"enough now", "is it broken?", "hello?"} {
			if strings.Contains(said, theirs) != quote {
				t.Errorf("with words %v: %s", quote, said)
			}
		}
	}
}

// Several of a kind are one notice, and many kinds are one too.
func TestManyAreToldTogether(t *testing.T) {
	w := words.New("en")
	all := Find(w, busy(), now)
	if got := Words(w, all[:2], true); len(got) != 2 || got[0].Title != "Winter: sending paused itself" || got[1].Text != "enough now" {
		t.Errorf("two kinds: %+v", got)
	}
	if got := Words(w, []Item{all[4], all[4]}, true); len(got) != 1 || got[0].Text != "2 chats close within an hour." {
		t.Errorf("two of a kind: %+v", got)
	}
	if got := Words(w, all, true); len(got) != 1 || got[0].Text != "6 things need you." {
		t.Errorf("all kinds: %+v", got)
	}
	if got := Words(w, nil, true); len(got) != 0 {
		t.Errorf("nothing: %+v", got)
	}
}

// What is remembered stays small, however long the program runs.
func TestWhatIsRememberedIsBounded(t *testing.T) {
	var one Teller
	for i := range 3 * mostTold {
		one.New([]Item{{Kind: Review, Key: fmt.Sprint("review ", i)}}, Important)
	}
	if n := len(one.told); n != mostTold {
		t.Errorf("remembers %d", n)
	}
	if got := one.New([]Item{{Kind: Review, Key: fmt.Sprint("review ", 3*mostTold-1)}}, Important); len(got) != 0 {
		t.Error("the newest was forgotten")
	}
}

// Every kind has its sentences, in words of one and of many.
func TestEveryKindHasWords(t *testing.T) {
	w := words.New("en")
	for _, k := range kinds() {
		for _, id := range []string{"notice." + string(k), "notice." + string(k) + "_do", "notice." + string(k) + "_many"} {
			if !w.Has(id) {
				t.Errorf("%s has no sentence", id)
			}
		}
	}
}
