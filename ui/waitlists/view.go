package waitlists

import (
	"slices"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// Line is what the row of a product says.
type Line struct {
	Name, Kinds        string
	Stock, Asking, Now string
	None               bool // nothing in stock
	Tell               bool // someone can be told now
	First, Since       string
}

// NewLine words a product's row.
func NewLine(w *words.Words, l views.WaitingList, now time.Time, zone *time.Location) Line {
	line := Line{Name: l.Product.Name, Kinds: kinds(l), Stock: w.Number(l.Product.Stock), Asking: w.Number(l.Waiting),
		Now: w.Number(l.NowOpen), None: l.Product.Stock == 0, Tell: l.NowOpen > 0}
	if l.Waiting == 0 {
		line.First = w.T("waitlists.nobody")
		return line
	}
	line.First = screen.Name(w, l.First)
	line.Since = w.T("waitlists.since", "Date", w.ShortDate(l.FirstAt, now, zone))
	return line
}

// kinds names the variants: the list's own, else those that the product has.
func kinds(l views.WaitingList) string {
	if l.Variant != "" {
		return l.Variant
	}
	return strings.Join(l.Product.Variants, ", ")
}

// Panel is what stands above the people of the chosen product.
type Panel struct {
	ID, Name      string
	Stock, Asking string
}

// NewPanel words the chosen product.
func NewPanel(w *words.Words, l views.WaitingList) Panel {
	p := Panel{ID: string(l.Product.SKU), Name: screen.Product(w, l.Product.Name, l.Variant),
		Stock: w.N("waitlists.stock", l.Product.Stock), Asking: w.N("waitlists.asking", l.Waiting)}
	if l.Product.Stock == 0 {
		p.Stock = w.T("waitlists.stock_none")
	}
	return p
}

// Person is what the row of someone in line says.
type Person struct {
	ID    core.CustomerID
	Place string
	Name  string
	Quote string
	Row   views.WaitRow

	InRound bool // the round that is under way or comes next reaches them
}

// NewPerson words the row of someone in line.
func NewPerson(w *words.Words, r views.WaitRow, now time.Time, zone *time.Location) Person {
	return Person{ID: r.CustomerID, Place: w.Number(r.Position), Name: screen.Name(w, r.Name), Quote: Quote(w, r.Quote, r.AskedAt, now, zone), Row: r}
}

// Quote is a customer's words with their day, in one line.
func Quote(w *words.Words, quote string, at, now time.Time, zone *time.Location) string {
	quote = strings.Join(strings.Fields(quote), " ")
	if quote == "" {
		return w.T("waitlists.asked", "Date", w.ShortDate(at, now, zone))
	}
	return w.T("waitlists.quote", "Date", w.ShortDate(at, now, zone), "Quote", quote)
}

// foot sums up the whole book.
func foot(w *words.Words, b *Book) string {
	return w.T("waitlists.foot", "Products", w.N("waitlists.products", b.Len()), "Requests", w.N("waitlists.requests", b.Requests()))
}

// Report is what a read file brought, as words.
type Report struct {
	Read     string
	Requests string   // "" when nobody asked yet
	Rejected string   // "" when every line was taken
	Lines    []string // the rejected ones, each with its fault
}

// NewReport words what a catalogue file brought.
func NewReport(w *words.Words, r views.ImportResult) Report {
	report := Report{Read: w.T("waitlists.read", "Added", w.Number(r.Added), "Changed", w.Number(r.Changed), "Same", w.Number(r.Unchanged))}
	if r.Requests > 0 {
		report.Requests = w.N("waitlists.read_requests", r.Requests)
	}
	if len(r.Rejected) > 0 {
		report.Rejected = w.N("waitlists.rejected", len(r.Rejected))
	}
	for _, l := range r.Rejected {
		report.Lines = append(report.Lines, w.T("waitlists.rejected_line", "Line", w.Number(l.Line), "Why", l.Why))
	}
	return report
}

// place finds a product again after its list changed, -1 when it is gone.
func place(b *Book, found []int, sku core.SKU, variant string) int {
	return slices.IndexFunc(found, func(i int) bool {
		return b.all[i].Product.SKU == sku && b.all[i].Variant == variant
	})
}
