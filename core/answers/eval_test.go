package answers

import (
	"embed"
	"path"
	"regexp"
	"strings"
	"testing"

	"shopbell/core"
	"shopbell/core/optout"
)

// The sentences, one file a language: [price] and the other questions hold messages that ask one, [person] those that a
// person must answer. Braces stand around what names a product. They were written for this test.
//
//go:embed sentences/*.txt
var sentences embed.FS

type labelled struct {
	lang, label string
	text        string
	names       []string
}

var named = regexp.MustCompile(`\{([^}]*)\}`)

func allSentences(t testing.TB) []labelled {
	t.Helper()
	files, err := sentences.ReadDir("sentences")
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for _, f := range files {
		b, err := sentences.ReadFile(path.Join("sentences", f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		label := ""
		for line := range strings.SplitSeq(string(b), "\n") {
			switch {
			case strings.HasPrefix(line, "["):
				label = strings.Trim(line, "[]")
			case line != "":
				s := labelled{lang: strings.TrimSuffix(f.Name(), ".txt"), label: label, text: named.ReplaceAllString(line, "$1")}
				for _, m := range named.FindAllStringSubmatch(line, -1) {
					s.names = append(s.names, m[1])
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// The least that each language must reach: questions that are read as what they are, and those among them that a machine
// may answer. Of messages for a person it may answer none.
const (
	leastRead  = 0.9
	leastPlain = 0.75
)

func TestQuestionsOfEveryLanguage(t *testing.T) {
	type figures struct{ asked, read, plain, person, wrong int }
	by := map[string]*figures{}
	r := New()
	for _, s := range allSentences(t) {
		f := by[s.lang]
		if f == nil {
			f = &figures{}
			by[s.lang] = f
		}
		got := r.Read(s.text, s.names)
		if s.label == "person" {
			if f.person++; got.Plain {
				f.wrong++
				t.Errorf("%s: a machine would answer %q: %+v", s.lang, s.text, got)
			}
			continue
		}
		f.asked++
		right := got.Asks() == core.Question(s.label)
		if right {
			f.read++
		}
		switch {
		case got.Plain && !right:
			f.wrong++
			t.Errorf("%s: %q is %s, read as %v", s.lang, s.text, s.label, got.Questions)
		case got.Plain && got.In(s.lang) != s.lang:
			t.Errorf("%s: %q would be answered in %q", s.lang, s.text, got.In(s.lang))
		case got.Plain:
			f.plain++
		default:
			t.Logf("%s: %q is left to a person: %+v", s.lang, s.text, got)
		}
	}
	if len(by) != len(r.Languages()) {
		t.Errorf("sentences in %d languages, phrases in %d", len(by), len(r.Languages()))
	}
	for _, lang := range r.Languages() {
		f := by[lang]
		t.Logf("%s: %d questions, %d read, %d plain; %d for a person, %d wrong", lang, f.asked, f.read, f.plain, f.person, f.wrong)
		if n := float64(f.asked); float64(f.read) < leastRead*n || float64(f.plain) < leastPlain*n {
			t.Errorf("%s: %d of %d questions are read, %d are plain", lang, f.read, f.asked, f.plain)
		}
	}
}

// What the opt-out reader marks is never plain by chance: here every message that its files know as a stop, and the parts
// of two messages put together.
func TestAStopIsNoPlainQuestion(t *testing.T) {
	r, stops := New(), optout.New()
	all := allSentences(t)
	for _, a := range all {
		for _, b := range all {
			if a.lang != b.lang || a.label == "person" || b.label == a.label {
				continue
			}
			text := a.text + "\n" + b.text
			reading := stops.Read(text).Reading
			if got := r.Read(text, append(a.names, b.names...)); got.Plain && (reading == core.ReadStop || reading == core.ReadReview) {
				t.Errorf("%q: %+v, %s", text, got, reading)
			}
		}
	}
}
