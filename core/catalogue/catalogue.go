// Package catalogue reads a shop's products from a spreadsheet: CSV as any program writes it, or XLSX.
//
// The first row names the columns, in any order and case: sku, name, aliases, variants, price, stock, url, image. Only
// sku and name are needed. Several aliases or variants stand in one cell, separated by "|". A bad line is named with its
// number and a reason for people, and the good ones are taken.
//
// The file comes from outside: its size, its lines and its fields are bounded, a compressed file may not unpack without
// end, and formulas are text. Pure but for reading what it is given; safe from any goroutine.
package catalogue

import (
	"bytes"
	"context"
	"io"
	"path"
	"strings"

	"shopbell/core"
)

// The bounds of a file.
const (
	MaxBytes      = 20 << 20 // of the file
	MaxRows       = 50_000   // lines with products
	MaxFieldRunes = 2000     // characters in one cell
	maxUnpacked   = 200 << 20
	maxList       = 200 // aliases or variants of one product
)

// Rejected is a line that was not taken.
type Rejected struct {
	Line int    // as a spreadsheet counts, the header being line 1
	Why  string // an English sentence
}

// Read reads the products of a file. name tells the kind by its ending, .xlsx or anything else for CSV; currency (ISO
// 4217) is that of prices that name none.
//
// The error has core.CodeBadInput when nothing of the file can be used: it is too large, damaged, or has no column sku or
// name. Lines that cannot be used are in the second result instead. When ctx ends, its error is given.
func Read(ctx context.Context, name string, r io.Reader, currency string) ([]core.Product, []Rejected, error) {
	const op = "catalogue.read"
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, nil, core.E(core.CodeBadInput, op, "the file cannot be read", err)
	}
	if len(data) > MaxBytes {
		return nil, nil, core.Errorf(core.CodeBadInput, op, "the file is larger than %d MB", MaxBytes>>20)
	}
	rows, err := open(name, data)
	if err != nil {
		return nil, nil, err
	}
	defer rows.close()
	return collect(ctx, rows, currency)
}

// rows gives a file's lines one by one.
type rows interface {
	// next gives the cells of the next line and its number; io.EOF after the last one. A *lineError names a line that
	// cannot be read while the next ones may.
	next() (cells []string, line int, err error)
	close()
}

// lineError is a line that cannot be read.
type lineError struct {
	line int
	why  string
}

func (e *lineError) Error() string { return e.why }

// open chooses the reader by the file's name and by its first bytes: an XLSX file is a zip archive.
func open(name string, data []byte) (rows, error) {
	zip := bytes.HasPrefix(data, []byte("PK\x03\x04"))
	if zip || strings.EqualFold(path.Ext(name), ".xlsx") {
		return openXLSX(data)
	}
	return openCSV(data)
}
