package interest

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"shopbell/core/fold"
)

//go:embed words/*.txt
var files embed.FS

// concept numbers a meaning. Those of the lexicon come first, words of a catalogue that it does not know follow.
type concept int32

// sortOf is the sort of thing that a concept of the lexicon is.
type sortOf uint8

const (
	sortThing sortOf = iota
	sortMaterial
	sortColour
	sortSize
)

// cue is what a phrase around a product says.
type cue uint32

const (
	cueWant cue = 1 << iota
	cueTell
	cueRefuse
	cueOver
	cueDone
	cueOther
	cueOne
	cueIt
	cueBut
	cueAbout
	cuePrice
	cueSize
	cueHave
	cueAsk
	cueCame
	cueHope
	cuePlease
	cueFact
)

// lexicon is what words/*.txt say, the same for every catalogue.
type lexicon struct {
	things *trie // values are concepts; keys are stems
	// exact gives the concepts of single words as they are written: "Schal" is a scarf and "Schale" a bowl, though their
	// stems are one.
	exact map[string][]concept
	// vietnamese gives the concepts of single words with letters that Vietnamese alone has, as they are written: "đẹp" is no
	// "dép".
	vietnamese map[string][]concept
	cues       *trie // values are cues; keys are words as folded
	sorts      []sortOf
	// entries gives the words of a concept as they are written in the file.
	entries [][]string
	common  map[string]bool
	soft    map[string]bool
	chat    map[string]bool // words that are no misspelling of a name
	// accents are small words with an accent that makes them others: "lã" is wool, "la" is not.
	accents map[string]bool
}

// trie finds sequences of words.
type trie struct {
	next   map[string]*trie
	values []int32
}

// walk calls f with every sequence that has values.
func (t *trie) walk(keys []string, f func(keys []string, values []int32)) {
	if len(t.values) > 0 {
		f(keys, t.values)
	}
	for k, n := range t.next {
		n.walk(append(slices.Clone(keys), k), f)
	}
}

func (t *trie) add(keys []string, value int32) {
	for _, k := range keys {
		if t.next == nil {
			t.next = map[string]*trie{}
		}
		n := t.next[k]
		if n == nil {
			n = &trie{}
			t.next[k] = n
		}
		t = n
	}
	for _, v := range t.values {
		if v == value {
			return
		}
	}
	t.values = append(t.values, value)
}

// words reads the embedded files once.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{things: &trie{}, cues: &trie{}, exact: map[string][]concept{}, vietnamese: map[string][]concept{}, accents: map[string]bool{}}
	l.common, l.soft, l.chat = wordSet("common"), wordSet("soft"), wordSet("chat")
	l.readThings(file("lexicon"))
	l.readCues(file("cues"))
	return l
})

func file(name string) string {
	b, err := files.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic("interest: " + err.Error()) // the file is embedded
	}
	return string(b)
}

// wordSet reads a file of single words, folded.
func wordSet(name string) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines(file(name)) {
		for _, w := range fold.Words(line) {
			out[w.Text] = true
		}
	}
	return out
}

// lines gives the lines that are neither empty nor a comment.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func (l *lexicon) readThings(text string) {
	in := sortThing
	for _, line := range lines(text) {
		switch line {
		case "[things]":
			in = sortThing
		case "[materials]":
			in = sortMaterial
		case "[colours]":
			in = sortColour
		case "[sizes]":
			in = sortSize
		default:
			_, entries, _ := strings.Cut(line, ":")
			c := int32(len(l.sorts))
			l.sorts = append(l.sorts, in)
			l.entries = append(l.entries, strings.Split(entries, ","))
			for _, e := range strings.Split(entries, ",") {
				list := fold.Words(e)
				if len(list) == 1 && !slices.Contains(l.exact[list[0].Text], concept(c)) {
					l.exact[list[0].Text] = append(l.exact[list[0].Text], concept(c))
				}
				if written := strings.ToLower(strings.TrimSpace(e)); len(list) == 1 && vietnamese(written) {
					l.vietnamese[written] = append(l.vietnamese[written], concept(c))
				}
				if written := strings.TrimSpace(e); len(list) == 1 && l.soft[list[0].Text] && written != list[0].Text {
					l.accents[written] = true
				}
				if keys := stems(list); len(keys) > 0 {
					l.things.add(keys, c)
				}
			}
		}
	}
}

func (l *lexicon) readCues(text string) {
	kinds := map[string]cue{
		"[want]": cueWant, "[tell]": cueTell, "[refuse]": cueRefuse, "[over]": cueOver, "[done]": cueDone,
		"[other]": cueOther, "[one]": cueOne, "[it]": cueIt, "[but]": cueBut, "[about]": cueAbout,
		"[price]": cueAbout | cuePrice, "[size]": cueSize, "[have]": cueWant | cueHave, "[ask]": cueAsk, "[came]": cueDone | cueCame, "[hope]": cueHope, "[please]": cueHope | cuePlease, "[fact]": cueFact,
	}
	var in cue
	for _, line := range lines(text) {
		if k, ok := kinds[line]; ok {
			in = k
			continue
		}
		for _, e := range strings.Split(line, ",") {
			var keys []string
			for _, w := range fold.Words(e) {
				keys = append(keys, w.Text)
				l.chat[w.Text] = true
			}
			if len(keys) > 0 {
				l.cues.add(keys, int32(in))
			}
		}
	}
}

func stems(list []fold.Word) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = stem(w.Text)
	}
	return out
}

// vietnamese reports a word with a letter that only Vietnamese has. Folding takes the marks off, which tell its words apart.
func vietnamese(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool { return r >= 'Ạ' && r <= 'ỹ' || strings.ContainsRune("đĐơƠưƯ", r) })
}
