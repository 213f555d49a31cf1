package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/find"
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
		"blue mug":                    {"two blue mugs please", "Do you still have the blue speckled mug?"},
		"cafe":                        {"É o café novo?"},
		"tas":                         {"Ist die blaue Tasse wieder da?"},
		"在庫は":                         {"青いマグカップの在庫はありますか"},
		"สีฟ้า":                       {"แก้วสีฟ้ามีของไหม"},
		`"speckled mug"`:              {"Do you still have the blue speckled mug?"},
		"AND":                         {"100% cotton AND linen"},
		"blue NOT mug":                nil,
		"c-3po":                       {"C-3PO's mug's handle"},
		"":                            nil,
		"\"":                          nil,
		"*":                           nil,
		"'; DROP TABLE":               nil,
		"mug\x00'":                    {"C-3PO's mug's handle", "two blue mugs please", "Do you still have the blue speckled mug?"},
		"NEAR(blue mug)":              nil,
		"text:blue":                   nil,
		"\xff\xfe":                    nil,
		"blue \"unclosed":             nil,
		"庫":                           {"青いマグカップの在庫はありますか"},
		"在庫 マグ":                       {"青いマグカップの在庫はありますか"},
		"blue -mug":                   {"the \"blue\" one", "two blue mugs please"},
		`blue -"blue mugs" -speckled`: {"the \"blue\" one"},
		"-blue":                       nil,
		"b":                           {"the \"blue\" one", "two blue mugs please", "Ist die blaue Tasse wieder da?", "Do you still have the blue speckled mug?"},
		"GRÖSSE":                      nil,
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
		"page":     {Query{From: FromPage}, 0},
		"their":    {Query{From: FromCustomer}, 3},
		"picture":  {Query{Picture: true}, 0},
		"best":     {Query{Best: true, CustomerID: "a", After: noon}, 1},
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

// furnished is a store with messages of both sides, pictures, a request and products.
func furnished(t *testing.T) *Store {
	t.Helper()
	s := open(t)
	picture := func(r *Read) { r.Attachments = []core.Attachment{{Kind: "image", Name: "1.jpg"}} }
	ours := func(r *Read) { r.FromPage = true }
	at := func(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }
	apply(t, s, noon,
		says("a", at(1), "the blue mug?", wants("MUG", "")), says("a", at(2), "The Blue Mug is back", ours), says("b", at(3), "this one", picture),
		says("b", at(4), "tell me when it is back", wants("MUG", "")), says("c", at(5), "azure cup, please: azure!", picture), says("c", at(6), "", picture),
		says("c", at(7), "azure is a colour that I have often seen in the sky and in the sea and in the eyes of a cat"))
	if _, _, _, err := s.PutProducts(t.Context(), []core.Product{{SKU: "MUG", Name: "Blue Mug", Aliases: []string{"azure cup"}}, {SKU: "BAG", Name: "!"}}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSearchOptions(t *testing.T) {
	s := furnished(t)
	for name, c := range map[string]struct {
		q    Query
		want []string
	}{
		"from the page":         {Query{Words: "blue", From: FromPage}, []string{"The Blue Mug is back"}},
		"from the customer":     {Query{Words: "blue", From: FromCustomer}, []string{"the blue mug?"}},
		"picture and word":      {Query{Words: "th", Picture: true}, []string{"this one"}},
		"pictures":              {Query{Picture: true}, []string{"", "azure cup, please: azure!", "this one"}},
		"a person's pictures":   {Query{Picture: true, CustomerID: "b"}, []string{"this one"}},
		"about":                 {Query{About: "MUG"}, []string{"azure cup, please: azure!", "tell me when it is back", "The Blue Mug is back", "the blue mug?"}},
		"about, with a word":    {Query{About: "MUG", Words: "back"}, []string{"tell me when it is back", "The Blue Mug is back"}},
		"about, no name":        {Query{About: "BAG"}, nil},
		"newest first":          {Query{Words: "azure"}, []string{"azure is a colour that I have often seen in the sky and in the sea and in the eyes of a cat", "azure cup, please: azure!"}},
		"best first":            {Query{Words: "azure", Best: true}, []string{"azure cup, please: azure!", "azure is a colour that I have often seen in the sky and in the sea and in the eyes of a cat"}},
		"best of a person":      {Query{Words: "azure", Best: true, CustomerID: "c", Limit: 1}, []string{"azure cup, please: azure!"}},
		"best with a picture":   {Query{Words: "azure", Best: true, Picture: true}, []string{"azure cup, please: azure!"}},
		"everything of one":     {Query{CustomerID: "a"}, []string{"The Blue Mug is back", "the blue mug?"}},
		"after":                 {Query{After: noon.Add(6 * time.Minute)}, []string{"azure is a colour that I have often seen in the sky and in the sea and in the eyes of a cat"}},
		"nothing asked":         {Query{}, nil},
		"signs alone":           {Query{Words: "?!", CustomerID: "a"}, nil},
		"a beginning, in a day": {Query{Words: "bl", Before: noon.Add(90 * time.Second)}, []string{"the blue mug?"}},
		"nobody":                {Query{Words: "blue", CustomerID: "z"}, nil},
	} {
		if c.q.Limit == 0 {
			c.q.Limit = 10
		}
		hits, err := s.Search(t.Context(), c.q)
		var got []string
		for _, h := range hits {
			got = append(got, h.Text)
		}
		if err != nil || !equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
	if _, err := s.Search(t.Context(), Query{Words: "blue", From: "me", Limit: 1}); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("from me: %v", err)
	}
}

// Whatever is said and typed: the index finds what reading every message finds, newest first, and marks it.
func TestSearchAgreesWithReading(t *testing.T) {
	letters := []rune("aAßbæéıİ1 -\"在庫はสี\u0301يى.")
	texts := rapid.StringOfN(rapid.RuneFrom(letters), 0, 12, -1)
	s := open(t)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		id := core.CustomerID(fmt.Sprint("c", n))
		var said []string
		for i, text := range rapid.SliceOfN(texts, 1, 8).Draw(t, "texts") {
			at := noon.Add(time.Duration(i) * time.Minute)
			if _, err := s.Apply(context.Background(), []Pull{says(id, at, text)}, noon); err != nil {
				t.Fatal(err)
			}
			said = append([]string{text}, said...)
		}
		typed := texts.Draw(t, "typed")
		q := find.Parse(typed)
		for _, query := range []Query{{Words: typed, CustomerID: id, Limit: 100}, {Words: typed, Limit: 10_000}} {
			hits, err := s.Search(context.Background(), query)
			if err != nil {
				t.Fatalf("%q: %v", typed, err)
			}
			var got, want []string
			for _, h := range hits {
				if h.CustomerID == id {
					got = append(got, h.Text)
				}
			}
			for _, text := range said {
				if q.In(text) || query.CustomerID != "" && strings.TrimSpace(typed) == "" {
					want = append(want, text)
				}
			}
			if !equal(got, want) {
				t.Fatalf("%q finds %q, reading finds %q", typed, got, want)
			}
		}
	})
}

