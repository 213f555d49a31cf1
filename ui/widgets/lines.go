package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// measure gives the width of words in the letters of a text.
type measure func(words string, bold bool) float32

// piece is a run of letters of one look within a line.
type piece struct {
	text     string
	bold     bool
	colour   fyne.ThemeColorName
	x, width float32
}

// line is what stands side by side.
type line struct {
	pieces []piece
	width  float32
}

func widest(lines []line) float32 {
	w := float32(0)
	for _, l := range lines {
		w = max(w, l.width)
	}
	return w
}

// word is a run without a place to break, with the spaces after it.
type word struct {
	Span
	newline bool // a new line begins after it
}

// Bounds of what is measured at once, in characters: a customer may write a word of 20,000 letters, and the window must
// not stand still.
const (
	mostOfLine = 1000 // more is as wide as any window
	mostOfWord = 256  // more is broken, also where a window were wide enough
)

// heads cuts spans where nothing is gained by measuring more.
func heads(spans []Span) []Span {
	out := make([]Span, len(spans))
	for i, s := range spans {
		s.Text = head(s.Text, mostOfLine)
		out[i] = s
	}
	return out
}

// head gives the first n characters, or fewer.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// breakLines sets spans into lines of at most width; 0 is without bound. It breaks after spaces and at line ends, and
// within a word only where the word alone is wider than the line.
func breakLines(spans []Span, m measure, width float32) []line {
	var lines []line
	var now line
	flush := func() {
		if n := len(now.pieces); n > 0 {
			last := &now.pieces[n-1]
			trimmed := strings.TrimRightFunc(last.text, unicode.IsSpace)
			if trimmed != last.text {
				last.text = trimmed
				now.width -= last.width
				last.width = m(trimmed, last.bold)
				now.width += last.width
			}
		}
		lines = append(lines, now)
		now = line{}
	}
	for _, wd := range splitWords(spans, width > 0) {
		for rest := wd.Span; rest.Text != ""; {
			first := rest
			if width > 0 {
				first.Text = head(rest.Text, mostOfWord)
				w := m(strings.TrimRightFunc(first.Text, unicode.IsSpace), first.Bold)
				if now.width+w > width && len(now.pieces) > 0 {
					flush()
					continue
				}
				if w > width {
					first.Text = fitting(first, m, width)
				}
			}
			now.add(first, m)
			rest.Text = rest.Text[len(first.Text):]
			if rest.Text != "" {
				flush()
			}
		}
		if wd.newline {
			flush()
		}
	}
	if len(now.pieces) > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// add appends a run, joined to the one before when they look alike, so that letters keep their kerning.
func (l *line) add(s Span, m measure) {
	if n := len(l.pieces); n > 0 && l.pieces[n-1].bold == s.Bold && l.pieces[n-1].colour == s.Colour {
		last := &l.pieces[n-1]
		l.width -= last.width
		last.text += s.Text
		last.width = m(last.text, last.bold)
		l.width += last.width
		return
	}
	p := piece{text: s.Text, bold: s.Bold, colour: s.Colour, x: l.width, width: m(s.Text, s.Bold)}
	l.pieces = append(l.pieces, p)
	l.width += p.width
}

// fitting gives the longest start of a word that fits, at least one letter.
func fitting(s Span, m measure, width float32) string {
	runes := []rune(s.Text)
	n := longest(len(runes), func(n int) bool { return m(string(runes[:n]), s.Bold) <= width })
	return string(runes[:max(n, 1)])
}

// longest finds the greatest n up to limit that fits, by halving.
func longest(limit int, fits func(int) bool) int {
	low, high := 0, limit
	for low < high {
		mid := (low + high + 1) / 2
		if fits(mid) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// cutLine sets spans into one line of at most width, ended with … when something is left out. Line ends read as spaces.
func cutLine(spans []Span, m measure, width float32) line {
	var l line
	for _, s := range spans {
		s.Text = strings.Join(strings.FieldsFunc(s.Text, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
		if s.Text == "" {
			continue
		}
		before := line{pieces: append([]piece(nil), l.pieces...), width: l.width}
		whole := len(s.Text)
		s.Text = head(s.Text, mostOfLine)
		l.add(s, m)
		if l.width <= width && len(s.Text) == whole {
			continue
		}
		runes := []rune(s.Text)
		n := longest(len(runes), func(n int) bool {
			return before.width+m(string(runes[:n])+"…", s.Bold) <= width
		})
		s.Text = strings.TrimRightFunc(string(runes[:n]), unicode.IsSpace) + "…"
		before.add(s, m)
		return before
	}
	return l
}

// splitWords cuts spans at line ends and, where wanted, after spaces.
func splitWords(spans []Span, spaces bool) []word {
	var words []word
	for _, s := range spans {
		start, inSpace := 0, false
		cut := func(end int, newline bool) {
			piece := s
			piece.Text = s.Text[start:end]
			words = append(words, word{piece, newline})
		}
		for i, r := range s.Text {
			switch {
			case r == '\n':
				cut(i, true)
				start, inSpace = i+1, false
			case unicode.IsSpace(r):
				inSpace = spaces
			case inSpace:
				cut(i, false)
				start, inSpace = i, false
			}
		}
		if start < len(s.Text) {
			cut(len(s.Text), false)
		}
	}
	return words
}
