package widgets

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// marks of direction stand before a line and are not seen.
const marks = "\u200e\u200f"

// Lines reach the toolkit in the order in which they are seen from the left.
func TestLinesAreSeenInTheirOrder(t *testing.T) {
	for _, c := range []struct{ name, written, seen string }{
		{"no letters that run back", "Send to 12 people now", "Send to 12 people now"},
		{"all run back", "مرحبا بك", "مرحبا بك"},
		{"a number between", "بقي 12 شخصًا.", " شخصًا.12بقي "},
		{"a name first", "Shopbell يحاول من جديد", " يحاول من جديدShopbell"},
		{"a long name in the middle", "افتح «Messenger» ثم «Settings».", "».Settings» ثم «Messengerافتح «"},
		{"a quote among others", "Ana wrote אבג דהו yesterday", "Ana wrote אבג דהו yesterday"},
		{"a number in a quote", "Ana wrote that אבג 12 דהו yesterday", "Ana wrote that  דהו12אבג  yesterday"},
		{"a number after the quote", "the word אבג 12 and others", "the word 12אבג  and others"},
		{"brackets", "שלום (12)", ")12שלום ("},
	} {
		if got := strings.Trim(Seen(c.written), marks); got != c.seen {
			t.Errorf("%s: %q is shown as %q, not %q", c.name, c.written, got, c.seen)
		}
	}
}

// Whatever is written, nothing of it is lost or shown twice, but for brackets that face the other way.
func TestNothingIsLostInOrdering(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOfN(rapid.RuneFrom([]rune("ab 12.,:()[]«»אבגابجد\u0301👋\n")), 0, 60, -1).Draw(t, "words")
		got := strings.Trim(Seen(words), marks)
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(words) {
			t.Fatalf("%q became %q", words, got)
		}
		for _, r := range "ab12.,:אבגابجد👋" {
			if strings.Count(got, string(r)) != strings.Count(words, string(r)) {
				t.Fatalf("%q became %q: %c", words, got, r)
			}
		}
	})
}

// The lines of a wrapped paragraph that runs back end together, and each keeps its words.
func TestParagraphsThatRunBack(t *testing.T) {
	m := func(words string, _ bool) float32 { return float32(utf8.RuneCountInString(words)) }
	lines, back := inOrder(breakLines([]Span{{Text: "يصل إلى كل عميل "}, {Text: "2", Bold: true}, {Text: " على الأكثر في 24 ساعة."}}, m, 20), m)
	if !back || len(lines) < 2 {
		t.Fatalf("back %v, %d lines", back, len(lines))
	}
	for _, l := range lines {
		x := float32(0)
		for _, p := range l.pieces {
			if p.x != x {
				t.Errorf("%q stands at %v, not %v", p.text, p.x, x)
			}
			x += p.width
			if p.bold != (p.text == "2") {
				t.Errorf("%q is bold: %v", p.text, p.bold)
			}
		}
		if x != l.width {
			t.Errorf("a line is %v wide, its pieces %v", l.width, x)
		}
	}
	if first := lines[0].pieces; first[len(first)-1].text[:2] != "ي" {
		t.Errorf("the first word does not stand at the right end: %q", first[len(first)-1].text)
	}
}
