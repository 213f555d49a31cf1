package widgets

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// The toolkit shapes letters that run from right to left, but sets the runs of a line side by side from the left in the
// order in which they are written. So lines come to it in the order in which they are seen (Unicode Standard Annex 9;
// words from outside hold no marks of direction, see core.Visible, so that no run lies deeper than numbers do).

// run is a part of a line that runs one way.
type run struct {
	start, end int // in characters
	back       bool
}

// backward tells what way a line as a whole runs: as most of its letters do, where those that run back count three times if
// one of them is the first. The first alone is no guide: sentences begin with names of customers and of programs.
func backward(words string) bool {
	left, right, first := 0, 0, bidi.ON
	for _, r := range words {
		p, _ := bidi.LookupRune(r)
		switch c := p.Class(); c {
		case bidi.R, bidi.AL:
			right++
			if first == bidi.ON {
				first = bidi.R
			}
		case bidi.L:
			left++
			if first == bidi.ON {
				first = bidi.L
			}
		}
	}
	if first == bidi.R {
		return 3*right > left
	}
	return right > left
}

// mixed reports whether there are letters that run from right to left at all.
func mixed(words string) bool {
	for _, r := range words {
		if r < 0x590 {
			continue
		}
		if p, _ := bidi.LookupRune(r); p.Class() == bidi.R || p.Class() == bidi.AL {
			return true
		}
	}
	return false
}

// seen gives the runs of one line from left to right as they are seen, in a line that runs back, or not.
func seen(line []rune, back bool) []run {
	runs := written(line, back)
	if back {
		turn(runs)
		return runs
	}
	// Between words that run the usual way, each stretch of others is turned around, with the numbers in it.
	for i := 0; i < len(runs); i++ {
		if !runs[i].back {
			continue
		}
		end := i + 1
		for end < len(runs) && (runs[end].back || number(line[runs[end].start:runs[end].end])) {
			end++
		}
		turn(runs[i:end])
		i = end
	}
	return runs
}

func turn(runs []run) {
	for i, j := 0, len(runs)-1; i < j; i, j = i+1, j-1 {
		runs[i], runs[j] = runs[j], runs[i]
	}
}

// number reports whether words are a number, which keeps its place among words that run back.
func number(words []rune) bool { return len(words) > 0 && digits(words) == len(words) }

// written gives the runs of one line in the order in which they are written.
func written(line []rune, back bool) []run {
	var p bidi.Paragraph
	if _, err := p.SetString(mark(back) + strings.Map(flat, string(line))); err != nil {
		return []run{{0, len(line), back}}
	}
	order, err := p.Order()
	if err != nil || order.NumRuns() == 0 {
		return []run{{0, len(line), back}}
	}
	var runs []run
	for i, at := 0, 0; i < order.NumRuns(); i++ {
		part := order.Run(i)
		n := len([]rune(part.String()))
		r := run{max(at-1, 0), at + n - 1, part.Direction() == bidi.RightToLeft}
		at += n
		if n := len(runs); !back && !r.back && n > 0 && runs[n-1].back {
			// The reader of paragraphs does not tell a number among words that run back from the words after it.
			if cut := r.start + digits(line[r.start:r.end]); cut > r.start && cut < r.end {
				runs = append(runs, run{r.start, cut, false})
				r.start = cut
			}
		}
		if r.end > r.start {
			runs = append(runs, r)
		}
	}
	return runs
}

// mark sets the direction of a line that it stands before, which would follow the line's first letter else.
func mark(back bool) string {
	if back {
		return "\u200f"
	}
	return "\u200e"
}

// digits gives how many characters a number at the start of words has.
func digits(words []rune) int {
	n := 0
	for i, r := range words {
		if unicode.IsLetter(r) {
			break
		}
		if unicode.IsDigit(r) {
			n = i + 1
		}
	}
	return n
}

// flat takes line ends for spaces: the reader of paragraphs stops at them.
func flat(r rune) rune {
	if p, _ := bidi.LookupRune(r); p.Class() == bidi.B || p.Class() == bidi.S {
		return ' '
	}
	return r
}

// facing turns brackets of a run that stands alone and has no letter to tell the toolkit to.
func facing(words string, back bool) string {
	if back && !mixed(words) {
		return bidi.ReverseString(words)
	}
	return words
}

// Seen gives one line of words in the order in which the toolkit has to be given them.
func Seen(words string) string {
	if !mixed(words) {
		return words
	}
	line, back := []rune(words), backward(words)
	var b strings.Builder
	b.WriteString(mark(back)) // for what stands beside the first letter
	for _, r := range seen(line, back) {
		b.WriteString(string(line[r.start:r.end]))
	}
	return b.String()
}

// ordered gives a line with its pieces from left to right as they are seen.
func (l line) ordered(m measure, back bool) line {
	var runes []rune
	var of []int // which piece each character belongs to
	for i, p := range l.pieces {
		for _, r := range p.text {
			runes, of = append(runes, r), append(of, i)
		}
	}
	var out line
	for _, r := range seen(runes, back) {
		parts := byPiece(r, of)
		if r.back {
			turn(parts)
		}
		for _, part := range parts {
			p := l.pieces[of[part.start]]
			p.text = facing(string(runes[part.start:part.end]), r.back)
			p.x, p.width = out.width, m(p.text, p.bold)
			out.pieces = append(out.pieces, p)
			out.width += p.width
		}
	}
	return out
}

// byPiece cuts a run where the look of the letters changes.
func byPiece(r run, of []int) []run {
	var parts []run
	for at := r.start; at < r.end; {
		end := at + 1
		for end < r.end && of[end] == of[at] {
			end++
		}
		parts = append(parts, run{at, end, r.back})
		at = end
	}
	return parts
}

// inOrder gives lines as they are seen. Those of a paragraph that runs back end together.
func inOrder(lines []line, m measure) (_ []line, back bool) {
	var all strings.Builder
	for _, l := range lines {
		for _, p := range l.pieces {
			all.WriteString(p.text)
		}
	}
	if !mixed(all.String()) {
		return lines, false
	}
	back = backward(all.String())
	for i, l := range lines {
		lines[i] = l.ordered(m, back)
	}
	return lines, back
}
