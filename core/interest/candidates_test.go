package interest

import (
	"slices"
	"testing"

	"shopbell/core"
)

func TestCandidatesAreTheWordsOfAProduct(t *testing.T) {
	r := New(append(shop(), core.Product{SKU: "CH-7", Name: "Cherry jam", Aliases: []string{"Weißkirschmus", "蜂蜜"}}))
	for _, c := range []struct {
		sku               core.SKU
		any, not, besides []string
	}{
		{"BLUE-MUG", []string{"mug", "mugs", "taza*", "cup", "blue mug", "bluemug"}, []string{"blue", "red", "lamp"}, []string{"blue*", "azul*"}},
		{"CH-7", []string{"cherr*", "jam", "marmel*", "weisskirschm*", "weißkirschm*", "ch 7", "ch7"}, []string{"蜂 蜜"}, nil},
		{"SC-01", []string{"scarf*", "wool*", "bufand*", "وشاح*", "الوشاح*"}, []string{"grey*", "la"}, nil},
	} {
		got := r.Candidates([]core.SKU{c.sku})
		for _, w := range c.any {
			if !slices.Contains(got.Any, w) {
				t.Errorf("%s: no %q in %q", c.sku, w, got.Any)
			}
		}
		for _, w := range c.not {
			if slices.Contains(got.Any, w) {
				t.Errorf("%s: %q in %q", c.sku, w, got.Any)
			}
		}
		for _, w := range c.besides {
			if !slices.Contains(got.Beside, w) || !slices.Contains(got.With, "one") {
				t.Errorf("%s: no %q in %q beside %q", c.sku, w, got.Beside, got.With)
			}
		}
	}
	if got := r.Candidates([]core.SKU{"GONE"}); !slices.Equal(got.Any, []string{"gone"}) || got.Beside != nil {
		t.Errorf("of no product: %+v", got)
	}
}
