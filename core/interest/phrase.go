package interest

import (
	"slices"
	"strings"
	"unicode"

	"shopbell/core/fold"
)

// builder makes the phrases of one product.
type builder struct {
	lex     *lexicon
	index   *index
	product int
	seen    map[string]bool // phrases that it has already
}

// maxElems is how many words of a name count: long names list features, and customers say the beginning.
const maxElems = 6

// name takes a product's name apart: `Red Linen Dress "Iris"` is called "Red Linen Dress", "Iris" and "Iris dress".
func (b *builder) name(name string) {
	proper, rest := quoted(name)
	first := firstPart(rest)
	head := b.elems(first, false)
	if len(head) > maxElems {
		head = head[:maxElems]
	}
	b.add(head, false, first)
	b.spelt(first, head, maxElems, false)
	if proper == "" {
		return
	}
	own := b.elems(proper, true)
	b.add(own, true, proper)
	for i, e := range b.heads(rest) {
		if i == 0 || len(e) > 0 {
			b.add(append(append([][]concept{}, own...), e), true, "")
		}
	}
}

// quoted finds a name between quotation marks. Inch marks stand alone or enclose too much.
func quoted(name string) (proper, rest string) {
	open := strings.IndexAny(name, "\"“”„«")
	if open < 0 {
		return "", name
	}
	after := name[open:]
	_, size := firstRune(after)
	end := strings.IndexAny(after[size:], "\"“”»")
	if end < 0 {
		return "", name
	}
	proper = after[size : size+end]
	_, closing := firstRune(after[size+end:])
	if len(proper) > 40 || strings.IndexFunc(proper, unicode.IsLetter) != 0 {
		return "", name
	}
	return proper, name[:open] + " " + after[size+end+closing:]
}

func firstRune(s string) (rune, int) {
	for i, r := range s {
		if i > 0 {
			return r, i
		}
	}
	return 0, len(s)
}

// firstPart is a name up to its author, its subtitle or its list of features.
func firstPart(name string) string {
	for _, sep := range []string{" by ", " von ", " di ", " - ", " – ", " | ", "|", ",", ":", " ("} {
		if i := strings.Index(name, sep); i > 0 && (sep != " di " && sep != " von " || strings.Count(name[:i], " ") > 3) {
			name = name[:i]
		}
	}
	return name
}

// alias takes a shop's other name for a product.
func (b *builder) alias(alias string) {
	e := b.elems(alias, false)
	if most := maxAlias(alias); len(e) > most {
		e = e[:most]
	}
	b.add(e, true, alias)
	b.spelt(alias, e, maxAlias(alias), true)
}

// spelt adds a name word by word as well where the lexicon takes several of its words for one: only so is one of them found
// when it is misspelt.
func (b *builder) spelt(text string, meant [][]concept, most int, shop bool) {
	if n := len(fold.Words(text)); n <= len(meant) || n > 2*most || solid(text) {
		return
	}
	if words := b.elems(text, true); len(words) > len(meant) && len(words) <= most {
		b.add(words, shop, text)
	}
}

// maxAlias is how many words of an alias count: words of one rune each are many.
func maxAlias(alias string) int {
	if solid(alias) {
		return maxRuns
	}
	return maxElems + 2
}

// maxRuns is how many words a phrase has at most, those of one rune included.
const maxRuns = 24

// solid reports a text with runes of a script that is written without spaces.
func solid(text string) bool { return strings.ContainsFunc(text, fold.Solid) }

