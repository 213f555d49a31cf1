package catalogue

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"shopbell/core"
)

func read(t *testing.T, name, text string) ([]core.Product, []Rejected) {
	t.Helper()
	products, rejected, err := Read(t.Context(), name, strings.NewReader(text), "EUR")
	if err != nil {
		t.Fatal(err)
	}
	return products, rejected
}

func TestReadCSVTakesEveryField(t *testing.T) {
	got, rejected := read(t, "p.csv", "Stock,SKU,Name,Aliases,Variants,Price,URL,Image,Colour\n"+
		"3,MUG-1,Blue Mug,mug|blue cup| mug,S|M,18.50,https://x.example/m,https://x.example/m.png,blue\n")
	want := []core.Product{{SKU: "MUG-1", Name: "Blue Mug", Aliases: []string{"mug", "blue cup"}, Variants: []string{"S", "M"},
		Price: core.Money{Minor: 1850, Currency: "EUR"}, Stock: 3, URL: "https://x.example/m", Image: "https://x.example/m.png"}}
	if len(rejected) != 0 || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, rejected %v", got, rejected)
	}
}

func TestReadCSVAsProgramsWriteIt(t *testing.T) {
	plain := "sku;name;price\nA;Città \"blu\", due\nB;B;18,50 €\n"
	latin, err := charmap.Windows1252.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": plain, "UTF-8 with a mark": "\uFEFF" + plain, "Windows-1252": latin, "UTF-16": wide,
		"Windows line ends": strings.ReplaceAll(plain, "\n", "\r\n"), "tabs": strings.ReplaceAll(plain, ";", "\t"),
	} {
		got, rejected := read(t, "p.csv", text)
		if len(got) != 2 || len(rejected) != 0 || got[0].Name != `Città "blu", due` || got[1].Price.Minor != 1850 {
			t.Errorf("%s: got %+v, rejected %v", name, got, rejected)
		}
	}
}

func TestReadNamesBadLines(t *testing.T) {
	got, rejected := read(t, "p.csv", "sku,name,stock,price,url\n"+
		"A,First,1,2,\n"+
		",No number,1,2,\n"+
		"B,\"Two\nlines\",1,2,\n"+
		"a,Twice,1,2,\n"+
		"C,Minus,-1,2,\n"+
		"\n"+
		"D,Half,1.5,2,\n"+
		"E,Costs,1,dear,\n"+
		"F,Link,1,2,javascript:alert(1)\n"+
		"G,,1,2,\n"+
		"H,"+strings.Repeat("x", MaxFieldRunes+1)+",1,2,\n"+
		"I,Last,\"1,200\",2,\n")
	if len(got) != 3 || got[1].Name != "Two lines" || got[2].SKU != "I" || got[2].Stock != 1200 {
		t.Fatalf("got %+v", got)
	}
	var lines []int
	for _, r := range rejected {
		lines = append(lines, r.Line)
		if !strings.HasSuffix(r.Why, ".") {
			t.Errorf("line %d: %q is no sentence", r.Line, r.Why)
		}
	}
	if want := []int{3, 6, 7, 9, 10, 11, 12, 13}; !reflect.DeepEqual(lines, want) {
		t.Fatalf("rejected lines %v, want %v: %v", lines, want, rejected)
	}
}

func TestReadRefusesWhatIsNoCatalogue(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no sku": "name,price\nA,1\n", "binary": "sku,name\n\x00\x01", "no zip": "PK\x03\x04 nothing",
		"too large": strings.Repeat("x", MaxBytes+1),
	} {
		if _, _, err := Read(t.Context(), "p.csv", strings.NewReader(text), "EUR"); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%s: got %v, want %s", name, err, core.CodeBadInput)
		}
	}
}

func TestReadStopsAtTheMostLines(t *testing.T) {
	var b strings.Builder
	b.WriteString("sku,name\n")
	for i := range MaxRows + 5 {
		fmt.Fprintf(&b, "S%d,N\n", i)
	}
	got, rejected := read(t, "p.csv", b.String())
	if len(got) != MaxRows || len(rejected) != 1 || rejected[0].Line != MaxRows+2 {
		t.Fatalf("%d products, rejected %v", len(got), rejected)
	}
}

func TestPrice(t *testing.T) {
	for text, want := range map[string]core.Money{
		"18.50": {Minor: 1850, Currency: "EUR"}, "18,50 €": {Minor: 1850, Currency: "EUR"}, "EUR 18.50": {Minor: 1850, Currency: "EUR"},
		"18": {Minor: 1800, Currency: "EUR"}, "1.234,50": {Minor: 123450, Currency: "EUR"}, "1,234.50": {Minor: 123450, Currency: "EUR"},
		"1'234.50 CHF": {Minor: 123450, Currency: "CHF"}, "$5": {Minor: 500, Currency: "USD"}, "1.234": {Minor: 123400, Currency: "EUR"},
		"¥1,200": {Minor: 1200, Currency: "JPY"}, "1.500.000 ₫": {Minor: 1500000, Currency: "VND"}, "2.500 KWD": {Minor: 2500, Currency: "KWD"},
		"18.499999999999996": {Minor: 1850, Currency: "EUR"}, "Fr. 7.20": {Minor: 720, Currency: "CHF"}, "0": {Currency: "EUR"}, "": {},
	} {
		if got, why := price(text, "EUR"); why != "" || got != want {
			t.Errorf("price(%q) = %+v %q, want %+v", text, got, why, want)
		}
	}
	for _, text := range []string{"-5", "dear", "1.2.3", "18.5055", "12,34.5.6", "99999999999999999999"} {
		if got, why := price(text, "EUR"); why == "" {
			t.Errorf("price(%q) = %+v, want a reason", text, got)
		}
	}
}

func TestReadXLSX(t *testing.T) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for cell, v := range map[string]any{
		"A1": "Name", "B1": "SKU", "C1": "Stock", "D1": "Price", "A2": "Blue Mug", "B2": "MUG", "C2": 4, "D2": 18.5,
		"A4": "Red Mug", "B4": "RED", "C4": -1, "A5": "Green Mug", "B5": 1001, "D5": "7,20 €",
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellFormula("Sheet1", "A6", `HYPERLINK("https://evil.example","Mug")`); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, rejected, err := Read(t.Context(), "p.xlsx", &b, "EUR")
	if err != nil {
		t.Fatal(err)
	}
	want := []core.Product{{SKU: "MUG", Name: "Blue Mug", Stock: 4, Price: core.Money{Minor: 1850, Currency: "EUR"}},
		{SKU: "1001", Name: "Green Mug", Price: core.Money{Minor: 720, Currency: "EUR"}}}
	if !reflect.DeepEqual(got, want) || len(rejected) != 1 || rejected[0].Line != 4 {
		t.Fatalf("got %+v, rejected %v", got, rejected)
	}
}

// FuzzRead feeds any bytes: whatever is taken is whole.
func FuzzRead(f *testing.F) {
	f.Add("p.csv", []byte("sku,name,price\nA,\"x\ny\",1.5\n"))
	f.Add("p.csv", []byte("\xff\xfes\x00k\x00u\x00"))
	f.Add("p.xlsx", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		products, _, err := Read(t.Context(), name, bytes.NewReader(data), "EUR")
		if err != nil && core.CodeOf(err) != core.CodeBadInput {
			t.Fatalf("unexpected error %v", err)
		}
		for _, p := range products {
			if p.SKU == "" || p.Name == "" || p.Stock < 0 || p.Price.Minor < 0 {
				t.Fatalf("took %+v", p)
			}
		}
	})
}
