package catalogue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
)

// columns tells where each field stands in a line, -1 where there is no such column.
type columns struct{ sku, name, aliases, variants, price, stock, url, image int }

// header reads the first line.
func header(cells []string) (columns, error) {
	c := columns{-1, -1, -1, -1, -1, -1, -1, -1}
	for i, cell := range cells {
		var at *int
		switch strings.ToLower(clean(cell)) {
		case "sku":
			at = &c.sku
		case "name":
			at = &c.name
		case "aliases":
			at = &c.aliases
		case "variants":
			at = &c.variants
		case "price":
			at = &c.price
		case "stock":
			at = &c.stock
		case "url":
			at = &c.url
		case "image":
			at = &c.image
		}
		if at != nil && *at < 0 {
			*at = i
		}
	}
	if c.sku < 0 || c.name < 0 {
		return c, core.E(core.CodeBadInput, "catalogue.read", "the first line must name the columns, among them sku and name", nil)
	}
	return c, nil
}

// collect turns lines into products.
func collect(ctx context.Context, in rows, currency string) ([]core.Product, []Rejected, error) {
	first, _, err := in.next()
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return nil, nil, core.E(core.CodeBadInput, "catalogue.read", "the file has no first line with the names of the columns", err)
	}
	cols, err := header(first)
	if err != nil {
		return nil, nil, err
	}
	var (
		out      []core.Product
		rejected []Rejected
		seen     = map[string]int{}
	)
	for n := 0; ; {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		cells, line, err := in.next()
		var bad *lineError
		switch {
		case errors.Is(err, io.EOF):
			return out, rejected, nil
		case errors.As(err, &bad):
			rejected = append(rejected, Rejected{bad.line, bad.why})
			continue
		case err != nil:
			return nil, nil, core.E(core.CodeBadInput, "catalogue.read", "the file is damaged", err)
		case blank(cells):
			continue
		}
		if n++; n > MaxRows {
			return out, append(rejected, Rejected{line, fmt.Sprintf("Only %d lines are read. This line and those below were left out.", MaxRows)}), nil
		}
		p, why := product(cells, cols, currency)
		if why == "" {
			why = twice(seen, p.SKU, line)
		}
		if why != "" {
			rejected = append(rejected, Rejected{line, why})
			continue
		}
		out = append(out, p)
	}
}

// twice tells when an article number was met before. Upper and lower case are one number: customers do not keep them.
func twice(seen map[string]int, sku core.SKU, line int) string {
	key := strings.ToLower(string(sku))
	if at, ok := seen[key]; ok {
		return fmt.Sprintf("The SKU %q stands in line %d already.", sku, at)
	}
	seen[key] = line
	return ""
}

func blank(cells []string) bool {
	for _, c := range cells {
		if clean(c) != "" {
			return false
		}
	}
	return true
}

// product reads one line. why is a sentence when the line cannot be used.
func product(cells []string, c columns, currency string) (p core.Product, why string) {
	cell := func(at int) string {
		if at < 0 || at >= len(cells) {
			return ""
		}
		return clean(cells[at])
	}
	for _, s := range cells {
		if utf8.RuneCountInString(s) > MaxFieldRunes {
			return p, fmt.Sprintf("A cell is longer than %d characters.", MaxFieldRunes)
		}
	}
	p.SKU, p.Name = core.SKU(cell(c.sku)), cell(c.name)
	switch {
	case p.SKU == "":
		return p, "There is no SKU."
	case p.Name == "":
		return p, "There is no name."
	}
	p.Aliases, p.Variants = list(cell(c.aliases)), list(cell(c.variants))
	if len(p.Aliases) > maxList || len(p.Variants) > maxList {
		return p, fmt.Sprintf("There are more than %d aliases or variants.", maxList)
	}
	if p.Price, why = price(cell(c.price), currency); why != "" {
		return p, why
	}
	if p.Stock, why = stock(cell(c.stock)); why != "" {
		return p, why
	}
	if p.URL, why = address(cell(c.url), "url"); why != "" {
		return p, why
	}
	p.Image, why = address(cell(c.image), "image")
	return p, why
}

// clean drops control and direction marks and the spaces around; line breaks inside a cell become spaces.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u00a0':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// list cuts a cell at its bars. Empty and repeated entries go.
func list(s string) []string {
	var out []string
	seen := map[string]bool{}
	for _, e := range strings.Split(s, "|") {
		e = strings.TrimSpace(e)
		if e != "" && !seen[strings.ToLower(e)] {
			seen[strings.ToLower(e)] = true
			out = append(out, e)
		}
	}
	return out
}

// stock reads a number of units. Spreadsheets write 5 as "5.0" at times, and people 1200 as "1,200".
func stock(s string) (int, string) {
	if s == "" {
		return 0, ""
	}
	whole := s
	if i := strings.IndexAny(s, ".,"); i > 0 && len(s)-i <= 3 && strings.Trim(s[i+1:], "0") == "" {
		whole = s[:i]
	} else if grouped(s) {
		whole = strings.NewReplacer(".", "", ",", "").Replace(s)
	}
	n, err := strconv.Atoi(whole)
	if err != nil || n < 0 || n > 1_000_000_000 {
		return 0, fmt.Sprintf("The stock %q is not a whole number of units, zero or more.", short(s))
	}
	return n, ""
}

// address reads a web address or, for pictures, nothing else.
func address(s, column string) (string, string) {
	if s == "" {
		return "", ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Sprintf("The %s %q is not a web address that begins with https:// or http://.", column, short(s))
	}
	return s, ""
}

// short bounds what a reason quotes.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
