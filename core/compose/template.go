package compose

import (
	"slices"
	"strings"
	"unicode"

	"shopbell/core"
)

// piece is a run of plain text, a field, or the bracket that opens or closes an optional part.
type piece struct {
	text     string
	field    string
	fallback string
	open     bool
	close    bool
}

// parse cuts a template into pieces. Braces that hold no word, and square brackets that hold no field, are text.
func parse(template string) []piece {
	var out []piece
	for template != "" {
		i := strings.IndexAny(template, "{[]")
		if i < 0 {
			return append(out, piece{text: template})
		}
		if i > 0 {
			out = append(out, piece{text: template[:i]})
			template = template[i:]
		}
		p, size := bracketPiece(template)
		out = append(out, p)
		template = template[size:]
	}
	return out
}

// bracketPiece reads the piece that a bracket begins, and how many bytes it takes.
func bracketPiece(s string) (piece, int) {
	switch s[0] {
	case '[':
		if end := strings.IndexByte(s, ']'); end > 0 && hasField(s[1:end]) {
			return piece{open: true, text: "["}, 1
		}
	case ']':
		return piece{close: true, text: "]"}, 1
	case '{':
		if end := strings.IndexByte(s, '}'); end > 0 {
			name, fallback, _ := strings.Cut(s[1:end], "|")
			if isName(name) {
				return piece{field: name, fallback: fallback}, end + 1
			}
		}
	}
	return piece{text: s[:1]}, 1
}

func hasField(s string) bool {
	for _, p := range parse(s) {
		if p.field != "" {
			return true
		}
	}
	return false
}

// isName reports what looks like a field's name: small Latin letters and underscores.
func isName(s string) bool {
	for _, r := range s {
		if r != '_' && (r < 'a' || r > 'z') {
			return false
		}
	}
	return s != ""
}

// Template is a text with fields, read once for many people.
type Template struct{ lines [][]piece }

// Read reads an owner's text. Every text is one; Unknown tells what in it is no field.
func Read(text string) Template {
	var t Template
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		t.lines = append(t.lines, parse(line))
	}
	return t
}

// Uses reports whether a text names a field.
func (t Template) Uses(field string) bool {
	return slices.ContainsFunc(t.lines, func(line []piece) bool { return uses(line, field) })
}

func uses(line []piece, field string) bool {
	return slices.ContainsFunc(line, func(p piece) bool { return p.field == field })
}

// without leaves out the lines that name a field.
func (t Template) without(field string) Template {
	return Template{slices.DeleteFunc(slices.Clone(t.lines), func(line []piece) bool { return uses(line, field) })}
}

// withFallbacks gives fields that have no fallback of their own the ones of a list.
func (t Template) withFallbacks(list map[string]string) Template {
	out := Template{make([][]piece, len(t.lines))}
	for i, line := range t.lines {
		out.lines[i] = slices.Clone(line)
		for j := range line {
			if p := &out.lines[i][j]; p.field != "" && p.fallback == "" {
				p.fallback = list[p.field]
			}
		}
	}
	return out
}

// bare reports whether a field stands somewhere without a fallback.
func (t Template) bare(field string) bool {
	return slices.ContainsFunc(t.lines, func(line []piece) bool {
		return slices.ContainsFunc(line, func(p piece) bool { return p.field == field && p.fallback == "" })
	})
}

// fill puts values in place of the fields, line by line.
func (t Template) fill(f Fields) string {
	out := make([]string, 0, len(t.lines))
	for _, line := range t.lines {
		filled, holes := fillLine(line, f)
		if holes && !hasWord(filled) {
			continue
		}
		out = append(out, filled)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// fillLine fills one line and tells whether a field in it had no value.
func fillLine(line []piece, f Fields) (text string, holes bool) {
	var b, part strings.Builder
	inPart, drop := false, false
	write := func(s string) {
		if inPart {
			part.WriteString(s)
		} else {
			b.WriteString(s)
		}
	}
	for _, p := range line {
		switch {
		case p.open && !inPart:
			inPart, drop = true, false
			part.Reset()
		case p.close && inPart:
			inPart = false
			if !drop {
				b.WriteString(part.String())
			}
		case p.field == "":
			write(p.text)
		default:
			v := shown(valueOr(f, p))
			switch {
			case v != "":
				write(v)
			case inPart:
				drop, holes = true, true
			default:
				holes = true
				closeHole(&b)
			}
		}
	}
	return tidy(b.String(), holes), holes
}

// shown makes a value safe to stand in a line. The mark of a code that is still to be taken stays as it is.
func shown(v string) string {
	if v == core.CodeMark {
		return v
	}
	return plain(v)
}

func valueOr(f Fields, p piece) string {
	v, _ := f.value(p.field)
	if strings.TrimSpace(v) == "" {
		return p.fallback
	}
	return v
}

// closeHole takes back the space before a field that has no value.
func closeHole(b *strings.Builder) {
	s := strings.TrimRight(b.String(), " \u00a0")
	b.Reset()
	b.WriteString(s)
}

// tidy mends what an empty field leaves behind: double spaces, a space at the line's start, empty quotation marks and
// brackets.
func tidy(s string, holes bool) string {
	if !holes {
		return s
	}
	for _, empty := range []string{"()", "\"\"", "“”", "«»", "„“"} {
		s = strings.ReplaceAll(s, " "+empty, "")
		s = strings.ReplaceAll(s, empty, "")
	}
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return strings.TrimLeft(s, " ,")
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
