package store

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestSearchFinds(t *testing.T) {
	s := open(t)
	for i, text := range []string{
		"Do you still have the blue speckled mug?", "Ist die blaue Tasse wieder da?", "É o café novo?", "青いマグカップの在庫はありますか",
		"แก้วสีฟ้ามีของไหม", "two blue mugs please", "the \"blue\" one", "100% cotton AND linen", "C-3PO's mug's handle",
	} {
		apply(t, s, noon, says("a", noon.Add(time.Duration(i)*time.Minute), text))
	}
	for words, want := range map[string][]string{
		"blue mug":        {"two blue mugs please", "Do you still have the blue speckled mug?"},
		"cafe":            {"É o café novo?"},
		"tas":             {"Ist die blaue Tasse wieder da?"},
		"在庫は":             {"青いマグカップの在庫はありますか"},
		"สีฟ้า":           {"แก้วสีฟ้ามีของไหม"},
		`"speckled mug"`:  {"Do you still have the blue speckled mug?"},
		"AND":             {"100% cotton AND linen"},
		"blue NOT mug":    nil,
		"c-3po":           {"C-3PO's mug's handle"},
		"":                nil,
		"\"":              nil,
		"*":               nil,
		"'; DROP TABLE":   nil,
		"mug\x00'":        {"C-3PO's mug's handle", "two blue mugs please", "Do you still have the blue speckled mug?"},
		"NEAR(blue mug)":  nil,
		"text:blue":       nil,
		"\xff\xfe":        nil,
		"blue \"unclosed": nil,
	} {
		hits, err := s.Search(t.Context(), Query{Words: words, Limit: 10})
		if err != nil {
			t.Errorf("%q: %v", words, err)
			continue
		}
		var got []string
		for _, h := range hits {
			got = append(got, h.Text)
		}
		if !equal(got, want) {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestSearchBounds(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "mug one"), says("b", noon, "mug two"), says("a", noon.Add(time.Hour), "mug three"))
	for name, c := range map[string]struct {
		q    Query
		want int
	}{
		"all":      {Query{}, 3},
		"customer": {Query{CustomerID: "a"}, 2},
		"after":    {Query{After: noon}, 1},
		"before":   {Query{Before: noon}, 1},
		"limit":    {Query{Limit: 2}, 2},
	} {
		c.q.Words = "mug"
		if c.q.Limit == 0 {
			c.q.Limit = 10
		}
		hits, err := s.Search(t.Context(), c.q)
		if err != nil || len(hits) != c.want {
			t.Errorf("%s: %d hits, %v; want %d", name, len(hits), err, c.want)
		}
	}
	hits, err := s.Search(t.Context(), Query{Words: "thr", Limit: 1, Open: "[", Close: "]"})
	if err != nil || hits[0].Snippet != "mug [three]" || hits[0].CustomerID != core.CustomerID("a") {
		t.Errorf("snippet %+v, %v", hits, err)
	}
}

func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"blue mug", `"a b" c`, "在庫", "a*", `"""`, "\x00"} {
		f.Add(seed)
	}
	s, err := Open(f.Context(), f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	if _, err := s.Apply(f.Context(), []Pull{says("a", noon, "blue mug 在庫")}, noon); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if _, err := s.Search(t.Context(), Query{Words: words, Limit: 5}); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	})
}
