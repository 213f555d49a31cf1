package fold

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func texts(list []Word) string {
	var out []string
	for _, w := range list {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Hello, World!": "hello world", "don't STOP": "dont stop", "l'ordine": "l ordine", "I'm": "im", "e-mail": "email",
		"Città": "citta", "Größe": "grosse", "ＡＢＣ": "abc", "sooooo": "so", "1000": "1000", "s\u200btop": "stop", "退订谢谢": "退 订 谢 谢",
		"cancel·la": "cancella", "İstanbul": "istanbul", "مرحبًا": "مرحبا", "🛑 x": "🛑 x", "": "", "!?": "", "Ελλάς": "ελλασ", "blue_mug": "blue mug",
	} {
		if got := texts(Words(text)); got != want {
			t.Errorf("Words(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWordsKeepBreaks(t *testing.T) {
	for text, want := range map[string][]Break{
		"a b": {0, BreakNone}, "a, b": {0, BreakWeak}, "a. b": {0, BreakStrong}, "a\nb": {0, BreakWeak}, "a\n\nb": {0, BreakStrong},
		"a\n \nb": {0, BreakStrong}, "a。b": {0, BreakStrong}, "a – b": {0, BreakWeak},
	} {
		for i, w := range Words(text) {
			if w.Break != want[i] {
				t.Errorf("%q: word %d has break %d, want %d", text, i, w.Break, want[i])
			}
		}
	}
}

func TestWordsKnowQuotationsAndQuestions(t *testing.T) {
	got := Words(`it says "reply stop" ok?`)
	for i, quoted := range []bool{false, false, true, true, false} {
		if got[i].Quoted != quoted {
			t.Errorf("word %d quoted: %v", i, got[i].Quoted)
		}
	}
	if !got[4].Question {
		t.Error("the last word is asked")
	}
	for _, w := range Words(`17" wide stop`) {
		if w.Quoted {
			t.Error("a mark that is never closed quotes nothing")
		}
	}
}

// Whatever the text, every word has letters and stands where it says.
func TestWordsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		end := 0
		for _, w := range Words(text) {
			if w.Text == "" || w.Start < end || w.End <= w.Start || w.End > len(text) || !utf8.ValidString(w.Text) {
				t.Fatalf("%q: %+v after %d", text, w, end)
			}
			end = w.Start
		}
	})
}

func TestStringFoldsInPlace(t *testing.T) {
	if got := String("Ça va, Größe!"); got != "ca va, grosse!" {
		t.Errorf("got %q", got)
	}
}
