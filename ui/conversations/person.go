package conversations

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Person is what stands beside a conversation, as words.
type Person struct {
	ID          core.CustomerID
	Name, First string
	ClosesAt    time.Time
	AnswerUntil time.Time // a person's answer may still go until then, after ClosesAt
	May         []Consent
	Others      string // what holds for all other offers, "" when a stop says it all
	Review      *views.Review
	Asked       []Asked
	Contact     string // first and last words, "" when nobody wrote yet
	Last        string
	Next        string  // from when the next offer may go, "" where it waits for the customer's words
	Offers      []Offer // newest first
	Tags        []string
	Note        string
	Stoppable   bool // offers are not stopped yet
}

// Consent is one thing that the customer said yes or no to, with the words that prove it.
type Consent struct {
	Says  string
	Icon  fyne.Resource
	Tone  widgets.Tone
	Quote string
	At    string
	Proof core.MessageID // "" when there is no message to show
}

// Asked is one product that the customer waits for.
type Asked struct {
	SKU            core.SKU
	Message        core.MessageID // the one that asked
	Product, Place string
	Quote          string // the words that asked, "" where the card says them above
	Off            string // what is told when the message did not ask
}

// NewPerson words a customer's card. Consent is stated narrowly: a wish for one product is a yes for that one only.
func NewPerson(w *words.Words, c views.CustomerCard, now time.Time, zone *time.Location) Person {
	name := screen.Name(w, c.Name)
	p := Person{ID: c.ID, Name: name, First: screen.First(name), ClosesAt: c.ClosesAt, AnswerUntil: c.AnswerUntil, Review: c.Review, Tags: c.Tags, Note: c.Note,
		Stoppable: c.OptOut == nil || c.OptOut.State != core.OptOutStopped || c.OptOut.SKU != ""}
	p.consents(w, c, now, zone)
	for _, r := range c.Requests {
		if r.State == core.RequestWaiting {
			p.Asked = append(p.Asked, p.asked(w, r, now, zone))
		}
	}
	p.Contact = contact(w, c, now, zone)
	for _, o := range c.Offers {
		p.Offers = append(p.Offers, offer(w, o, now, zone))
	}
	p.Last = w.T("card.last_none")
	if c.LastOffer != nil {
		p.Last = w.T("card.last_of", "Date", w.Date(c.LastOffer.ReservedAt, now, zone), "What", c.LastOfferOf)
	}
	switch {
	case c.NextAllowed.After(now):
		p.Next = w.T("card.next", "When", w.Within(c.NextAllowed, now, zone))
	case c.ClosesAt.After(now) && p.Stoppable && c.Review == nil && c.UnreachableSince.IsZero():
		p.Next = w.T("card.next_now")
	}
	return p
}

// Offer is one offer that reached the customer, or may have.
type Offer struct {
	What string
	When string
	Code string // what its code brought, "" where it carries none
	Icon fyne.Resource
	Tone widgets.Tone
}

func offer(w *words.Words, o views.CardOffer, now time.Time, zone *time.Location) Offer {
	at := o.ReservedAt
	if at.IsZero() {
		at = o.CreatedAt
	}
	f := Offer{What: o.Title, When: w.T("card.offer_when", "Date", w.Date(at, now, zone), "State", w.State(o.State))}
	f.Icon, f.Tone = screen.StateLook(o.State)
	switch {
	case o.Code == "":
	case o.Used.IsZero():
		f.Code = w.T("card.code_unused", "Code", o.Code)
	case o.Bought.Minor == 0:
		f.Code = w.T("card.code_used", "Code", o.Code, "Date", w.Date(o.Used, now, zone))
	default:
		f.Code = w.T("card.code_bought", "Code", o.Code, "Date", w.Date(o.Used, now, zone), "Amount", w.Money(o.Bought))
	}
	return f
}

// contact tells when the customer and the shop first and last had to do with each other.
func contact(w *words.Words, c views.CustomerCard, now time.Time, zone *time.Location) string {
	switch {
	case c.FirstContact.IsZero():
		return ""
	case c.LastInboundAt.IsZero():
		return w.T("card.contact_none", "First", w.Date(c.FirstContact, now, zone))
	}
	return w.T("card.contact", "First", w.Date(c.FirstContact, now, zone), "Last", w.Date(c.LastInboundAt, now, zone))
}

func (p *Person) asked(w *words.Words, r views.CardRequest, now time.Time, zone *time.Location) Asked {
	product := screen.Product(w, r.Product, r.Variant)
	a := Asked{SKU: r.SKU, Message: r.MessageID, Product: product, Off: w.T("asked.off", "Name", p.First, "Product", product),
		Place: w.T("card.place", "Place", w.Number(r.Place), "Of", w.Number(r.Of), "Since", w.Date(r.AskedAt, now, zone))}
	if p.Others == "" { // a stop is all that the card says above
		a.Quote = quoted(w, r.Quote)
	}
	return a
}

func (p *Person) consents(w *words.Words, c views.CustomerCard, now time.Time, zone *time.Location) {
	stopped := false
	if o := c.OptOut; o != nil && o.State == core.OptOutStopped {
		id := "card.stopped"
		switch {
		case o.SKU != "":
			id = "card.stopped_item"
		case o.MessageID == "":
			id = "card.stopped_you"
		}
		stopped = o.SKU == ""
		p.May = append(p.May, Consent{Says: w.T(id, "Date", w.Date(o.At, now, zone)), Icon: theme.Icon(theme.IconStop), Tone: widgets.Stone,
			Quote: quoted(w, o.Quote), At: w.Moment(o.At, now, zone), Proof: o.MessageID})
	}
	if r := c.Review; r != nil {
		p.May = append(p.May, Consent{Says: w.T("card.review"), Icon: fynetheme.QuestionIcon(), Tone: widgets.Brick,
			Quote: quoted(w, r.Quote), At: w.Moment(r.At, now, zone), Proof: r.MessageID})
	}
	if !c.UnreachableSince.IsZero() {
		p.May = append(p.May, Consent{Says: w.T("card.unreachable"), Icon: fynetheme.CancelIcon(), Tone: widgets.Stone,
			At: w.T("card.unreachable_why", "Name", p.First)})
	}
	if stopped {
		return
	}
	p.Others = w.T("card.others_only")
	for _, r := range c.Requests {
		if r.State == core.RequestWaiting {
			p.Others = w.T("card.others")
			p.May = append(p.May, Consent{Says: w.T("card.news", "Product", screen.Product(w, r.Product, r.Variant)), Icon: theme.Icon(theme.IconProof),
				Tone: widgets.Bottle, Quote: quoted(w, r.Quote), At: w.Moment(r.AskedAt, now, zone), Proof: r.MessageID})
		}
	}
}

func quoted(w *words.Words, said string) string {
	if said == "" {
		return ""
	}
	return w.T("quote.said", "Words", said)
}
