package fbexport

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"strings"
)

// markup reads HTML as a stream of tags and texts. It knows as much as a download needs: it follows no style and no
// script, and mends nothing.
type markup struct {
	r   *bufio.Reader
	raw string // the element whose content is no markup, "" outside
}

// token is a tag or a text.
type token struct {
	text  string // with its entities resolved; only when name is empty
	name  string // in lower case
	class string
	link  string // src or href
	close bool
	void  bool // has no content and no closing tag
}

const (
	maxTag  = 64 << 10
	maxText = maxString
)

var errMarkup = errors.New("no HTML")

func newMarkup(r io.Reader) *markup { return &markup{r: bufio.NewReaderSize(withoutMark(r), 64<<10)} }

// next gives the next tag or text; io.EOF at the end.
func (m *markup) next() (token, error) {
	for {
		c, err := m.r.ReadByte()
		if err != nil {
			return token{}, err
		}
		if c != '<' {
			if err := m.r.UnreadByte(); err != nil {
				return token{}, err
			}
			text, err := m.until('<', maxText)
			if m.raw != "" && err == nil {
				continue
			}
			return token{text: html.UnescapeString(text)}, err
		}
		t, ok, err := m.tag()
		if err != nil || ok {
			return t, err
		}
	}
}

// until gives what comes before a delimiter, which is left unread, cut to most bytes. The end of input ends it too.
func (m *markup) until(end byte, most int) (string, error) {
	var b bytes.Buffer
	for {
		c, err := m.r.ReadByte()
		if errors.Is(err, io.EOF) && b.Len() > 0 {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		if c == end {
			return b.String(), m.r.UnreadByte()
		}
		if b.Len() < most {
			b.WriteByte(c)
		}
	}
}

// tag reads a tag after its "<". ok is false for comments, declarations and what stands inside a script.
func (m *markup) tag() (t token, ok bool, err error) {
	if head, _ := m.r.Peek(3); string(head) == "!--" {
		return t, false, m.comment()
	}
	var b bytes.Buffer
	quote := byte(0)
	for {
		c, err := m.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return t, false, io.ErrUnexpectedEOF
		}
		if err != nil {
			return t, false, err
		}
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			t = readTag(b.String())
			return t, m.inMarkup(t), nil
		}
		if b.Len() >= maxTag {
			return t, false, errMarkup
		}
		b.WriteByte(c)
	}
}

// inMarkup follows elements whose content is no markup and reports whether a tag counts.
func (m *markup) inMarkup(t token) bool {
	if m.raw != "" {
		if !t.close || t.name != m.raw {
			return false
		}
		m.raw = ""
		return true
	}
	if !t.close && (t.name == "script" || t.name == "style") {
		m.raw = t.name
	}
	return t.name != "" && t.name[0] != '!' && t.name[0] != '?'
}

func (m *markup) comment() error {
	for last := [2]byte{}; ; {
		c, err := m.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if c == '>' && last == [2]byte{'-', '-'} {
			return nil
		}
		last[0], last[1] = last[1], c
	}
}

// voids are the elements without content that a download uses.
var voids = map[string]bool{"br": true, "img": true, "hr": true, "meta": true, "link": true, "input": true, "source": true, "base": true}

// readTag reads what stands between "<" and ">".
func readTag(s string) token {
	var t token
	s, t.close = strings.CutPrefix(s, "/")
	s, t.void = strings.CutSuffix(s, "/")
	i := strings.IndexAny(s, " \t\r\n")
	if i < 0 {
		i = len(s)
	}
	t.name = strings.ToLower(s[:i])
	t.void = t.void || voids[t.name]
	for rest := s[i:]; rest != ""; {
		var name, value string
		name, value, rest = attribute(rest)
		switch name {
		case "class":
			t.class = value
		case "src", "href":
			t.link = value
		}
	}
	return t
}

// attribute takes the first name="value" off a tag.
func attribute(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, " \t\r\n")
	i := strings.IndexAny(s, "= \t\r\n")
	if i < 0 {
		return strings.ToLower(s), "", ""
	}
	name, s = strings.ToLower(s[:i]), strings.TrimLeft(s[i:], " \t\r\n")
	s, found := strings.CutPrefix(s, "=")
	if !found {
		return name, "", s
	}
	s = strings.TrimLeft(s, " \t\r\n")
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		value, rest, _ = strings.Cut(s[1:], s[:1])
		return name, html.UnescapeString(value), rest
	}
	i = strings.IndexAny(s, " \t\r\n")
	if i < 0 {
		i = len(s)
	}
	return name, html.UnescapeString(s[:i]), s[i:]
}

// has reports whether a tag has a class.
func (t token) has(class string) bool {
	for c := range strings.FieldsSeq(t.class) {
		if c == class {
			return true
		}
	}
	return false
}
