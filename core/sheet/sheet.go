// Package sheet writes tables that people open in a spreadsheet program: CSV and XLSX.
//
// Words of customers stand in them, and a spreadsheet program would run a word that begins like a formula
// (https://owasp.org/www-community/attacks/CSV_Injection). In CSV such a word gets an apostrophe before it, which Undefused
// takes away again. In XLSX every word is stored as text, which no program runs. Functions keep no state.
package sheet

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shopbell/core"
)

// Table is what is written: the heads of the columns, and rows of as many cells.
type Table struct {
	Name  string // of the sheet in XLSX
	Heads []string
	Rows  iter.Seq[[]string]
	// Numbers says which columns hold numbers as Go writes them: XLSX keeps those as numbers. nil: none.
	Numbers []bool
}

// The formats, by the end of a file's name.
const (
	CSV  = ".csv"
	XLSX = ".xlsx"
)

// Write writes a table into a new file, readable by its owner alone, in the format that the end of its name says. It
// takes the file's name once it is whole; when anything fails or ctx ends, what was there stays as it was.
//
// Errors: the end of ctx; core.CodeBadInput for an end that is neither .csv nor .xlsx, a place that takes no file and a table too long
// for the format; core.CodeDataFull.
func Write(ctx context.Context, path string, t Table) error {
	const op = "sheet.write"
	var write func(io.Writer, Table) error
	switch strings.ToLower(filepath.Ext(path)) {
	case CSV:
		write = WriteCSV
	case XLSX:
		write = WriteXLSX
	default:
		return core.E(core.CodeBadInput, op, "the file's name must end in .csv or .xlsx", nil)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".shopbell-table-*") // 0600
	if err != nil {
		return core.E(core.CodeBadInput, op, "no file can be made there", err)
	}
	t.Rows = until(ctx, t.Rows)
	err = errors.Join(write(f, t), f.Sync(), f.Close())
	if ctx.Err() != nil {
		err = ctx.Err() // also where the rows ended early and the file looks whole
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		return nil
	}
	err = errors.Join(err, os.Remove(f.Name()))
	var coded *core.Error
	if errors.As(err, &coded) || ctx.Err() != nil {
		return err
	}
	return core.E(core.CodeDataFull, op, "", err)
}

// until gives rows until ctx ends.
func until(ctx context.Context, rows iter.Seq[[]string]) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for row := range rows {
			if ctx.Err() != nil || !yield(row) {
				return
			}
		}
	}
}

// byteOrderMark begins a CSV file that Excel is to read as UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes a table as CSV (RFC 4180) in UTF-8, formulas defused. Lines end in LF alone, which every program takes:
// with CRLF a line break within a cell would not come back as it was.
func WriteCSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	if err := c.Write(defused(t.Heads)); err != nil {
		return err
	}
	for row := range t.Rows {
		if err := c.Write(defused(row)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func defused(row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		out[i] = Defused(cell)
	}
	return out
}

// runs are the first characters that make a spreadsheet program take a cell for a formula, also full-width, which some
// programs fold.
const runs = "=+-@\t\r\n＝＋－＠"

// Defused puts an apostrophe before a word that a spreadsheet program would run, and before one that begins with an
// apostrophe, so that Undefused gives back what was there.
func Defused(cell string) string {
	if cell != "" && strings.ContainsRune(runs+"'", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

// Undefused is the inverse of Defused.
func Undefused(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != Defused(rest) {
		return rest
	}
	return cell
}

// The limits of XLSX.
const (
	mostRows    = 1 << 20
	longestCell = 32_767 // characters, in UTF-16
)

// WriteXLSX writes a table as a workbook of one sheet. Every cell is text but for numbers in columns of them. A cell that is
// too long for the format is cut and ends in "…".
func WriteXLSX(w io.Writer, t Table) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName(f.GetSheetName(0), t.Name); err != nil {
		return core.E(core.CodeBadInput, "sheet.write", "the sheet cannot have this name", err)
	}
	s, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	line := 1
	if err := writeLine(s, line, t.Heads, nil); err != nil {
		return err
	}
	for row := range t.Rows {
		if line++; line > mostRows {
			return core.E(core.CodeBadInput, "sheet.write", "too many rows for a spreadsheet: write CSV instead", nil)
		}
		if err := writeLine(s, line, row, t.Numbers); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

func writeLine(s *excelize.StreamWriter, line int, row []string, numbers []bool) error {
	at, err := excelize.CoordinatesToCellName(1, line)
	if err != nil {
		return err
	}
	cells := make([]any, len(row))
	for i, cell := range row {
		cells[i] = short(cell)
		if i < len(numbers) && numbers[i] {
			if n, err := strconv.ParseFloat(cell, 64); err == nil {
				cells[i] = n
			}
		}
	}
	return s.SetRow(at, cells)
}

// short makes a text that XLSX can hold: without the characters that XML has none of, and not too long.
func short(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return '\ufffd'
		}
		return r
	}, s)
	n := 0
	for i, r := range s {
		if r > 0xffff {
			n++
		}
		if n++; n > longestCell-1 && len(s) > i+len(string(r)) {
			return s[:i] + "…"
		}
	}
	return s
}
