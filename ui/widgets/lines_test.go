package widgets

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// ten gives every letter ten units, so that no test depends on a font.
func ten(words string, _ bool) float32 { return float32(10 * len([]rune(words))) }

func texts(lines []line) []string {
	out := []string{}
	for _, l := range lines {
		s := ""
		for _, p := range l.pieces {
			s += p.text
		}
		out = append(out, s)
	}
	return out
}

func TestBreakLines(t *testing.T) {
	for name, c := range map[string]struct {
		words string
		width float32
		want  string
	}{
		"one line":            {"blue mug", 100, "blue mug"},
		"after a space":       {"blue mug", 60, "blue|mug"},
		"at a line end":       {"blue\nmug", 100, "blue|mug"},
		"empty lines stay":    {"blue\n\nmug", 100, "blue||mug"},
		"a long word is cut":  {"abcdefgh", 40, "abcd|efgh"},
		"words round a cut":   {"a bcdefgh i", 40, "a|bcde|fgh|i"},
		"nothing":             {"", 40, ""},
		"narrower than one":   {"ab", 5, "a|b"},
		"spaces hang over":    {"abcd    ef", 40, "abcd|ef"},
		"without any bound":   {"a b c d e f g", 0, "a b c d e f g"},
		"a trailing line end": {"blue\n", 100, "blue"},
	} {
		if got := strings.Join(texts(breakLines([]Span{{Text: c.words}}, ten, c.width)), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Whatever the words and the width, every letter stays, in its order, and no line is wider than it may be unless it is
// one letter.
func TestBreakLinesKeepsEveryLetter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		spans := []Span{}
		all := ""
		for range rapid.IntRange(1, 4).Draw(r, "spans") {
			s := Span{Text: rapid.StringMatching(`[a-zé \n]{0,40}`).Draw(r, "text"), Bold: rapid.Bool().Draw(r, "bold")}
			spans, all = append(spans, s), all+s.Text
		}
		width := float32(rapid.IntRange(1, 200).Draw(r, "width"))
		got := ""
		for _, l := range breakLines(spans, ten, width) {
			letters := 0
			for _, p := range l.pieces {
				got += p.text
				letters += len([]rune(strings.TrimSpace(p.text)))
			}
			if w := ten(strings.TrimRight(strings.Join(texts([]line{l}), ""), " "), false); w > width && letters > 1 {
				r.Fatalf("line %q is %v wide, more than %v", texts([]line{l}), w, width)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(got) != bare(all) {
			r.Fatalf("got %q of %q", got, all)
		}
	})
}

func TestCutLineEndsInDots(t *testing.T) {
	for name, c := range map[string]struct {
		words string
		width float32
		want  string
	}{
		"fits":          {"blue mug", 80, "blue mug"},
		"cut":           {"blue mug", 70, "blue m…"},
		"no blank end":  {"blue mug", 60, "blue…"},
		"no room":       {"blue", 5, "…"},
		"line ends":     {"blue\nmug", 100, "blue mug"},
		"several lines": {"a\r\n\r\nb", 100, "a b"},
	} {
		if got := texts([]line{cutLine([]Span{{Text: c.words}}, ten, c.width)})[0]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	l := cutLine([]Span{{Text: "blue "}, {Text: "mug", Bold: true}, {Text: " is back"}}, ten, 100)
	if got := texts([]line{l})[0]; got != "blue mug…" && got != "blue mug i…" {
		t.Errorf("spans: %q", got)
	}
}

// A customer may write 20,000 letters in any form: how much is measured grows with the length, not with its square.
func TestALongMessageIsMeasuredInProportion(t *testing.T) {
	for _, unit := range []string{"a", "a ", "word ", "词", "\u0301", "👨\u200d👩\u200d👧", "\n"} {
		measured := func(letters int) int {
			n := 0
			m := func(words string, _ bool) float32 {
				n += len(words)
				return float32(len([]rune(words)))
			}
			spans := []Span{{Text: strings.Repeat(unit, letters/len([]rune(unit)))}}
			breakLines(spans, m, 60)
			breakLines(heads(spans), m, 0)
			cutLine(spans, m, 60)
			return n
		}
		if short, long := measured(2000), measured(20_000); long > 15*short {
			t.Errorf("%q: %d bytes measured for 2,000 letters, %d for 20,000", unit, short, long)
		}
	}
}

func TestALongWordIsBrokenAndCut(t *testing.T) {
	m := func(words string, _ bool) float32 { return float32(len(words)) }
	long := strings.Repeat("a", 3000)
	var all strings.Builder
	for _, l := range breakLines([]Span{{Text: long}}, m, 50) {
		if l.width > 50 {
			t.Errorf("a line is %v wide", l.width)
		}
		for _, p := range l.pieces {
			all.WriteString(p.text)
		}
	}
	if all.String() != long {
		t.Errorf("%d letters are left of %d", all.Len(), len(long))
	}
	if l := cutLine([]Span{{Text: long}, {Text: "more"}}, m, 5000); len(l.pieces) != 1 || !strings.HasSuffix(l.pieces[0].text, "a…") {
		t.Errorf("cut to %+v", l.pieces)
	}
}

// Words of a customer cannot turn around or hide what stands beside them.
func TestTextShowsNoDirectionMarks(t *testing.T) {
	x := NewText("Ana \u202eanA\x1b", Body())
	if x.String() != "Ana anA" {
		t.Errorf("%q", x.String())
	}
	x.SetText("Bo\u2066b\x00")
	if x.String() != "Bob" {
		t.Errorf("%q", x.String())
	}
}