// elems gives what each word of a name may mean. Small words are left out, unless there are no others. With literal set,
// words mean themselves alone: a dress called "Luna" is no moon.
func (b *builder) elems(text string, literal bool) [][]concept {
	list := fold.Words(text)
	m := &message{lex: b.lex, text: text, words: list}
	var out [][]concept
	for i := 0; i < len(list); {
		w := list[i].Text
		u := unit{from: i, to: i + 1}
		if !literal {
			b.meanings(m, &u)
		}
		if u.to == i+1 && (!b.lex.soft[w] || len(list) == 1) {
			c := b.index.literal(w)
			u.add(c)
			written := text[list[i].Start:list[i].End]
			if !slices.Contains(b.index.written[written], c) {
				b.index.written[written] = append(b.index.written[written], c)
			}
			b.index.typos.add(w, c)
			for _, x := range u.concepts[:u.n] {
				b.index.typos.add(w, x)
			}
		}
		if u.n > 0 {
			out = append(out, append([]concept{}, u.concepts[:u.n]...))
		}
		i = u.to
	}
	return out
}

// meanings finds the longest entry of the lexicon that begins where u does.
func (b *builder) meanings(m *message, u *unit) {
	t := b.lex.things
	for j := u.from; j < len(m.words); j++ {
		if t = t.next[m.stem(j)]; t == nil {
			break
		}
		if len(t.values) > 0 {
			u.to, u.n = j+1, 0
			for _, v := range t.values {
				u.add(concept(v))
			}
		}
	}
	if u.to == u.from+1 {
		b.lex.exactly(u, m.words[u.from].Text, m.text[m.words[u.from].Start:m.words[u.from].End])
	}
}

// heads gives, for each word of a description that names a thing, what it may mean, widened by the last word of an entry
// of several: beside its own name, a "Straw Hat" is also a hat.
func (b *builder) heads(text string) [][]concept {
	var out [][]concept
	list := fold.Words(text)
	for i := range list {
		m := &message{lex: b.lex, text: text, words: list[i:]}
		u := unit{from: 0, to: 1}
		b.meanings(m, &u)
		if c, ok := b.index.literals[b.index.literalKey(list[i].Text)]; ok && u.to == 1 && !b.lex.soft[list[i].Text] {
			u.add(c)
		}
		if u.n > 0 {
			out = append(out, append([]concept{}, u.concepts[:u.n]...))
		}
	}
	return out
}

// add keeps a phrase, unless the product has it already.
func (b *builder) add(elems [][]concept, shop bool, text string) {
	if len(elems) == 0 || len(elems) > maxRuns {
		return
	}
	key := ""
	for _, e := range elems {
		for _, c := range e {
			key += string(rune(c)) + ","
		}
		key += ";"
	}
	if b.seen[key] {
		return
	}
	b.seen[key] = true
	b.index.phrases = append(b.index.phrases, phrase{
		product: b.product, elems: elems, shop: shop, weak: len(elems) == 1 && b.weak(text), solid: solid(text),
	})
}

// agreed is how many times more of a product's names must speak of one thing to outweigh another that a name may mean.
const agreed = 2

// agree lets a name of one word mean the thing that most of the product's names speak of, and itself: a seagrass "basket"
// is no French sneaker.
func (b *builder) agree(phrases []phrase) {
	votes, most := map[concept]int{}, 0
	for _, p := range phrases {
		for _, c := range slices.Concat(p.elems...) {
			if b.thing(c) {
				votes[c]++
				most = max(most, votes[c])
			}
		}
	}
	for _, p := range phrases {
		if len(p.elems) != 1 {
			continue
		}
		kept := slices.DeleteFunc(slices.Clone(p.elems[0]), func(c concept) bool { return b.thing(c) && votes[c]*agreed < most })
		if len(kept) > 0 {
			p.elems[0] = kept
		}
	}
}

// thing reports a meaning that is a thing of the lexicon.
func (b *builder) thing(c concept) bool { return b.lex.isThing([]concept{c}) }

// weak reports a single word that means more than a product: an everyday word, a number, a very short one.
func (b *builder) weak(text string) bool {
	said := 0
	weak := false
	for _, w := range fold.Words(text) {
		if b.lex.soft[w.Text] && said > 0 {
			continue
		}
		said++
		weak = b.lex.common[w.Text] || len(w.Text) < 4 || strings.Trim(w.Text, "0123456789") == ""
	}
	return weak && said == 1
}