// No search sorts, but best match, and none reads a whole table.
func TestSearchesUseTheirIndex(t *testing.T) {
	s := furnished(t)
	for name, q := range map[string]struct {
		Query
		match, about string
	}{
		"words":           {Query{}, `"mug"`, ""},
		"beginning":       {Query{}, `"mu"*`, ""},
		"side and time":   {Query{From: FromPage, After: noon, Before: noon.Add(time.Hour)}, `"mug"`, ""},
		"person":          {Query{CustomerID: "a"}, `"mug"`, ""},
		"picture":         {Query{Picture: true}, `"mug"`, ""},
		"pictures":        {Query{Picture: true}, "", ""},
		"person alone":    {Query{CustomerID: "a"}, "", ""},
		"time alone":      {Query{After: noon}, "", ""},
		"about and words": {Query{About: "MUG"}, `"back"`, `"blue mug"`},
		"best":            {Query{Best: true}, `"mug"`, ""},
	} {
		q.Limit = 50
		query, args := searchSQL(q.Query, q.match, q.about)
		plan := explain(t, s, query, args...)
		if strings.HasSuffix(plan, "TEMP B-TREE FOR ORDER BY\n") { // one before belongs to a list of rows
			t.Errorf("%s sorts:\n%s", name, plan)
		}
		if strings.Contains(plan, "SCAN m\n") && !strings.Contains(name, "alone") || strings.Contains(plan, "SCAN c\n") || strings.Contains(plan, "SCAN r\n") {
			t.Errorf("%s reads a whole table:\n%s", name, plan)
		}
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

// The beginning of a word behind another word is found the same whether it is in most messages, in few, or in none.
func TestSearchReadsAhead(t *testing.T) {
	s := open(t)
	var pulls []Pull
	for i := range 2 * aheadMessages {
		text := "mug plate"
		switch {
		case i%400 == 0:
			text = "mug spoon"
		case i%2 == 0:
			text = "mug bowl"
		}
		pulls = append(pulls, says("a", noon.Add(time.Duration(i)*time.Second), text))
	}
	apply(t, s, noon, pulls...)
	for words, want := range map[string]int{"mug p": 50, "mug b": 50, "b": 50, "mug s": 5, "s": 5, "mug -bowl s": 5, "mug x": 0, "x": 0, "spoon m": 5, "bowl s": 0} {
		list, done, err := s.ahead(t.Context(), Query{Limit: 50}, find.Parse(words))
		if err != nil || done && len(list) != want {
			t.Errorf("%s: ahead reads %d messages, %v; want %d", words, len(list), err, want)
		}
		hits, err := s.Search(t.Context(), Query{Words: words, Limit: 50})
		if err != nil || len(hits) != want {
			t.Errorf("%s: %d hits, %v; want %d", words, len(hits), err, want)
		}
		for i, h := range hits {
			if !find.Parse(words).In(h.Text) || i > 0 && !h.At.Before(hits[i-1].At) {
				t.Errorf("%s: hit %d is %q", words, i, h.Text)
			}
		}
	}
	for words, want := range map[string]bool{"mug p": true, "b": true, "spoon m": true, "mug s": false, "x": false} {
		if _, done, err := s.ahead(t.Context(), Query{Limit: 50}, find.Parse(words)); err != nil || done != want {
			t.Errorf("%s: read ahead %t, %v", words, done, err)
		}
	}
}
