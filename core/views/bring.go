package views

import (
	"image"

	"shopbell/core"
)

// Thing is what people are brought for: a product, one variant of it, or with no SKU the shop itself.
type Thing struct {
	SKU     core.SKU
	Variant string // "": any
	Price   string // to stand on a poster, as people write it; "": none
}

// Link is a way to the shop's chat with a message ready to send, in one language.
type Link struct {
	Thing    Thing
	Product  string // the name; "": the shop
	Price    core.Money
	Picture  string // the address of the product's picture, as the catalogue has it; "": none
	Language string // BCP 47, of the words
	Address  string
	Short    string // to type, without a message
	Text     string // the message
	Post     string // the text of a post, with the address
	// Exact is true when Shopbell reads the message as a request for exactly this thing. It is false for names that two
	// products share in all their words.
	Exact bool
}

// PosterForm is the paper or the picture that is made.
type PosterForm string

// The forms. Cards4 and Cards8 are a sheet of A4 with cards to cut; the last two are pictures, named by their dots.
const (
	A4       PosterForm = "a4"
	A5       PosterForm = "a5"
	Letter   PosterForm = "letter"
	Cards4   PosterForm = "cards4"
	Cards8   PosterForm = "cards8"
	Square   PosterForm = "square"   // 1080 × 1080
	Portrait PosterForm = "portrait" // 1080 × 1350
)

// PosterForms lists the forms.
func PosterForms() []PosterForm {
	return []PosterForm{A4, A5, Letter, Cards4, Cards8, Square, Portrait}
}

// Picture reports a form made of dots; all others are PDF.
func (f PosterForm) Picture() bool { return f == Square || f == Portrait }

// PerPage is how many things stand on one page.
func (f PosterForm) PerPage() int {
	switch f {
	case Cards4:
		return 4
	case Cards8:
		return 8
	}
	return 1
}

// Pages is how many pages so many things take: one of a page or a card each, a single one fills its sheet.
func (f PosterForm) Pages(things int) int { return (things + f.PerPage() - 1) / f.PerPage() }

// Ending is the end of the name of a file of a form.
func (f PosterForm) Ending() string {
	if f.Picture() {
		return ".png"
	}
	return ".pdf"
}

// MostPosters is how many things one file may show.
const MostPosters = 500

// PosterOrder says which poster is made. Form and at least one thing are required. A picture shows one thing, a PDF up to
// MostPosters: a page or a card each.
type PosterOrder struct {
	Things   []Thing
	Form     PosterForm
	Language string // BCP 47; one of PosterLanguages
	Picture  string // a file with a picture of the only thing; "": none
	Web      bool   // with the pictures whose addresses the catalogue has, fetched when they are not kept here
}

// Poster is the first page of an order, to look at.
type Poster struct {
	Page image.Image
	Bare []string // products whose picture did not come, by name: they are shown without
}
