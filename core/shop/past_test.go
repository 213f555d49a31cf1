package shop

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/views"
)

// wishes shows findings in one order, a line each.
func wishes(list []store.Finding) []string {
	var out []string
	for _, f := range list {
		for _, w := range f.Wishes {
			out = append(out, fmt.Sprintf("%s %s %q: %s/%s %v", f.Message.CustomerID, f.Message.ID, f.Message.Text, w.SKU, w.Variant, w.Withdraw))
		}
	}
	slices.SortFunc(out, cmp.Compare[string])
	return out
}

// sameEitherWay reads a store both ways for a product and compares. It gives how many wishes there were.
func sameEitherWay(t *testing.T, st *store.Store, all []core.Product, sku core.SKU) int {
	t.Helper()
	full, quick := newPast(st, all, []core.SKU{sku}, noon, nil), newPast(st, all, []core.SKU{sku}, noon, nil)
	if err := full.everything(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := quick.candidates(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, got := wishes(full.found), wishes(quick.found)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s: missed %s", sku, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%s: invented %s", sku, g)
		}
	}
	return len(want)
}

func TestPastIsReadTheSameEitherWay(t *testing.T) {
	s := newScene(t, practice.Options{DetailLimit: -1})
	all, err := s.store.Products(t.Context())
	s.must(err)
	n := 0
	for _, p := range all {
		n += sameEitherWay(t, s.store, all, p.SKU)
	}
	if n < 40 {
		t.Errorf("only %d wishes in the sample shop", n)
	}
}

func TestPastOfAGeneratedStoreIsReadTheSameEitherWay(t *testing.T) {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	all := []core.Product{
		{SKU: "ZL-1", Name: "Zebra lamp", Variants: []string{"small", "large"}}, {SKU: "BLUE-MUG", Name: "Blue mug"},
		{SKU: "OP10", Name: "OnePlus 10 Pro"}, {SKU: "HON-5", Name: "Cherry honey", Aliases: []string{"蜂蜜", "น้ำผึ้ง"}},
		{SKU: "RED-MUG", Name: "Red mug"}, {SKU: "SC-01", Name: "Wool scarf", Variants: []string{"grey"}},
	}
	texts := []string{
		"do you have the zebra lamp?", "lampada zebra, avvisatemi", "is it back?", "the large one?", "thanks!", "the blue one?", "blue mugs left?",
		"avete la tazza blu?", "tell me when ZL-1 is back", "op 10 back in stock?", "the oneplus is sold out, tell me when", "cherries and honey?",
		"cherry honey please", "蜂蜜有货吗", "น้ำผึ้งมีไหม", "I don't want it any more", "how much is the zebra lamp?", "zebra lampp in small?",
		"when do you open", "ok", "blaue Tasse noch da?", "red mug please", "in large?", "honig mit kirsche?", "yes, I want it",
		"habt ihr den Wollschal?", "the wool one, when is it back?", "sciarpa di lana grigia?", "woollen scarves back?",
	}
	r := rand.New(rand.NewPCG(1, 2))
	var pulls []store.Pull
	for c := range 120 {
		id := core.CustomerID(fmt.Sprint("c", c))
		p := store.Pull{UpTo: noon, Conversation: core.Conversation{ID: core.ConversationID("t_" + id), CustomerID: id, UpdatedAt: noon}}
		for m := range 12 {
			p.Messages = append(p.Messages, store.Read{OptOut: core.ReadNothing, Message: core.Message{CustomerID: id,
				ID: core.MessageID(fmt.Sprint("m", c, "_", m)), At: noon.Add(time.Duration(m*1000+c) * -time.Second), Text: texts[r.IntN(len(texts))]}})
		}
		pulls = append(pulls, p)
	}
	if _, err := st.Apply(t.Context(), pulls, noon); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if n := sameEitherWay(t, st, all, p.SKU); n < 40 {
			t.Errorf("only %d wishes for %s", n, p.SKU)
		}
	}
}

func TestPastIsKeptInParts(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	id := s.page.AddCustomer("Ana", "en")
	for range 3 {
		s.page.Write(id, "Tell me when the zebra lamp is back")
		s.clock.Advance(10 * time.Second)
	}
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	var many []core.Product
	for i := range fewProducts + 1 {
		many = append(many, core.Product{SKU: core.SKU(fmt.Sprint("L-", i)), Name: fmt.Sprint("Lantern model", i)})
	}
	many = append(many, core.Product{SKU: "ZL-1", Name: "Zebra lamp"})
	var r views.ImportResult
	s.must(s.putProducts(t.Context(), many, &r))
	if r.Added != len(many) || r.Requests != 1 {
		t.Errorf("%+v, want one place", r)
	}
}
