package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shopbell/core"
)

// hostile are words that a spreadsheet program would run, or that are hard to bring there and back.
var hostile = [][]string{
	{`=HYPERLINK("http://evil","click")`, "+1+1", "-2+3", "@SUM(A1)"},
	{"\t=1", "\r=1", "\n=1", "＝1+1"},
	{"'quoted", "''", "", "plain"},
	{`a "quote", a comma; a semicolon`, "two\nlines", "żółć 在庫 😀", " blank before"},
	{"00123", "1e5", "TRUE", "2026-11-22"},
}

func table(rows [][]string) Table {
	return Table{Name: "Customers", Heads: []string{"a", "b", "c", "d"}, Rows: slices.Values(rows)}
}

func TestCSVThereAndBack(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, table(hostile)); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), "\ufeff")
	if !ok {
		t.Error("Excel would not read it as UTF-8")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != len(hostile)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for y, row := range rows[1:] {
		for x, cell := range row {
			if cell != "" && strings.ContainsRune(runs, []rune(cell)[0]) {
				t.Errorf("%q would be run", cell)
			}
			if got := Undefused(cell); got != hostile[y][x] {
				t.Errorf("%q came back as %q", hostile[y][x], got)
			}
		}
	}
}

func TestDefusedAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`['=+@\t-]{0,4}[a-z']{0,3}`)).Draw(t, "s")
		if d := Defused(s); Undefused(d) != s {
			t.Fatalf("%q became %q and came back as %q", s, d, Undefused(d))
		} else if d != "" && strings.ContainsRune(runs, []rune(d)[0]) {
			t.Fatalf("%q would be run", d)
		}
	})
}

func TestXLSXHoldsTextAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.XLSX")
	if err := Write(t.Context(), path, table(hostile)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for y, row := range hostile {
		for x, want := range row {
			at, err := excelize.CoordinatesToCellName(x+1, y+2)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.GetCellValue("Customers", at, excelize.Options{RawCellValue: true})
			formula, ferr := f.GetCellFormula("Customers", at)
			kind, kerr := f.GetCellType("Customers", at)
			if err != nil || ferr != nil || kerr != nil || got != want || formula != "" {
				t.Errorf("%q came back as %q, formula %q, %v %v %v", want, got, formula, err, ferr, kerr)
			}
			if want != "" && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
				t.Errorf("%q is of type %v", want, kind)
			}
		}
	}
}

func TestWhatXLSXCannotHold(t *testing.T) {
	long := strings.Repeat("😀", 20_000)
	var b bytes.Buffer
	if err := WriteXLSX(&b, table([][]string{{long, "bell\x07", strings.Repeat("x", longestCell), ""}})); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	cell, err := f.GetCellValue("Customers", "A2")
	if n := len(utf16.Encode([]rune(cell))); err != nil || n > longestCell || n < longestCell-2 || !strings.HasSuffix(cell, "😀…") {
		t.Errorf("%d characters, %v", n, err)
	}
	if cell, err := f.GetCellValue("Customers", "B2"); err != nil || cell != "bell\ufffd" {
		t.Errorf("%q, %v", cell, err)
	}
	if cell, err := f.GetCellValue("Customers", "C2"); err != nil || len(cell) != longestCell || strings.HasSuffix(cell, "…") {
		t.Errorf("%d characters, %v", len(cell), err)
	}
}

func TestFilesThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{filepath.Join(dir, "out.ods"), filepath.Join(dir, "out"), filepath.Join(dir, "none", "out.csv")} {
		if err := Write(t.Context(), path, table(nil)); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%s: %v", path, err)
		}
	}
	older := filepath.Join(dir, "older.xlsx")
	if err := os.WriteFile(older, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	tooMany := table(nil)
	tooMany.Rows = func(yield func([]string) bool) {
		for range mostRows {
			if !yield(nil) {
				return
			}
		}
	}
	if err := Write(t.Context(), older, tooMany); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("too many rows: %v", err)
	}
	left, err := os.ReadDir(dir)
	raw, rerr := os.ReadFile(older)
	if err != nil || rerr != nil || len(left) != 1 || string(raw) != "mine" {
		t.Errorf("left %v, %q, %v %v", left, raw, err, rerr)
	}
}

// In columns of numbers XLSX keeps numbers, so that a spreadsheet program can add them up; anything else stays text.
func TestNumbersStayNumbers(t *testing.T) {
	var file bytes.Buffer
	table := Table{Name: "T", Heads: []string{"1", "2"}, Numbers: []bool{false, true}, Rows: slices.Values([][]string{{"24.50", "24.50"}, {"=1+1", "=1+1"}})}
	if err := WriteXLSX(&file, table); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	for cell, number := range map[string]bool{"A1": false, "B1": false, "A2": false, "B2": true, "A3": false, "B3": false} {
		kind, err := f.GetCellType("T", cell)
		if err != nil {
			t.Fatal(err)
		}
		if (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) != number {
			t.Errorf("%s is of type %v", cell, kind)
		}
		if formula, err := f.GetCellFormula("T", cell); err != nil || formula != "" {
			t.Errorf("%s holds the formula %q, %v", cell, formula, err)
		}
	}
}

// Whoever ends the writing of a table keeps the file that was there, and finds nothing beside it.
func TestATableThatIsStoppedLeavesNothing(t *testing.T) {
	for _, end := range []string{CSV, XLSX} {
		dir := t.TempDir()
		older := filepath.Join(dir, "older"+end)
		if err := os.WriteFile(older, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		for last := range 3 { // before the first line, in the middle, and after the last
			ctx, stop := context.WithCancel(t.Context())
			stopped := table(nil)
			stopped.Rows = func(yield func([]string) bool) {
				for line := range 3 {
					if line == last {
						stop()
					}
					if !yield([]string{"a", "b"}) {
						return
					}
				}
			}
			if err := Write(ctx, older, stopped); !errors.Is(err, context.Canceled) {
				t.Errorf("%s stopped at line %d: %v", end, last, err)
			}
			stop()
		}
		left, err := os.ReadDir(dir)
		raw, rerr := os.ReadFile(older)
		if err != nil || rerr != nil || len(left) != 1 || string(raw) != "mine" {
			t.Errorf("%s left %v, %q, %v %v", end, left, raw, err, rerr)
		}
	}
}
