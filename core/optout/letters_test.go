package optout

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/fold"
)

func TestSpellingsInAnotherAlphabet(t *testing.T) {
	for _, c := range []struct{ lang, word, want string }{
		{"ru", "отпишите", "otpishite"},
		{"ru", "хватит", "hvatit"},
		{"ru", "хватит", "khvatit"},
		{"uk", "пишіть", "pyshit"},
		{"bg", "пращайте", "prashtaite"},
		{"mk", "пишувајте", "pisuvajte"},
		{"el", "μηνύματα", "minimata"},
		{"el", "μηνύματα", "mhnumata"},
		{"el", "θέλω", "8elw"},
		{"hr", "šaljite", "шаљите"},
	} {
		if got := otherLetters(c.lang).spellings(c.word); !slices.Contains(got, c.want) {
			t.Errorf("%s %q is spelt %q, want %q among them", c.lang, c.word, got, c.want)
		}
	}
	for lang, word := range map[string]string{"ru": "sms", "el": "sms", "en": "stop", "hr": "отпиши"} {
		if got := otherLetters(lang).spellings(word); len(got) > 0 {
			t.Errorf("%s %q is spelt %q, want nothing", lang, word, got)
		}
	}
}

// Whatever the word, its spellings are few, folded and none of them twice.
func TestSpellingsAreFew(t *testing.T) {
	table := otherLetters("el")
	rapid.Check(t, func(t *rapid.T) {
		got := table.spellings(rapid.StringOf(rapid.RuneFrom([]rune("αβεηθικμντξοπυχωγ"))).Draw(t, "word"))
		if len(got) > mostSpellings {
			t.Fatalf("%d spellings", len(got))
		}
		for i, s := range got {
			if s == "" || s != fold.String(s) || slices.Contains(got[:i], s) {
				t.Fatalf("%q of %q", s, got)
			}
		}
	})
}

func TestReadKnowsLanguagesInOtherLetters(t *testing.T) {
	r := New()
	for _, text := range []string{
		"ne pishite mne bolshe", "otpishite menya ot rassylki", "hvatit spamit", "ya ne khochu poluchat vashi soobshcheniya",
		"pryberit miy nomer", "ne mi prashtaite poveche suobshteniya", "mi mou stelnete alla minimata", "den thelo alles diafhmiseis",
		"немојте више да ми шаљете поруке", "избришите мој број",
	} {
		if got := r.Read(text); got.Reading != core.ReadStop && got.Reading != core.ReadReview {
			t.Errorf("%q is read as %q, want a stop or a question", text, got.Reading)
		}
	}
	for _, text := range []string{"ostanovka daleko ot vas?", "krasnyh bolshe net?", "i stop by on my way home", "nu vreau pungă", "почему вы мне не пишете?"} {
		if got := r.Read(text); got.Reading != core.ReadNothing {
			t.Errorf("%q is read as %q by %q (%s), want nothing", text, got.Reading, got.Words, got.Language)
		}
	}
}
