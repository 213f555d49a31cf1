package catalogue

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"shopbell/core"
)

// csvRows reads lines of text.
type csvRows struct {
	r *csv.Reader
}

// openCSV finds out how a text file is written: its encoding and what separates the cells.
func openCSV(data []byte) (rows, error) {
	text, err := decode(data)
	if err != nil {
		return nil, core.E(core.CodeBadInput, "catalogue.read", "the file is not text", err)
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, core.E(core.CodeBadInput, "catalogue.read", "the file is not a text file of products", nil)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	return &csvRows{r}, nil
}

// decode makes UTF-8 of a file: with a byte-order mark UTF-8 or UTF-16, else UTF-8 when it is valid, else Windows-1252,
// which spreadsheets in Western Europe still write.
func decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return bytes.ToValidUTF8(data[3:], []byte("\uFFFD")), nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	case utf8.Valid(data):
		return data, nil
	}
	return charmap.Windows1252.NewDecoder().Bytes(data)
}

// separator is the most frequent of comma, semicolon and tab in the first line, quoted parts aside.
func separator(text []byte) rune {
	var comma, semicolon, tab int
	quoted := false
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',':
			comma++
		case c == ';':
			semicolon++
		case c == '\t':
			tab++
		}
		if c == '\n' && !quoted && comma+semicolon+tab > 0 {
			break
		}
	}
	switch {
	case tab > comma && tab > semicolon:
		return '\t'
	case semicolon > comma:
		return ';'
	}
	return ','
}

func (c *csvRows) next() ([]string, int, error) {
	cells, err := c.r.Read()
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return nil, 0, io.EOF
	case errors.As(err, &parse):
		return nil, 0, &lineError{parse.StartLine, "The quotation marks in this line do not match."}
	case err != nil:
		return nil, 0, err
	}
	line, _ := c.r.FieldPos(0)
	return cells, line, nil
}

func (c *csvRows) close() {}
