package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// crowd gives a store with people who differ in what a filter knows. Now is noon; windows of the last 5 hours are open.
func crowd(t *testing.T) *Store {
	t.Helper()
	s := open(t)
	hour := func(n int) time.Time { return noon.Add(-time.Duration(n) * time.Hour) }
	speaks := func(tag string) func(*Read) { return func(r *Read) { r.Language = tag } }
	apply(t, s, noon,
		says("ana", hour(1), "is the mug back?", wants("MUG", ""), speaks("pt-BR")),
		says("bo", hour(30), "hi", speaks("pt")),
		says("cem", hour(24*40), "selam", speaks("tr")),
		says("dee", hour(2), "stop", reads(core.ReadStop), speaks("en")),
		says("eva", hour(24*90), "mug?", wants("MUG", ""), speaks("ptx")))
	if err := s.SetTags(t.Context(), "bo", []string{"VIP", "ring"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec(`INSERT INTO purchases (code, customer_n, at_ms) SELECT 'X', n, 1 FROM customers WHERE id = 'cem'`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec(`UPDATE customers SET last_out_ms = last_in_ms + 1 WHERE id IN ('ana', 'bo')`); err != nil {
		t.Fatal(err)
	}
	return s
}

func ids(t *testing.T, s *Store, f core.Filter) string {
	t.Helper()
	list, err := s.Customers(t.Context(), CustomerQuery{Filter: f, Now: noon, OpenSince: noon.Add(-5 * time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range list {
		out = append(out, string(r.ID))
	}
	n, err := s.CountFiltered(t.Context(), f, noon, noon.Add(-5*time.Hour))
	if err != nil || n != len(out) {
		t.Errorf("%+v counts %d, %v; the list has %d", f, n, err, len(out))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestEveryConditionOfAFilter(t *testing.T) {
	s := crowd(t)
	for _, c := range []struct {
		name string
		core.Filter
		want string
	}{
		{"everybody", core.Filter{}, "ana bo cem dee eva"},
		{"asked", core.Filter{Asked: "MUG"}, "ana eva"},
		{"silent for 30 days", core.Filter{SilentDays: 30}, "cem eva"},
		{"silent for 40 days, exactly", core.Filter{SilentDays: 40}, "cem eva"},
		{"silent for 41 days", core.Filter{SilentDays: 41}, "eva"},
		{"open", core.Filter{WindowOpen: true}, "ana dee"},
		{"tag, in any case", core.Filter{Tag: "vip"}, "bo"},
		{"a part of a tag is no tag", core.Filter{Tag: "rin"}, ""},
		{"language with its regions", core.Filter{Language: "pt"}, "ana bo"},
		{"one region", core.Filter{Language: "pt-br"}, "ana"},
		{"a sign that means all in a pattern", core.Filter{Language: "%"}, ""},
		{"bought", core.Filter{Bought: true}, "cem"},
		{"waiting", core.Filter{State: "waiting"}, "ana eva"},
		{"stopped", core.Filter{State: "stopped"}, "dee"},
		{"unanswered", core.Filter{State: "unanswered"}, "cem dee eva"},
		{"all at once", core.Filter{Asked: "MUG", SilentDays: 30, State: "waiting"}, "eva"},
		{"nobody has both", core.Filter{Bought: true, WindowOpen: true}, ""},
	} {
		if got := ids(t, s, c.Filter); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestErasedPeopleMatchNoFilter(t *testing.T) {
	s := crowd(t)
	if _, err := s.Erase(t.Context(), "eva", noon); err != nil {
		t.Fatal(err)
	}
	for _, f := range []core.Filter{{}, {SilentDays: 1}, {State: "unanswered"}} {
		if got := ids(t, s, f); strings.Contains(got, "eva") || strings.Contains(got, "erased") {
			t.Errorf("%+v gives %q", f, got)
		}
	}
}

func TestSegmentsAreKept(t *testing.T) {
	s := crowd(t)
	ctx := t.Context()
	want := core.Filter{Asked: "MUG", SilentDays: 30}
	if err := s.SaveSegment(ctx, core.Segment{Name: " Quiet mugs ", Filter: core.Filter{Asked: "MUG"}}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveSegment(ctx, core.Segment{Name: "Quiet mugs", Filter: want}); err != nil {
		t.Fatal(err)
	}
	list, err := s.Segments(ctx)
	if err != nil || len(list) != 1 || list[0] != (core.Segment{Name: "Quiet mugs", Filter: want}) {
		t.Fatalf("segments: %v, %v", list, err)
	}
	if f, err := s.FilterOf(ctx, "Quiet mugs"); err != nil || f != want || ids(t, s, f) != "eva" {
		t.Errorf("filter %+v, %v", f, err)
	}
	if err := s.DeleteSegment(ctx, "Quiet mugs"); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteSegment(ctx, "Quiet mugs"); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("deleted twice: %v", err)
	}
	if _, err := s.FilterOf(ctx, "Quiet mugs"); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a segment that is gone: %v", err)
	}
}

func TestSegmentsThatCannotBe(t *testing.T) {
	s := open(t)
	tag := core.Filter{Tag: "vip"}
	for name, g := range map[string]core.Segment{
		"no name": {Filter: tag}, "blanks": {Name: "  ", Filter: tag}, "too long": {Name: strings.Repeat("é", 61), Filter: tag},
		"two lines": {Name: "a\nb", Filter: tag}, "built in": {Name: "Waiting", Filter: tag}, "everybody": {Name: "all"},
		"no such state": {Name: "x", Filter: core.Filter{State: "lost"}}, "days": {Name: "x", Filter: core.Filter{SilentDays: -1}},
	} {
		if err := s.SaveSegment(t.Context(), g); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, err := s.Segments(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("kept: %v, %v", list, err)
	}
}
