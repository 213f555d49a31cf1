package optout

import (
	"sync"
	"unicode"

	phrases "shopbell/assets/optout"
	"shopbell/core/fold"
)

// Language guesses the language of a short message: by its script where that decides, else by the frequent small words of
// each phrase file. It gives a BCP 47 tag, or "" when the message does not tell.
func Language(text string) string {
	text = bound(text)
	if lang := byScript(text); lang != "" {
		return lang
	}
	return byWords(text)
}

// byScript decides where one script, or one letter, belongs to one language among those that customers of shops write.
func byScript(text string) string {
	var n struct{ han, kana, hangul, cyrillic, arabic, devanagari, latin int }
	marks := map[string]int{}
	for _, r := range text {
		switch {
		case r < 0x250:
			if unicode.IsLetter(r) {
				n.latin++
			}
		case unicode.Is(unicode.Han, r):
			n.han++
			if traditional(r) {
				marks["zh-Hant"]++
			}
		case r >= 0x3040 && r <= 0x30FF:
			n.kana++
		case unicode.Is(unicode.Hangul, r):
			n.hangul++
		case unicode.Is(unicode.Cyrillic, r):
			n.cyrillic++
			markCyrillic(r, marks)
		case unicode.Is(unicode.Arabic, r):
			n.arabic++
			markArabic(r, marks)
		case unicode.Is(unicode.Devanagari, r):
			n.devanagari++
		default:
			if lang := oneScript(r); lang != "" {
				marks[lang]++
			}
		}
	}
	switch {
	case n.kana > 0:
		return "ja"
	case n.hangul > 0 && n.hangul > n.latin/2:
		return "ko"
	case n.han > 0 && marks["zh-Hant"] > 0:
		return "zh-Hant"
	}
	return decideScript(n.han, n.cyrillic, n.arabic, n.devanagari, n.latin, marks)
}

func decideScript(han, cyrillic, arabic, devanagari, latin int, marks map[string]int) string {
	switch {
	case han > 0:
		return "zh"
	case cyrillic > latin:
		return most(marks, []string{"uk", "ru"}, "ru")
	case arabic > latin:
		return most(marks, []string{"ur", "fa"}, "ar")
	case devanagari > latin/2 && devanagari > 0:
		return "hi"
	}
	for _, lang := range []string{"th", "he", "el", "bn", "ta", "te", "gu", "kn", "ml", "pa", "ka", "hy", "km", "lo", "my", "si"} {
		if marks[lang] > latin/2 {
			return lang
		}
	}
	return ""
}

// most gives the first of the languages that left a mark.
func most(marks map[string]int, langs []string, other string) string {
	for _, l := range langs {
		if marks[l] > 0 {
			return l
		}
	}
	return other
}

func markCyrillic(r rune, marks map[string]int) {
	switch unicode.ToLower(r) {
	case 'і', 'ї', 'є', 'ґ':
		marks["uk"]++
	case 'ы', 'э', 'ё', 'ъ':
		marks["ru"]++
	}
}

func markArabic(r rune, marks map[string]int) {
	switch r {
	case 'ٹ', 'ڈ', 'ڑ', 'ے', 'ں':
		marks["ur"]++
	case 'پ', 'چ', 'ژ', 'گ', 'ک', 'ی':
		marks["fa"]++
	}
}

// oneScript gives the language of scripts that one language uses.
func oneScript(r rune) string {
	switch {
	case r >= 0x0E00 && r <= 0x0E7F:
		return "th"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	case unicode.Is(unicode.Greek, r):
		return "el"
	case unicode.Is(unicode.Bengali, r):
		return "bn"
	case unicode.Is(unicode.Tamil, r):
		return "ta"
	case unicode.Is(unicode.Telugu, r):
		return "te"
	case unicode.Is(unicode.Gujarati, r):
		return "gu"
	case unicode.Is(unicode.Kannada, r):
		return "kn"
	case unicode.Is(unicode.Malayalam, r):
		return "ml"
	case unicode.Is(unicode.Gurmukhi, r):
		return "pa"
	case unicode.Is(unicode.Georgian, r):
		return "ka"
	case unicode.Is(unicode.Armenian, r):
		return "hy"
	case unicode.Is(unicode.Khmer, r):
		return "km"
	case unicode.Is(unicode.Lao, r):
		return "lo"
	case unicode.Is(unicode.Myanmar, r):
		return "my"
	case unicode.Is(unicode.Sinhala, r):
		return "si"
	}
	return ""
}

// traditional reports frequent characters that simplified Chinese writes otherwise.
func traditional(r rune) bool {
	switch r {
	case '們', '這', '個', '請', '嗎', '沒', '還', '貨', '買', '賣', '錢', '發', '訂', '給', '訊', '說', '來', '時', '會', '對', '後', '謝',
		'單', '點', '問', '樣', '藍', '紅', '黃', '綠', '裡', '關', '開', '無', '為', '國', '東', '車', '長', '門':
		return true
	}
	return false
}

// common maps each frequent small word to the languages that use it. Read once from the embedded files.
var common = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	files, err := readPhrases(phrases.Files)
	if err != nil {
		panic("optout: " + err.Error()) // a test reads them all
	}
	for _, f := range files {
		for _, line := range f.lines[secCommon] {
			for _, w := range fold.Words(line) {
				if !fold.Solid([]rune(w.Text)[0]) {
					out[w.Text] = append(out[w.Text], f.lang)
				}
			}
		}
	}
	return out
})

// byWords weighs the small words of a message: one that few languages share says more.
func byWords(text string) string {
	score := map[string]float64{}
	words := fold.Words(text)
	for _, w := range words {
		langs := common()[w.Text]
		for _, l := range langs {
			score[l] += 1 / float64(len(langs))
		}
	}
	best, second, lang := 0.0, 0.0, ""
	for l, s := range score {
		switch {
		case s > best || s == best && l < lang:
			best, second, lang = s, max(second, best), l
		case s > second:
			second = s
		}
	}
	if best == 0 || best == second || best < 0.5 && len(words) > 2 {
		return ""
	}
	return lang
}
