package catalogue

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"shopbell/core"
)

// workbook makes a spreadsheet of which some parts are put in the place of the whole ones.
func workbook(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetSheetRow("Sheet1", "A1", &[]any{"sku", "name", "stock"}); err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if err := f.Write(&whole); err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, entry := range in.File {
		if _, replaced := parts[entry.Name]; replaced {
			continue
		}
		if err := w.Copy(entry); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range parts {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	sheetPart  = "xl/worksheets/sheet1.xml"
	sharedPart = "xl/sharedStrings.xml"
	xmlns      = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
)

// FuzzWorkbook feeds any sheet and any table of texts within a whole workbook: what is inside of the archive is as hostile
// as the archive.
func FuzzWorkbook(f *testing.F) {
	f.Add(`<worksheet`+xmlns+`><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row>`+
		`<row r="2"><c r="A2" t="str"><f>1+1</f><v>A</v></c><c r="B2" t="s"><v>1</v></c></row></sheetData></worksheet>`,
		`<sst`+xmlns+`><si><t>sku</t></si><si><r><t>Mug</t></r></si></sst>`)
	f.Add(`<worksheet><sheetData><row r="99999999"><c r="XFD1048577"/><c r="A0"/><c r="-1" t="s"><v>-1</v></c></row></sheetData></worksheet>`, `<sst/>`)
	f.Add(`<worksheet><sheetData><row><c t="e"><v>9e99</v></c><c t="b"><v>2</v></c><c t="d" s="99"><v>x</v></c></row>`, "")
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		data := workbook(t, map[string]string{sheetPart: sheet, sharedPart: shared})
		products, _, err := Read(t.Context(), "p.xlsx", bytes.NewReader(data), "EUR")
		if err != nil && core.CodeOf(err) != core.CodeBadInput {
			t.Fatalf("%v", err)
		}
		for _, p := range products {
			if p.SKU == "" || p.Name == "" || p.Stock < 0 || p.Price.Minor < 0 || utf8.RuneCountInString(p.Name) > MaxFieldRunes {
				t.Fatalf("took %+v", p)
			}
		}
	})
}

// FuzzPrice reads any amount: it is never below nothing, and its currency is three letters.
func FuzzPrice(f *testing.F) {
	for _, s := range []string{"1.234,50 €", "$ 5", "1e3", "9223372036854775807", "¥100", "0.001", "١٢٫٥", "-1"} {
		f.Add(s, "EUR")
	}
	f.Fuzz(func(t *testing.T, s, currency string) {
		m, why := price(s, currency)
		if why == "" && (m.Minor < 0 || strings.ContainsAny(m.Currency, "\n\x00")) && currency == "EUR" {
			t.Fatalf("%q gave %+v", s, m)
		}
	})
}
