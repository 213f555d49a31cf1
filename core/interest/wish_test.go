package interest

import (
	"testing"

	"shopbell/core"
)

// porch is a shop with one jacket, pots and a lamp, for the rules of what is a wish.
func porch() []core.Product {
	return []core.Product{
		{SKU: "JACKET", Name: "Quilted Jacket", Variants: []string{"green / S", "green / L", "rust / S"}},
		{SKU: "POT", Name: "Glazed Pot", Aliases: []string{"vaso smaltato", "glasierter Topf"}, Variants: []string{"12 cm", "20 cm"}},
		{SKU: "LAMP", Name: `Table Lamp "Notturna"`, Variants: []string{"black", "white"}},
		{SKU: "SUN", Name: "Sun Milk", Aliases: []string{"crema solare"}},
		{SKU: "BREAD", Name: "Walnut Bread", Aliases: []string{"Nussbrot", "عباية"}},
		{SKU: "MOON", Name: "Áo lụa Huế", Variants: []string{"trắng", "đỏ"}},
	}
}

func TestWishes(t *testing.T) {
	r := New(porch())
	for _, c := range []struct{ why, text, last, want string }{
		{"what has run out was looked for", "the notturna is gone already", "", "LAMP"},
		{"what has run out was looked for", "schade, das Nussbrot ist weg", "", "BREAD"},
		{"what has run out was looked for", "la notturna bianca è finita", "", "LAMP/white"},
		{"a question needs no mark", "20 cm numara var mı", "POT", "POT/20 cm"},
		{"a choice is no wish", "the 20 cm one, please", "POT", "POT/20 cm?"},
		{"hope is a wish", "leider nie da wenn es Nussbrot gibt", "", "BREAD"},
		{"what has come is asked for in a question alone", "è arrivata la notturna?", "", "LAMP"},
		{"what has come is asked for in a question alone", "è arrivata la notturna", "", "LAMP?"},
		{"one's own thing is no wish", "my notturna flickers all night", "", "LAMP?"},
		{"discounts are no wish", "ci sono sconti sulla notturna?", "", "LAMP?"},
		{"the verb last", "das Nussbrot brauche ich nicht mehr", "", "-BREAD"},
		{"two words for one thought", "ga jadi mau notturna", "", "-LAMP"},
		{"the shop has it no longer", "nu mai aveți notturna", "", "LAMP"},
		{"a comma ends a refusal", "no, the notturna in white", "", "LAMP/white"},
		{"a refused colour is not asked for", "notturna, la nera no, la bianca c'è?", "", "LAMP/white"},
		{"the only jacket", "do you still have the jacket in rust, S?", "", "JACKET/rust / S"},
		{"another jacket", "do you have a winter jacket?", "", ""},
		{"the only jacket is no idle word", "she took her jacket", "", ""},
		{"a size of one letter", "quilted jacket green L back?", "", "JACKET/green / L"},
		{"what an apostrophe leaves is no size", "it's the quilted jacket in green I want", "", "JACKET"},
		{"two words of one meaning, misspelt", "avete la crema solar?", "", "SUN"},
		{"Vietnamese marks", "áo lụa Huế trắng còn hàng không", "", "MOON/trắng"},
		{"Arabic and", "notturna وعباية موجودة", "", "LAMP, BREAD"},
		{"Arabic plural", "عندكم عبايات", "", "BREAD"},
	} {
		if got := show(r.Read(c.text, core.SKU(c.last))); got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.why, c.text, got, c.want)
		}
	}
}
