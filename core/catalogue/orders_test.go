package catalogue

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shopbell/core"
)

var lisbon = time.FixedZone("Lisbon", 3600)

func orders(t *testing.T, text string) ([]Order, []Rejected) {
	t.Helper()
	list, rejected, err := ReadOrders("orders.csv", strings.NewReader(text), "EUR", lisbon)
	if err != nil {
		t.Fatal(err)
	}
	return list, rejected
}

func TestReadOrdersInSeveralLanguages(t *testing.T) {
	want := core.Money{Minor: 123450, Currency: "EUR"}
	for name, text := range map[string]string{
		"English": "Order number,Customer,E-mail,Coupon code,Order total,Order date\n1001,Ana,ana@x.example,AB12,1234.50,2026-11-22\n",
		"German":  "Bestellnr.;Datum;Gesamtbetrag;Gutschein-Code\n1001;22.11.2026;1.234,50 €;AB12\n",
		"French":  "Numéro de commande;Date de commande;Montant total;Code promo;Devise\n1001;22/11/2026;1234,50;AB12;EUR\n",
		"Spanish": "Nº pedido;Fecha;Importe;Cupón;Moneda\n1001;22/11/2026;1.234,50;AB12;eur\n",
		"Polish":  "Numer zamówienia;Data zamówienia;Kwota;Kod rabatowy;Waluta\n1001;2026-11-22;1234,50;AB12;EUR\n",
		// A shop program's own file: the amount of the discount is no amount of the order, and its other lines name no total.
		"program": "Name,Email,Paid at,Currency,Subtotal,Total,Discount Code,Discount Amount\n1001,a@x.example,2026-11-22 00:00:00 +0100,EUR,1300.00,1234.50,AB12,65.50\n",
	} {
		list, rejected := orders(t, text)
		if len(list) != 1 || len(rejected) != 0 {
			t.Errorf("%s: %+v, rejected %v", name, list, rejected)
			continue
		}
		x := list[0]
		if x.Number != "1001" || !slices.Equal(x.Codes, []string{"AB12"}) || x.Amount != want || !x.At.Equal(time.Date(2026, 11, 22, 0, 0, 0, 0, lisbon)) || x.Line != 2 {
			t.Errorf("%s: %+v", name, x)
		}
	}
}

func TestReadOrdersNamesWhatItCannotRead(t *testing.T) {
	list, rejected := orders(t, "order,code,amount,currency,date\n"+
		"1,AB12,12.00,EUR,2026-11-22\n"+
		"2,AB13,EUR,EUR,2026-11-22\n"+
		"3,AB14,12.00,EUR,the other day\n"+
		"4,AB15,-12.00,EUR,2026-11-22\n"+
		"5,AB16,12.00,doubloons,2026-11-22\n"+
		"6,,nonsense,nonsense,nonsense\n"+
		"7,\"AB17, AB18\",,,\n")
	if len(list) != 3 || list[0].Number != "1" || len(list[1].Codes) != 0 || !slices.Equal(list[2].Codes, []string{"AB17", "AB18"}) {
		t.Errorf("read %+v", list)
	}
	lines := []int{}
	for _, r := range rejected {
		lines = append(lines, r.Line)
		if !strings.HasSuffix(r.Why, ".") {
			t.Errorf("line %d: %q is no sentence", r.Line, r.Why)
		}
	}
	slices.Sort(lines)
	if !slices.Equal(lines, []int{3, 4, 5, 6}) {
		t.Errorf("rejected %+v", rejected)
	}
	if _, _, err := ReadOrders("o.csv", strings.NewReader("order,total\n1,2\n"), "EUR", lisbon); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a file without codes gave %v", err)
	}
	if _, _, err := ReadOrders("o.csv", strings.NewReader(""), "EUR", lisbon); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("an empty file gave %v", err)
	}
}

func TestReadOrdersOfAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "Auftrag", "B1": "Gutscheincode", "C1": "Betrag", "D1": "Datum", "A2": 1001, "B2": "AB12", "C2": 18.5, "D2": 46348.5} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	list, rejected, err := ReadOrders("orders.xlsx", &file, "CHF", lisbon)
	if err != nil || len(rejected) != 0 || len(list) != 1 {
		t.Fatalf("%+v, %v, %v", list, rejected, err)
	}
	if x := list[0]; x.Number != "1001" || x.Amount != (core.Money{Minor: 1850, Currency: "CHF"}) || !x.At.Equal(time.Date(2026, 11, 22, 12, 0, 0, 0, lisbon)) {
		t.Errorf("%+v", x)
	}
}

func TestDatesAsTheFileWritesThem(t *testing.T) {
	for _, c := range []struct {
		dates []string
		want  string // of the first
	}{
		{[]string{"3/4/2026"}, "2026-04-03"}, {[]string{"3/4/2026", "3/25/2026"}, "2026-03-04"}, {[]string{"3/4/2026", "25/3/2026"}, "2026-04-03"},
		{[]string{"3/4/26 14:30"}, ""}, {[]string{"03.04.2026 14:30"}, "2026-04-03"}, {[]string{"2026-04-03T14:30:00+01:00"}, "2026-04-03"},
		{[]string{"April 3, 2026"}, "2026-04-03"}, {[]string{"12"}, ""}, {[]string{"31.02.2026"}, ""},
	} {
		got, ok := dateReader{zone: lisbon, monthFirst: monthFirst(c.dates)}.read(c.dates[0])
		if ok != (c.want != "") || ok && got.In(lisbon).Format(time.DateOnly) != c.want {
			t.Errorf("%v: %v, want %s", c.dates, got, c.want)
		}
	}
}

func FuzzReadOrders(f *testing.F) {
	f.Add("o.csv", "order,code,amount,date\n1,AB12,12.00,22/11/2026\n")
	f.Add("o.csv", "Bestellnr.;Gutschein\n\"1;A\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		list, _, err := ReadOrders(name, strings.NewReader(text), "EUR", time.UTC)
		if err != nil && core.CodeOf(err) != core.CodeBadInput {
			t.Fatalf("%v", err)
		}
		for _, x := range list {
			if x.Amount.Minor < 0 || slices.Contains(x.Codes, "") {
				t.Fatalf("%+v", x)
			}
		}
	})
}
