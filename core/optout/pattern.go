package optout

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shopbell/core/fold"
)

// pattern is one phrase made ready for matching.
type pattern struct {
	sec   section
	lang  string
	parts []part
}

// part is one step of a pattern.
type part struct {
	kind partKind
	id   wordID   // word
	set  int      // one word of a set
	alts [][]part // one of several sequences
	gap  int      // most words skipped
}

type partKind uint8

const (
	partWord partKind = iota
	partSet
	partAlts
	partOptional
	partGap
	partBegin // the clause begins here
	partEnd   // the clause ends here, politeness aside
)

// gapWords is how many words ".." skips at most.
const gapWords = 3

// compiler turns the lines of one language into patterns.
type compiler struct {
	book *book
	lang string
	// lists holds the named word lists of the language, as alternatives.
	lists map[string][]part
	// other is how else the language is written; words of fewer letters than fewest have no other spelling.
	other  letters
	fewest int
	// sets holds the sets of words that stand outside of lists, by the words as they are written.
	sets map[string]int
}

// define reads a line "name: word, other word, begin*".
func (c *compiler) define(line string) error {
	name, words, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("%q: a list of words is written as name: word, word", line)
	}
	p, err := c.alternatives(strings.Split(words, ","))
	if err != nil {
		return err
	}
	c.lists[strings.TrimSpace(name)] = p
	return nil
}

// alternatives makes one part of several phrases: single words share a set, longer ones stand as sequences.
func (c *compiler) alternatives(phrases []string) ([]part, error) {
	set := c.book.newSet()
	alts := [][]part{{{kind: partSet, set: set}}}
	for _, phrase := range phrases {
		if phrase = strings.TrimSpace(phrase); phrase == "" {
			continue
		}
		if word, ok := oneWord(phrase); ok {
			for _, id := range c.spelt(phrase, word) {
				c.book.addToSet(set, id)
			}
			continue
		}
		seq, err := c.sequence(phrase)
		if err != nil {
			return nil, err
		}
		if len(seq) == 1 && seq[0].kind == partAlts { // a list inside a list
			alts = append(alts, seq[0].alts...)
		} else {
			alts = append(alts, seq)
		}
	}
	return []part{{kind: partAlts, alts: alts}}, nil
}

// oneWord gives the word, folded, when a phrase is one word or one word's beginning.
func oneWord(phrase string) (string, bool) {
	if strings.ContainsAny(phrase, " {([^$") {
		return "", false
	}
	words := fold.Words(strings.TrimSuffix(phrase, "*"))
	if len(words) != 1 {
		return "", false
	}
	return words[0].Text, true
}

// sequence reads a phrase: words, begin*, {list}, (a|b), [optional], .. for up to three words, ^ and $ for the ends of
// a clause.
func (c *compiler) sequence(phrase string) ([]part, error) {
	var out []part
	rest := strings.TrimSpace(phrase)
	for rest != "" {
		switch rest[0] {
		case ' ':
			rest = rest[1:]
		case '^':
			out, rest = append(out, part{kind: partBegin}), rest[1:]
		case '$':
			out, rest = append(out, part{kind: partEnd}), rest[1:]
		case '{', '(', '[':
			body, after, err := bracket(rest)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", phrase, err)
			}
			p, err := c.group(rest[0], body)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", phrase, err)
			}
			out, rest = append(out, p...), after
		default:
			i := strings.IndexAny(rest, " {([^$")
			if i < 0 {
				i = len(rest)
			}
			out = c.literal(out, rest[:i])
			rest = rest[i:]
		}
	}
	for i := 1; i < len(out); i++ {
		if out[i-1].kind == partGap && mayBeEnd(out[i]) {
			return nil, fmt.Errorf("%q: \"..\" up to the end of the clause means anything at all", phrase)
		}
	}
	return out, nil
}

// mayBeEnd reports whether a part may stand for no more than the end of a clause.
func mayBeEnd(p part) bool {
	return p.kind == partEnd || slices.ContainsFunc(p.alts, func(alt []part) bool { return len(alt) > 0 && mayBeEnd(alt[0]) })
}

// literal adds the words of a piece without brackets.
func (c *compiler) literal(out []part, piece string) []part {
	if piece == ".." {
		return append(out, part{kind: partGap, gap: gapWords})
	}
	words := fold.Words(strings.TrimSuffix(piece, "*"))
	for i, w := range words {
		written := piece[w.Start:w.End]
		if i == len(words)-1 && strings.HasSuffix(piece, "*") {
			written += "*"
		}
		out = append(out, c.oneOf(written, w.Text))
	}
	return out
}

// oneOf makes the part of one word, or of a word's beginning, in all its spellings.
func (c *compiler) oneOf(written, folded string) part {
	ids := c.spelt(written, folded)
	if len(ids) == 1 {
		return part{kind: partWord, id: ids[0]}
	}
	set, ok := c.sets[written]
	if !ok {
		set = c.book.newSet()
		c.sets[written] = set
		for _, id := range ids {
			c.book.addToSet(set, id)
		}
	}
	return part{kind: partSet, set: set}
}

// spelt gives the numbers of a word, or of a word's beginning, in all its spellings.
func (c *compiler) spelt(written, folded string) []wordID {
	word, isBeginning := strings.CutSuffix(written, "*")
	number := c.book.vocab.word
	if isBeginning {
		number = c.book.vocab.prefix
	}
	ids := []wordID{number(folded)}
	if c.other != nil && utf8.RuneCountInString(word) >= c.fewest {
		for _, s := range c.other.spellings(word) {
			ids = append(ids, number(s))
		}
	}
	return ids
}

// bracket splits "{…} rest" at the bracket that closes the first one.
func bracket(s string) (body, rest string, err error) {
	depth := 0
	for i, r := range s {
		switch r {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			depth--
			if depth == 0 {
				return s[1:i], s[i+1:], nil
			}
		}
	}
	return "", "", fmt.Errorf("a bracket is not closed")
}

func (c *compiler) group(open byte, body string) ([]part, error) {
	switch open {
	case '{':
		p, ok := c.lists[body]
		if !ok {
			return nil, fmt.Errorf("there is no list of words named %q", body)
		}
		return p, nil
	case '(':
		return c.alternatives(splitTop(body))
	}
	p, err := c.alternatives(splitTop(body))
	if err != nil {
		return nil, err
	}
	return []part{{kind: partOptional, alts: p[0].alts}}, nil
}

// splitTop splits at | outside of brackets.
func splitTop(s string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch r {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			depth--
		case '|':
			if depth == 0 {
				out = append(out, s[from:i])
				from = i + 1
			}
		}
	}
	return append(out, s[from:])
}
