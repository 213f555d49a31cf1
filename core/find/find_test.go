package find

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for typed, want := range map[string]string{
		"blue mug":              `"blue" AND "mug"*`,
		"Größe ":                `"grosse"*`,
		`"blue mug" tasse`:      `"blue mug" AND "tasse"*`,
		`tasse "blue mug"`:      `"tasse" AND "blue mug"`,
		`“blue mug”`:            `"blue mug"`,
		"c-3po":                 `"c 3po"*`,
		"mug -red":              `("mug") NOT ("red")`,
		`-"red mug" cup -de`:    `("cup") NOT ("red mug" OR "de")`,
		"-red":                  "",
		"":                      "",
		`" - "`:                 "",
		"--red":                 `"red"*`,
		"e-mail":                `"e mail"*`,
		"在庫":                    `"在庫"`,
		"猫":                     `"猫"*`,
		"在庫は":                   `"在庫 庫は"`,
		"iPhone在庫 blue":         `"iphone" AND "在庫" AND "blue"*`,
		`"在庫 blue"`:             `"在庫 庫 blue"`,
		`"blue 猫"`:              `"blue 猫"*`,
		"mug -在庫":               `("mug") NOT ("在庫")`,
		`"unclosed phrase`:      `"unclosed phrase"`,
		"a OR b NEAR(c) x:y ^z": `"a" AND "or" AND "b" AND "near c" AND "x y" AND "z"*`,
		"mug\x00'":              `"mug"*`,
	} {
		if got := Parse(typed).Match(); got != want {
			t.Errorf("%q reads %s, want %s", typed, got, want)
		}
	}
	if got := Parse(strings.Repeat("word ", 1000)); len(got.phrases) != maxPhrases {
		t.Errorf("%d phrases of a pasted page", len(got.phrases))
	}
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		typed, text string
		want        bool
	}{
		{"größe", "Welche GROSSE?", true}, {"blu mug", "blue mug", false}, {"mug blu", "blue mug", true}, {`"mug blue"`, "blue mug", false},
		{"mug -red", "a red mug", false}, {"mug -red", "a blue mug", true}, {"庫は", "青い在庫はあります", true}, {"庫", "在庫", true}, {"庫在", "在庫", false},
		{"在庫 mug", "mugの在庫", true}, {"สีฟ", "แก้วสีฟ้า", true}, {"-red", "blue", false}, {"احمد", "أَحْمَد", true},
	} {
		if got := Parse(c.typed).In(c.text); got != c.want {
			t.Errorf("%q in %q: %v", c.typed, c.text, got)
		}
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("nothing here to see ", 20) + "the Größe of the blue mug" + strings.Repeat(" and on it goes", 20)
	for _, c := range []struct{ typed, text, want string }{
		{"thr", "mug three", "mug [three]"},
		{"grosse", "Die Größe?", "Die [Größe]?"},
		{"blue mug", "blue mug, BLUE!", "[blue] [mug], [BLUE]!"},
		{`"blue mug"`, "blue mug, blue", "[blue mug], blue"},
		{"在庫は", "この在庫はあり", "この[在庫は]あり"},
		{"庫", "在庫は", "在[庫]は"},
		{"mug", "a [mug] here", "a [mug] here"},
		{"cafe", "cafe\u0301!", "[cafe\u0301]!"},
		{"grosse mug", long, "…here to see nothing here to see the [Größe] of the blue [mug] and on it goes and on it goes and on it goes and on it goes…"},
	} {
		if got := Parse(c.typed).Snippet(c.text, "[", "]"); got != c.want {
			t.Errorf("%q: %q, want %q", c.typed, got, c.want)
		}
	}
}

// Whatever is typed and said: what was found is marked, nothing of the text is changed, and no rune is torn.
func TestSnippetProperties(t *testing.T) {
	texts := rapid.StringOfN(rapid.RuneFrom([]rune("abß 在庫はé\u0301-\"ي")), 0, 300, -1)
	rapid.Check(t, func(t *rapid.T) {
		q, text := Parse(texts.Draw(t, "typed")), texts.Draw(t, "text")
		got := q.Snippet(text, "\x02", "\x03")
		bare := strings.NewReplacer("\x02", "", "\x03", "").Replace(got)
		if !utf8.ValidString(got) || !strings.Contains(text, strings.Trim(bare, "…")) {
			t.Fatalf("%q of %q", got, text)
		}
		if marked := strings.Contains(got, "\x02"); q.In(text) && !marked || strings.Count(got, "\x02") != strings.Count(got, "\x03") {
			t.Fatalf("%q of %q", got, text)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"blue mug", `"a b" -c`, "在庫", "a*", `"""`, "\x00", "-", "«x"} {
		f.Add(seed, "a blue mug 在庫")
	}
	f.Fuzz(func(t *testing.T, typed, text string) {
		q := Parse(typed)
		if strings.Count(q.Match(), `"`)%2 != 0 || q.Empty() != (q.Match() == "") {
			t.Errorf("%q reads %q", typed, q.Match())
		}
		if utf8.ValidString(text) && !utf8.ValidString(q.Snippet(text, "[", "]")) {
			t.Errorf("%q in %q: torn", typed, text)
		}
		q.In(text)
	})
}
