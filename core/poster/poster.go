// Package poster draws what brings people to the shop: a poster to print, a sheet of cards to cut, and a picture for a post.
// Each has a QR code that opens a chat with a message ready to send, the way there in letters, what people will get, and
// how to stop it.
//
// Everything is drawn once, as outlines and pictures, and then written as PDF or as dots. Letters are shaped (marks over
// Thai vowels stand where they belong) and go into the file as outlines: it looks the same on every printer, and needs no
// letters there. The package is pure; it may be used from any goroutine.
package poster

import (
	"image"
	"strings"
	"unicode"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/links"
	"shopbell/core/views"
)

// Form is the paper or the picture that is made.
type Form = views.PosterForm

// sizes are in points of 1/72 inch, or in dots.
var sizes = map[Form]point{
	views.A4: {595.28, 841.89}, views.A5: {419.53, 595.28}, views.Letter: {612, 792}, views.Cards4: {595.28, 841.89}, views.Cards8: {595.28, 841.89},
	views.Square: {1080, 1080}, views.Portrait: {1080, 1350},
}

// Content is what stands on one poster or card.
type Content struct {
	Language string // BCP 47; see Languages
	Shop     string
	Product  string // "": for the shop itself
	Variant  string // "": any
	Price    string // as people write it; "": none
	Address  string // the link, with the message
	Short    string // the link to type
	Text     string // the message
	Picture  image.Image
}

// Languages lists the tags in which posters can be made: those that have words which Shopbell's letters can write.
func Languages() []string {
	var out []string
	for _, tag := range links.Languages() {
		if unwritable(links.In(tag).Lead) == 0 {
			out = append(out, tag)
		}
	}
	return out
}

// said is a content with its words chosen.
type said struct {
	Content
	lead, title, under string
	steps              []string
	promise, letters   string
	stop               string
}

// say chooses the words. core.CodePosterLetters when Shopbell's letters lack one that a name is written with; signs such
// as emoji are left out instead.
func say(c Content) (said, error) {
	w := links.In(c.Language)
	c.Shop, c.Product, c.Variant, c.Price = legible(c.Shop), legible(c.Product), legible(c.Variant), legible(c.Price)
	s := said{Content: c, lead: w.Lead, title: c.Product, promise: w.Promise, steps: []string{w.StepScan, w.StepSend, w.StepTold},
		letters: links.Letters(c.Language, c.Short, legible(c.Text)), stop: compose.ClosingLine(c.Language)}
	if c.Picture != nil {
		s.Picture = onPaper(c.Picture)
	}
	if c.Product == "" {
		s.lead, s.title, s.promise, s.steps[2] = "", w.ShopLead, w.ShopPromise, w.ShopStep
	}
	s.under = strings.Join(strings.FieldsFunc(c.Variant+"\n"+c.Price, func(r rune) bool { return r == '\n' }), "  ·  ")
	for _, text := range []string{c.Shop, s.title, s.under, s.lead, s.letters, s.stop} {
		if r := unwritable(text); r != 0 {
			return said{}, core.E(core.CodePosterLetters, "poster.say", string(r), nil)
		}
	}
	return s, nil
}

// legible takes signs out that are no letters and that Shopbell's letters lack, and brings text onto one line.
func legible(text string) string {
	kept := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.So, unicode.Sk, unicode.Cf, unicode.Variation_Selector) && unwritable(string(r)) != 0 || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(kept), " ")
}
