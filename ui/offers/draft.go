package offers

import (
	"maps"
	"slices"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/timing"
)

// Who says for whom a message is.
type Who struct {
	Person core.CustomerID // one person alone
	Name   string          // of the person
	Filter core.Filter     // the people of a built-in choice
	Saved  string          // the name of a saved filter
}

// Codes says which promo code a message carries.
type Codes int

// The choices of codes.
const (
	CodesNone Codes = iota
	CodesOne        // one for everybody
	CodesPool       // one of a pool for each person
)

// Place is one of the texts of a draft: of one of two texts that are compared, in one language.
type Place struct {
	Second bool
	Lang   string // "": for everyone whose language has none
}

// Draft is what the owner composes. The zero Draft has no kind; see NewDraft.
type Draft struct {
	Kind      core.Kind
	Title     string
	Texts     map[Place]string
	Who       Who
	Product   core.SKU // news alone
	Codes     Codes
	Code      string
	Pool      string
	Coupon    bool
	Expires   time.Time // zero: the code does not end by itself
	Picture   string
	Link      string
	Button    string // words on the button of the link
	StopReply bool
	Closing   bool
	Timing    timing.Value
}

// NewDraft begins a message: a promotion without a code, for everybody.
func NewDraft() Draft {
	return Draft{Kind: core.KindPromo, Texts: map[Place]string{{}: ""}, StopReply: true, Closing: true}
}

// Compares reports whether two texts are compared.
func (d Draft) Compares() bool { _, ok := d.Texts[Place{Second: true}]; return ok }

// Languages lists the languages that have a text of their own, by tag.
func (d Draft) Languages() []string {
	all := map[string]bool{}
	for p := range d.Texts {
		if p.Lang != "" {
			all[p.Lang] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Begun reports whether something was written that would be lost.
func (d Draft) Begun() bool {
	for _, t := range d.Texts {
		if strings.TrimSpace(t) != "" {
			return true
		}
	}
	return false
}

// ToOne reports a message to one person that is no campaign.
func (d Draft) ToOne() bool { return d.Kind == core.KindOrder }

// Ready reports whether the draft is for anybody, so that a plan can be made.
func (d Draft) Ready() bool { return !d.ToOne() || d.Who.Person != "" }

// Content is what is said, as it is sent and as it is kept to use again.
func (d Draft) Content() core.Content {
	c := core.Content{Texts: d.texts(false), Coupon: d.Coupon && d.Codes != CodesNone && d.Kind == core.KindPromo,
		StopReply: d.StopReply && d.Kind.Promotional(), NoClosing: !d.Closing && d.Kind.Promotional()}
	if d.Compares() {
		c.Second = d.texts(true)
	}
	if d.Kind == core.KindOrder {
		return c
	}
	picture, link := strings.TrimSpace(d.Picture), strings.TrimSpace(d.Link)
	if picture == "" && link == "" {
		return c
	}
	c.Card = &core.Card{Picture: picture, Link: link}
	if words := strings.TrimSpace(d.Button); words != "" && link != "" {
		c.Card.Buttons = []core.Button{{Title: words, Link: link}}
	}
	return c
}

func (d Draft) texts(second bool) map[string]string {
	out := map[string]string{}
	for p, t := range d.Texts {
		if p.Second == second {
			out[p.Lang] = strings.TrimSpace(t)
		}
	}
	return out
}

// Order is the draft as the use cases take it.
func (d Draft) Order() views.Order {
	o := views.Order{Kind: d.Kind, Title: strings.TrimSpace(d.Title), Content: d.Content(), At: d.Timing.At, HoldFor: d.Timing.HoldFor, OnReply: d.Timing.OnReply}
	switch {
	case d.ToOne():
		o.CustomerID = d.Who.Person
	case d.Who.Person != "":
		o.Only = []core.CustomerID{d.Who.Person}
	default:
		o.Segment, o.Filter = d.Who.Saved, d.Who.Filter
	}
	switch d.Kind {
	case core.KindNews:
		o.SKU = d.Product
	case core.KindPromo:
		switch d.Codes {
		case CodesOne:
			o.Code = strings.TrimSpace(d.Code)
		case CodesPool:
			o.Pool = d.Pool
		}
		if d.Codes != CodesNone {
			o.Expires = d.Expires
		}
	}
	return o
}

// Use takes over what a kept message says. Whom it is for, its code and its time stay as they are.
func (d *Draft) Use(t views.MessageTemplate) {
	c := t.Content
	if t.Kind.Promotional() && t.Kind != core.KindRestock || t.Kind == core.KindOrder {
		d.Kind = t.Kind
	}
	d.Texts = map[Place]string{{}: ""}
	for lang, text := range c.Texts {
		d.Texts[Place{Lang: lang}] = text
	}
	for lang, text := range c.Second {
		d.Texts[Place{Second: true, Lang: lang}] = text
	}
	d.Coupon, d.StopReply, d.Closing = c.Coupon, c.StopReply, !c.NoClosing
	d.Picture, d.Link, d.Button = "", "", ""
	if c.Card != nil {
		d.Picture, d.Link = c.Card.Picture, c.Card.Link
		if len(c.Card.Buttons) > 0 {
			d.Button = c.Card.Buttons[0].Title
			if d.Link == "" {
				d.Link = c.Card.Buttons[0].Link
			}
		}
	}
}

// AddLanguage gives a language texts of its own, which begin as those for everyone.
func (d *Draft) AddLanguage(lang string) {
	for _, second := range []bool{false, true} {
		if text, ok := d.Texts[Place{Second: second}]; ok {
			d.Texts[Place{second, lang}] = text
		}
	}
}

// DropLanguage takes the texts of a language away.
func (d *Draft) DropLanguage(lang string) {
	delete(d.Texts, Place{false, lang})
	delete(d.Texts, Place{true, lang})
}

// Compare begins or ends comparing two texts. The second one begins as the first.
func (d *Draft) Compare(on bool) {
	for p, text := range maps.Clone(d.Texts) {
		other := Place{true, p.Lang}
		switch {
		case on && !p.Second:
			d.Texts[other] = text
		case !on && p.Second:
			delete(d.Texts, p)
		}
	}
}
