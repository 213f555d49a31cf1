package answers

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/fold"
)

// section names one part of a phrase file. Those of questions have the question's own name.
type section string

const (
	secFiller section = "filler"
	secUpset  section = "upset"
	secSays   section = "says"
)

// isQuestion reports whether a section's phrases ask a question.
func (s section) isQuestion() bool {
	return s != secFiller && s != secUpset && s != secSays
}

// product stands for a product's name in a phrase.
const product = "@"

// meaning is what a phrase says.
type meaning struct {
	sec  section
	lang string
}

// tree holds all phrases, word by word. Its steps are numbered, 0 is the beginning.
type tree struct {
	words map[string]int32 // each word once
	next  map[edge]int32
	says  map[int32][]meaning // what a phrase that ends at a step says
	steps int32
}

// edge is one word behind a step.
type edge struct{ step, word int32 }

func newTree() tree {
	return tree{words: map[string]int32{}, next: map[edge]int32{}, says: map[int32][]meaning{}}
}

func (t *tree) add(words []string, m meaning) {
	at := int32(0)
	for _, w := range words {
		n, ok := t.words[w]
		if !ok {
			n = int32(len(t.words))
			t.words[w] = n
		}
		to, ok := t.next[edge{at, n}]
		if !ok {
			t.steps++
			to = t.steps
			t.next[edge{at, n}] = to
		}
		at = to
	}
	if !slices.Contains(t.says[at], m) {
		t.says[at] = append(t.says[at], m)
	}
}

// longest finds the longest phrase at the beginning of words, 0 when there is none.
func (t *tree) longest(words []string) (means []meaning, size int) {
	at := int32(0)
	for i, w := range words {
		n, ok := t.words[w]
		if !ok {
			break
		}
		if at, ok = t.next[edge{at, n}]; !ok {
			break
		}
		if says := t.says[at]; len(says) > 0 {
			means, size = says, i+1
		}
	}
	return means, size
}

// read reads every <lang>.txt of a folder.
func (r *Reader) read(files fs.FS) error {
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if err := r.readFile(strings.TrimSuffix(path.Base(name), ".txt"), string(b)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (r *Reader) readFile(lang, text string) error {
	known := map[section]bool{secFiller: true, secUpset: true, secSays: true}
	for _, q := range core.Questions() {
		known[section(q)] = true
	}
	said := map[string]string{}
	var in section
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") && known[section(line[1:len(line)-1])]:
			in = section(line[1 : len(line)-1])
		case in == secSays:
			name, value, ok := strings.Cut(line, ":")
			if !ok {
				return fmt.Errorf("line %d: %q: what is said is written as name: text", n+1, line)
			}
			said[name] = strings.TrimSpace(value)
		case in == "":
			return fmt.Errorf("line %d: %q stands before the first section", n+1, line)
		default:
			all, err := expand(line)
			if err != nil {
				return fmt.Errorf("line %d: %w", n+1, err)
			}
			for _, words := range all {
				r.tree.add(words, meaning{in, lang})
			}
		}
	}
	r.says[lang] = said
	return nil
}

// expand writes a phrase out into every sequence of folded words that it stands for.
func expand(phrase string) ([][]string, error) {
	p := phraseParser{rest: phrase}
	all, err := p.choices()
	if err == nil && p.rest != "" {
		err = fmt.Errorf("%q: a bracket is closed that was not opened", phrase)
	}
	if err != nil {
		return nil, err
	}
	for _, words := range all {
		if len(words) == 0 {
			return nil, fmt.Errorf("%q: nothing is left when all that may be is left out", phrase)
		}
	}
	return all, nil
}

// phraseParser reads a phrase from its left.
type phraseParser struct{ rest string }

// choices reads alternatives up to a closing bracket or the end.
func (p *phraseParser) choices() ([][]string, error) {
	var out [][]string
	for {
		one, err := p.sequence()
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
		if !strings.HasPrefix(p.rest, "|") {
			return out, nil
		}
		p.rest = p.rest[1:]
	}
}

// sequence reads words and brackets one after the other.
func (p *phraseParser) sequence() ([][]string, error) {
	all := [][]string{{}}
	for p.rest != "" && !strings.ContainsRune("|)]", rune(p.rest[0])) {
		var next [][]string
		switch open := p.rest[0]; open {
		case '(', '[':
			closing := map[byte]string{'(': ")", '[': "]"}[open]
			p.rest = p.rest[1:]
			list, err := p.choices()
			if err != nil {
				return nil, err
			}
			if !strings.HasPrefix(p.rest, closing) {
				return nil, fmt.Errorf("a bracket %c is not closed", open)
			}
			p.rest = p.rest[1:]
			if next = list; open == '[' {
				next = append(next, []string{})
			}
		default:
			end := strings.IndexAny(p.rest, "()[]|")
			if end < 0 {
				end = len(p.rest)
			}
			next, p.rest = [][]string{plainWords(p.rest[:end])}, p.rest[end:]
		}
		all = joined(all, next)
		if len(all) > mostForms {
			return nil, fmt.Errorf("the phrase stands for more than %d", mostForms)
		}
	}
	return all, nil
}

// mostForms is how many sequences of words one phrase may stand for.
const mostForms = 20_000

// plainWords folds the words of a piece of a phrase; the sign for a product stays.
func plainWords(piece string) []string {
	var out []string
	for i, part := range strings.Split(piece, product) {
		if i > 0 {
			out = append(out, product)
		}
		for _, w := range fold.Words(part) {
			out = append(out, w.Text)
		}
	}
	return out
}

func joined(before, after [][]string) [][]string {
	out := make([][]string, 0, len(before)*len(after))
	for _, a := range before {
		for _, b := range after {
			out = append(out, append(append([]string{}, a...), b...))
		}
	}
	return out
}
