package catalogue

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/fold"
)

// Order is one line of a shop's list of orders.
type Order struct {
	Line   int
	Codes  []string // as the customer typed them, empty when none was used
	Number string   // the shop's number of the order, may be empty
	At     time.Time
	Amount core.Money // zero: not told
}

// orderColumns are the names under which shop programs and owners write the columns of a list of orders, folded, letters and
// digits only. The first column of a kind counts.
var orderColumns = map[string][]string{
	"code": {"code", "codes", "coupon", "coupons", "couponcode", "couponcodes", "couponitems", "promocode", "promotioncode", "promo", "discountcode",
		"discountcodes", "voucher", "vouchercode", "gutschein", "gutscheincode", "rabattcode", "aktionscode", "codigo", "codigopromocional",
		"codigodedescuento", "codigodescuento", "cupon", "codepromo", "codepromotionnel", "codedereduction", "bondereduction", "codice", "codicesconto",
		"codicepromo", "buono", "codigopromo", "cupom", "codigodedesconto", "kortingscode", "kod", "kodrabatowy", "kodpromocyjny", "rabattkod", "promokod",
		"slevovykod", "indirimkodu", "kuponkodu", "kupon", "промокод", "код", "купон"},
	"order": {"order", "orders", "orderid", "orderno", "ordernr", "ordernumber", "orderref", "orderreference", "name", "invoice", "invoicenumber", "receipt", "bestellung",
		"bestellnummer", "bestellnr", "auftrag", "auftragsnummer", "rechnung", "rechnungsnummer", "belegnummer", "bon", "pedido", "numerodepedido", "npedido", "nopedido",
		"idpedido", "factura", "commande", "numerodecommande", "ncommande", "facture", "ordine", "numeroordine", "numerodordine", "encomenda",
		"numerodopedido", "bestelling", "bestelnummer", "zamowienie", "numerzamowienia", "ordrenummer", "objednavka", "cisloobjednavky", "siparis",
		"siparisno", "заказ", "номерзаказа"},
	"amount": {"amount", "total", "ordertotal", "grandtotal", "totalamount", "sum", "revenue", "price", "paid", "betrag", "gesamt", "gesamtbetrag", "gesamtsumme",
		"summe", "umsatz", "importe", "importetotal", "monto", "montant", "montanttotal", "importo", "totale", "valor", "valortotal", "bedrag", "totaal",
		"kwota", "suma", "belopp", "belob", "castka", "celkem", "tutar", "toplam", "сумма", "итого"},
	"currency": {"currency", "currencycode", "ordercurrency", "wahrung", "waehrung", "moneda", "divisa", "devise", "valuta", "moeda", "waluta", "mena", "parabirimi", "валюта"},
	"date": {"date", "orderdate", "paidat", "createdat", "datepaid", "datecreated", "time", "datum", "bestelldatum", "rechnungsdatum", "fecha", "fechadepedido", "fechapedido",
		"datedecommande", "data", "dataordine", "datadopedido", "orderdatum", "besteldatum", "datazamowienia", "dato", "tarih", "дата"},
}

// ReadOrders reads a list of orders: CSV or XLSX, columns in any order and under their usual names in several languages.
// Only one with codes is needed; names and addresses of customers are not read. A currency (ISO 4217) is that of amounts
// that name none, zone that of times that name none. Dates such as 3/4/2026 have the day first, unless a line of the file
// shows that the month stands first.
//
// The error has core.CodeBadInput when nothing of the file can be used. Lines that cannot be used are in the second result.
func ReadOrders(name string, r io.Reader, currency string, zone *time.Location) ([]Order, []Rejected, error) {
	const op = "catalogue.orders"
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, nil, core.E(core.CodeBadInput, op, "the file cannot be read", err)
	}
	if len(data) > MaxBytes {
		return nil, nil, core.Errorf(core.CodeBadInput, op, "the file is larger than %d MB", MaxBytes>>20)
	}
	in, err := open(name, data)
	if err != nil {
		return nil, nil, err
	}
	defer in.close()
	first, _, err := in.next()
	if err != nil {
		return nil, nil, core.E(core.CodeBadInput, op, "the file has no first line with the names of the columns", err)
	}
	o := orderReader{columns: orderHeader(first), currency: currency, zone: zone}
	if _, ok := o.columns["code"]; !ok {
		return nil, nil, core.E(core.CodeBadInput, op, "no column is called code, coupon or the like", nil)
	}
	if err := o.read(in); err != nil {
		return nil, nil, err
	}
	return o.finish()
}

