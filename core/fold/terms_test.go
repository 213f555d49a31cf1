package fold

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Ways of writing the same are one in the index.
func TestTermsFold(t *testing.T) {
	for _, same := range [][]string{
		{"Größe", "GRÖSSE", "grosse", "GRO\u0308ẞE"}, {"Cæsar", "caesar", "CÆSAR"}, {"œuf", "Oeuf"}, {"Søren", "soren"}, {"Łódź", "lodz"},
		{"ısı", "ISI", "isi", "İSİ"}, {"Þór", "thor"}, {"café", "cafe\u0301", "CAFE"}, {"ﬁn", "fin"}, {"Ｍｕｇ", "mug"}, {"ё", "е"}, {"Ελλάς", "ελλασ"},
		{"أحمد", "احمد", "إحمد", "آحمد", "ٱحمد"}, {"على", "علي", "علی"}, {"مدرسة", "مدرسه"}, {"مَرْحَبًا", "مرحبا"}, {"مـــرحبا", "مرحبا"},
		{"کتاب", "كتاب"}, {"١٢٣", "123", "۱۲۳"}, {"שָׁלוֹם", "שלום"}, {"ガラス", "ｶﾞﾗｽ", "カ\u3099ラス"}, {"s\u200btop", "stop"}, {"½", "12"},
	} {
		want := Index(same[0])
		if want == "" {
			t.Errorf("%q has no terms", same[0])
		}
		for _, other := range same[1:] {
			if got := Index(other); got != want {
				t.Errorf("%q is %q, but %q is %q", other, got, same[0], want)
			}
		}
	}
}

func TestTermsCut(t *testing.T) {
	for text, want := range map[string]string{
		"Don't shout!": "don t shout", "C-3PO's": "c 3po s", "100,90": "100 90", "在庫は": "在庫 庫は は", "猫": "猫", "iPhone在庫 ok": "iphone 在庫 庫 ok",
		"สีฟ้า": "สี ีฟ ฟ้ ้า า", "हिन्दी कप": "हिन्दी कप", "": "", "😊 !?": "", "a\u0000b": "a b", "\xff\xfe": "",
	} {
		if got := Index(text); got != want {
			t.Errorf("Index(%q) = %q, want %q", text, got, want)
		}
	}
}

// The index holds what Terms gives, and every term stands where it says.
func TestTermsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("aß 在ﾞカé\u0301-ـا")), 0, 20, -1)).Draw(t, "text")
		var all []string
		start := 0
		for _, w := range Terms(text) {
			if w.Text == "" || strings.ContainsAny(w.Text, " \"*") || !utf8.ValidString(w.Text) || w.Start < start || w.First <= w.Start || w.End < w.First || w.End > len(text) {
				t.Fatalf("%q: %+v", text, w)
			}
			start = w.Start
			all = append(all, w.Text)
		}
		if got := Index(text); got != strings.Join(all, " ") {
			t.Fatalf("%q: index %q, terms %q", text, got, all)
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	texts := []string{"hi! is the blue mug back in stock? I would like two of them please", "薰衣草蜡烛有货吗 请问什么时候发货", "Größe М и ещё"}
	for i := 0; b.Loop(); i++ {
		Index(texts[i%len(texts)])
	}
}
