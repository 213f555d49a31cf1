package compose

import (
	"strings"
	"testing"
	"unicode"

	"shopbell/core"
	"shopbell/core/optout"
)

// The stop word of a closing line must be one that the opt-out reader understands, in capitals as people copy it and in
// small letters as they type it.
func TestClosingLineNamesAWordThatStops(t *testing.T) {
	r := optout.New()
	for _, lang := range Languages() {
		line := ClosingLine(lang)
		word := stopWord(line)
		if word == "" {
			t.Errorf("%s: %q names no stop word", lang, line)
			continue
		}
		for _, w := range []string{word, strings.ToLower(word), word + "!"} {
			if got := r.Read(w); got.Reading != core.ReadStop {
				t.Errorf("%s: the closing line says %q, which is read as %q", lang, w, got.Reading)
			}
		}
	}
}

// stopWord finds the word in capitals; scripts without capitals mark the word with quotation marks or spaces.
func stopWord(line string) string {
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len([]rune(w)) >= 3 && w == strings.ToUpper(w) && w != strings.ToLower(w) {
			return w
		}
	}
	for _, w := range []string{"หยุด", "توقف", "لغو", "הסר", "停止", "수신거부", "退订", "退訂"} {
		if strings.Contains(line, w) {
			return w
		}
	}
	return ""
}

func TestTextsOfEveryLanguageAreWhole(t *testing.T) {
	full := Fields{"Ana", "Blue Mug", "L", "ANA10", "5 May", "Casa Tua"}
	bare := Fields{Product: "Blue Mug"}
	for _, lang := range Languages() {
		if ClosingLine(lang) == "" || !strings.Contains(StopConfirmation(lang), "START") {
			t.Errorf("%s: closing line %q, confirmation %q", lang, ClosingLine(lang), StopConfirmation(lang))
		}
		a, err := Text(DefaultRestock(lang), full, ClosingLine(lang))
		if err != nil || !strings.Contains(a, "Ana") || !strings.Contains(a, "Blue Mug") || !strings.Contains(a, "L") {
			t.Errorf("%s: %q, %v", lang, a, err)
		}
		b, err := Text(DefaultRestock(lang), bare, "")
		if err != nil || strings.ContainsAny(b, "{}[]()|") || strings.Contains(b, "  ") {
			t.Errorf("%s: without a name and a variant: %q, %v", lang, b, err)
		}
	}
}

func TestTextsFallBackToTheLanguageThenToEnglish(t *testing.T) {
	if ClosingLine("pt-BR") != ClosingLine("pt") || ClosingLine("pt_BR") != ClosingLine("pt") {
		t.Error("a region falls back to its language")
	}
	if ClosingLine("zh-Hant-TW") != ClosingLine("zh-Hant") || ClosingLine("zh-Hant") == ClosingLine("zh") {
		t.Error("a script has its own texts")
	}
	if ClosingLine("xx") != ClosingLine("en") || ClosingLine("") != ClosingLine("en") {
		t.Error("an unknown language falls back to English")
	}
}

// Who follows the confirmation's advice must be understood.
func TestStartIsReadAsResume(t *testing.T) {
	if got := optout.New().Read("START"); got.Reading != core.ReadResume {
		t.Errorf("START is read as %q", got.Reading)
	}
}