// orderHeader finds where each kind of column stands.
func orderHeader(cells []string) map[string]int {
	at := map[string]int{}
	for kind, names := range orderColumns {
		best := len(names)
		for i, cell := range cells {
			key := columnKey(cell)
			for rank, name := range names[:best] {
				if key == name {
					best, at[kind] = rank, i
					break
				}
			}
		}
	}
	return at
}

// columnKey folds a column's name and keeps letters and digits.
func columnKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold.String(clean(s)))
}

type orderReader struct {
	columns  map[string]int
	currency string
	zone     *time.Location

	orders   []Order
	dates    []string // of orders, as they are written
	rejected []Rejected
}

func (o *orderReader) read(in rows) error {
	for n := 0; ; {
		cells, line, err := in.next()
		var bad *lineError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			o.rejected = append(o.rejected, Rejected{bad.line, bad.why})
			continue
		case err != nil:
			return core.E(core.CodeBadInput, "catalogue.orders", "the file is damaged", err)
		case blank(cells):
			continue
		}
		if n++; n > MaxRows {
			o.rejected = append(o.rejected, Rejected{line, fmt.Sprintf("Only %d lines are read. This line and those below were left out.", MaxRows)})
			return nil
		}
		if why := o.order(cells, line); why != "" {
			o.rejected = append(o.rejected, Rejected{line, why})
		}
	}
}

// order keeps one line. why is a sentence when it cannot be used.
func (o *orderReader) order(cells []string, line int) (why string) {
	cell := func(kind string) string {
		at, ok := o.columns[kind]
		if !ok || at >= len(cells) {
			return ""
		}
		return clean(cells[at])
	}
	for _, kind := range []string{"code", "order", "amount", "currency", "date"} {
		if utf8.RuneCountInString(cell(kind)) > MaxFieldRunes {
			return fmt.Sprintf("A cell is longer than %d characters.", MaxFieldRunes)
		}
	}
	x := Order{Line: line, Codes: codesIn(cell("code")), Number: cell("order")}
	if len(x.Codes) > 0 { // an order without a code is of no interest, whatever it cost
		currency := o.currency
		if c := cell("currency"); c != "" {
			if currency = currencyOf(c); currency == "" {
				return fmt.Sprintf("The currency %q is not known.", short(c))
			}
		}
		if x.Amount, why = price(cell("amount"), currency); why != "" {
			return strings.Replace(why, "price", "amount", 1)
		}
	}
	o.orders, o.dates = append(o.orders, x), append(o.dates, cell("date"))
	return ""
}

// codesIn cuts a cell that may name several codes.
func codesIn(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == ' ' })
}

// finish reads the dates, now that the whole file shows how they are written.
func (o *orderReader) finish() ([]Order, []Rejected, error) {
	d := dateReader{zone: o.zone, monthFirst: monthFirst(o.dates)}
	kept := o.orders[:0]
	for i, x := range o.orders {
		var ok bool
		if x.At, ok = d.read(o.dates[i]); !ok && len(x.Codes) > 0 {
			o.rejected = append(o.rejected, Rejected{x.Line, fmt.Sprintf("The date %q is not a date that is known.", short(o.dates[i]))})
			continue
		}
		kept = append(kept, x)
	}
	return kept, o.rejected, nil
}
