package poster

import (
	"bytes"
	"cmp"
	"image/color"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"shopbell/assets"
)

// fonts are Shopbell's letters, read once: regular and bold. A test reads them, so that broken ones cannot ship.
var fonts = sync.OnceValue(func() [2]*font.Font {
	var out [2]*font.Font
	for i, b := range [][]byte{assets.LettersRegular, assets.LettersBold} {
		face, err := font.ParseTTF(bytes.NewReader(b))
		if err != nil {
			panic("poster: " + err.Error())
		}
		out[i] = face.Font
	}
	return out
})

// letters sets text of one language. It is for one goroutine.
type letters struct {
	direction di.Direction
	language  language.Language
	even      bool // lines in the middle of a page become alike in width; their number and height stay the same

	faces   [2]*font.Face
	shaper  shaping.HarfbuzzShaper
	pieces  shaping.Segmenter
	wrapper shaping.LineWrapper
}

func newLetters(lang string) *letters {
	f := fonts()
	l := &letters{faces: [2]*font.Face{font.NewFace(f[0]), font.NewFace(f[1])}, direction: di.DirectionLTR, language: language.NewLanguage(lang)}
	if base, _, _ := strings.Cut(lang, "-"); base == "ar" {
		l.direction = di.DirectionRTL
	}
	return l
}

// leftward reports text that runs from right to left.
func (l *letters) leftward() bool { return l.direction == di.DirectionRTL }

// written are the letters that Shopbell's own font has, read once and without the rest of it.
var written = sync.OnceValue(func() font.Cmap {
	has, err := charactersOf(assets.LettersRegular)
	if err != nil {
		panic("poster: " + err.Error())
	}
	return has
})

func charactersOf(ttf []byte) (font.Cmap, error) {
	l, err := opentype.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return nil, err
	}
	raw, err := l.RawTable(opentype.MustNewTag("cmap"))
	if err != nil {
		return nil, err
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return nil, err
	}
	has, _, err := font.ProcessCmap(table, tables.FPNone)
	return has, err
}

// unwritable gives the first letter that Shopbell's own lack, 0 when there is none.
func unwritable(text string) rune {
	letters := written()
	for _, r := range text {
		if _, has := letters.Lookup(r); !has && !unicode.IsSpace(r) && r != breakHere {
			return r
		}
	}
	return 0
}

// breakHere may stand in a text where a line may end: Thai is written without spaces between its words.
const breakHere = '\u200b'

// style is how a text is set: its size, the colour, and how far its lines are apart as a part of the size.
type style struct {
	size   float64
	bold   bool
	colour color.RGBA
	lead   float64 // 0: 1.3
	start  bool    // at the side where lines begin, not in the middle
	names  bool    // names and prices: they run as their own first letter does, whatever the language around
}

// block is a text broken into lines.
type block struct {
	style
	lines    []shaping.Line
	width    float64
	leftward bool
}

// set breaks a text into lines of at most a width.
func (l *letters) set(text string, width float64, s style) block {
	if text == "" {
		return block{}
	}
	if s.lead == 0 {
		s.lead = 1.3
	}
	face := l.faces[0]
	if s.bold {
		face = l.faces[1]
	}
	runes, dir := []rune(text), l.direction
	if s.names {
		dir = directionOf(runes)
	}
	lines := l.wrap(runes, face, dir, s.size, width)
	if n := len(lines); l.even && n > 1 && !s.start {
		// In the middle of a page no line is left with one word: as narrow as takes no more lines.
		for narrow := width * 0.97; narrow > width/2; narrow *= 0.97 {
			if lines = l.wrap(runes, face, dir, s.size, narrow); len(lines) > n {
				lines = l.wrap(runes, face, dir, s.size, narrow/0.97)
				break
			}
		}
	}
	b := block{style: s, lines: make([]shaping.Line, len(lines)), width: width, leftward: l.leftward()}
	for i, x := range lines {
		b.lines[i] = slices.SortedFunc(slices.Values(x), func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
	}
	return b
}

// wrap shapes a text and breaks it. Breaking changes what was shaped, so each way of breaking shapes anew.
func (l *letters) wrap(text []rune, face *font.Face, dir di.Direction, size, width float64) []shaping.Line {
	in := shaping.Input{Text: text, RunEnd: len(text), Direction: dir, Face: face, Size: fixed.Int26_6(size * 64), Language: l.language}
	var runs []shaping.Output
	for _, piece := range l.pieces.Split(in, oneFace{face}) {
		runs = append(runs, l.shaper.Shape(piece))
	}
	lines, _ := l.wrapper.WrapParagraphF(shaping.WrapConfig{Direction: dir}, fixed.Int26_6(width*64), text, shaping.NewSliceIterator(runs))
	return lines
}

// directionOf is that of a text's first letter.
func directionOf(text []rune) di.Direction {
	i := slices.IndexFunc(text, unicode.IsLetter)
	if i >= 0 && unicode.In(text[i], unicode.Arabic, unicode.Hebrew) {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

type oneFace struct{ *font.Face }

func (f oneFace) ResolveFace(rune) *font.Face { return f.Face }

// height is that of all lines.
func (b block) height() float64 { return float64(len(b.lines)) * b.size * b.lead }

// draw puts a block's letters into a drawing, its upper left corner at a place.
func (b block) draw(d *drawing, at point) {
	var all outline
	for i, runs := range b.lines {
		wide := 0.0
		for _, run := range runs {
			wide += units(run.Advance)
		}
		dot := point{at.x, at.y + b.size*(float64(i)*b.lead+(b.lead-1)/2+0.8)}
		switch {
		case !b.start:
			dot.x += (b.width - wide) / 2
		case b.leftward:
			dot.x += b.width - wide
		}
		for _, run := range runs {
			for _, g := range run.Glyphs {
				all.glyph(run.Face, g, dot, b.size)
				dot.x += units(g.Advance)
			}
		}
	}
	d.fill(all, b.colour)
}

// glyph adds one letter, its dot at a place.
func (o *outline) glyph(face *font.Face, g shaping.Glyph, dot point, size float64) {
	shape, ok := face.GlyphData(g.GlyphID).(font.GlyphOutline)
	if !ok {
		return
	}
	scale := size / float64(face.Upem())
	dot = point{dot.x + units(g.XOffset), dot.y - units(g.YOffset)}
	for i, s := range shape.Segments {
		var to segment
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				o.close()
			}
			to.op = move
		case opentype.SegmentOpLineTo:
			to.op = line
		case opentype.SegmentOpQuadTo:
			to.op = quad
		case opentype.SegmentOpCubeTo:
			to.op = cubic
		}
		for k, p := range s.ArgsSlice() {
			to.to[k] = point{dot.x + float64(p.X)*scale, dot.y - float64(p.Y)*scale}
		}
		*o = append(*o, to)
	}
	if len(shape.Segments) > 0 {
		o.close()
	}
}

// widest is the width of a text's widest word, at a size.
func (l *letters) widest(text string, s style) (wide float64) {
	for _, word := range strings.Fields(text) {
		sum := 0.0
		for _, line := range l.set(word, math.MaxInt16, s).lines {
			for _, run := range line {
				sum += units(run.Advance)
			}
		}
		wide = max(wide, sum)
	}
	return wide
}

func units(v fixed.Int26_6) float64 { return float64(v) / 64 }
