package interest

import (
	"fmt"
	"strings"
	"testing"

	"shopbell/core"
)

// show writes matches as "SKU/variant", "-" before what is withdrawn, "?" behind what is named but not asked for.
func show(list []Match) string {
	var out []string
	for _, m := range list {
		s := string(m.SKU)
		if m.Variant != "" {
			s += "/" + m.Variant
		}
		if m.Withdraw {
			s = "-" + s
		} else if !m.Wants {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestReadFindsWhatIsAskedFor(t *testing.T) {
	r := New(shop())
	for _, c := range []struct{ text, want string }{
		{"is the blue mug back?", "BLUE-MUG"},
		{"Tell me when BLUE-MUG is back", "BLUE-MUG"},
		{"notify me blue_mug", "BLUE-MUG"},
		{"bluemug pls", "BLUE-MUG"},
		{"any blue mugs left?", "BLUE-MUG"},
		{"do you have teh blu mug", "BLUE-MUG"},
		{"avete la tazza rossa?", "RED-MUG"},
		{"¿tienen la taza azul?", "BLUE-MUG"},
		{"habt ihr die Lavendelkerze noch?", "CND-LAV"},
		{"une bougie à la vanille svp", "CND-VAN"},
		{"nến vanilla còn không shop", "CND-VAN"},
		{"เทียนวานิลลา มีไหมคะ", "CND-VAN"},
		{"عندكم شمعة لافندر؟", "CND-LAV"},
		{"薰衣草蜡烛有货吗", "CND-LAV"},
		{"do you have the blue mug and the wool scarf?", "BLUE-MUG, SC-01"},
		{"I want a picnic basket", "BSK-9"},
		{"gavrosche basket?", "BSK-9"},
		{"ceramc teapott please", "TEAPOT-1"},
	} {
		if got := show(r.Read(c.text, "")); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestReadFindsTheVariant(t *testing.T) {
	r := New(shop())
	for _, c := range []struct{ text, want string }{
		{"do you have the Luna dress in M black?", "DR-LUNA/M / black"},
		{"Luna dress in green?", "DR-LUNA/M / green"},
		{"Roma dress, M", "DR-ROMA/M"},
		{"the linen dress in S or L please", "DR-ROMA/S, DR-ROMA/L"},
		{"grey wool scarf?", "SC-01/grey"},
		{"sciarpa di lana grigia, avvisatemi", "SC-01/grey"},
		{"große Lavendelkerze", "CND-LAV/large"},
		{"chestnut honey 500g", "HON-500/500 g"},
		{"do you have the Roma dress?", "DR-ROMA"},
	} {
		if got := show(r.Read(c.text, "")); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestReadLeavesOutWhatIsNotMeant(t *testing.T) {
	r := New(shop())
	for _, text := range []string{
		"hi, this is Luna, I ordered on Monday", "I live in Roma", "my honey loves it", "thanks, see you soon", "", "👍",
		"do you ship to Roma?", "what a lovely mug!", "is the mug back?", // two mugs: nobody knows which
		"the moon was full", "I do not want the blue mug", "hello", "solo una domanda", "candle",
	} {
		for _, m := range r.Read(text, "") {
			if m.Wants || m.Withdraw {
				t.Errorf("%q: got %+v, want nothing asked for", text, m)
			}
		}
	}
}

func TestReadRefusals(t *testing.T) {
	r := New(shop())
	for _, c := range []struct{ text, want string }{
		{"not the blue mug, the red mug please", "RED-MUG"},
		{"I'd like the red mug instead of the blue mug", "RED-MUG"},
		{"non voglio la tazza blu, vorrei la tazza rossa", "RED-MUG"},
		{"I don't want the blue mug any more", "-BLUE-MUG"},
		{"non voglio più la tazza blu", "-BLUE-MUG"},
		{"ya no quiero la taza azul, gracias", "-BLUE-MUG"},
		{"je ne veux plus la bougie vanille", "-CND-VAN"},
		{"do you not have the blue mug?", "BLUE-MUG"},
	} {
		if got := show(r.Read(c.text, "")); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// home is a shop whose things have names in several languages.
func home() []core.Product {
	return []core.Product{
		{SKU: "MUG", Name: "Blue mug", Aliases: []string{"taza azul", "mug biru", "cốc xanh"}},
		{SKU: "BASKET", Name: "Seagrass basket", Aliases: []string{"basket", "panier", "Korb", "giỏ cói"}, Variants: []string{"small", "large"}},
		{SKU: "VASE", Name: "Bud vase", Aliases: []string{"small vase", "vasetto", "kleine Vase", "bình hoa nhỏ"}},
		{SKU: "JAM", Name: "Fig jam", Aliases: []string{"Feigenmarmelade", "doce de figo"}},
		{SKU: "SOCKS", Name: "Wool socks", Aliases: []string{"meias de lã"}},
		{SKU: "LAMP", Name: "Paper lamp", Aliases: []string{"đèn giấy"}, Variants: []string{"small", "large"}},
		{SKU: "CANDLE", Name: "Large candle", Aliases: []string{"big candle"}},
		{SKU: "BOARD", Name: "Olive board", Aliases: []string{"tabla de olivo", "tabla"}},
	}
}

func TestReadAsksWhetherAThingIsOver(t *testing.T) {
	r := New(home())
	for _, c := range []struct{ text, want string }{
		{"ya no van a traer la taza azul?", "MUG"},
		{"ya no quiero la taza azul", "-MUG"},
		{"did you stop making the blue mugs?", "MUG"},
		{"no blue mugs?", "MUG"},
		{"can you take me off the waiting list for the blue mug?", "-MUG"},
		{"hapus saya dari daftar tunggu mug biru", "-MUG"},
		{"xóa mình khỏi danh sách chờ cốc xanh", "-MUG"},
	} {
		if got := show(r.Read(c.text, "")); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
	for text, want := range map[string]string{"ya no la tienen?": "MUG", "ya no la quiero": "-MUG"} {
		if got := show(r.Read(text, "MUG")); got != want {
			t.Errorf("%q after the mug: got %q, want %q", text, got, want)
		}
	}
}

func TestReadSeesThroughHowLanguagesWriteWords(t *testing.T) {
	r := New(home())
	for _, c := range []struct{ text, want string }{
		{"mug birunya ada?", "MUG"},                                      // an ending that is a word of its own
		{"Feigen Marmelade bitte", "JAM"},                                // one word as two
		{"meias de lã, tem?", "SOCKS"},                                   // an accent makes it no small word
		{"đèn giấy lớn còn không", "LAMP/large"},                         //
		{"giày còn không", ""},                                           // shoes are French baskets, and no Korb
		{"cốc xanh bao giờ về", "MUG"},                                   // nor is an hour a basket
		{"coc xanh bao gio ve", "MUG"},                                   //
		{"shop còn giỏ không", "BASKET"},                                 //
		{"doce de figo, 3 potes", "JAM"},                                 // a jar to put it in is no vase
		{"vasetto c'è?", "VASE"},                                         //
		{"are the paper lamps back? the large one please", "LAMP/large"}, // the large one of them
		{"delantales en talla L hay?", ""},                               // a size is no misspelt board
		{"when is the large one back", "CANDLE"},                         //
	} {
		if got := show(r.Read(c.text, "")); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestReadTellsAWishFromAMention(t *testing.T) {
	r := New(shop())
	for text, wants := range map[string]bool{
		"the large one? it is the blue mug that I mean, the one on your page": true,
		"is the blue mug back in stock?":                                      true, "blue mug": true, "I received the blue mug and it is broken, I am not happy": false,
		"avvisatemi quando torna la tazza blu": true, "I returned the blue mug last week, where is my refund?": false,
	} {
		got := r.Read(text, "")
		if len(got) != 1 || got[0].SKU != "BLUE-MUG" || got[0].Wants != wants {
			t.Errorf("%q: got %+v, want one match with Wants %v", text, got, wants)
		}
	}
}

func TestReadPointsBack(t *testing.T) {
	r := New(shop())
	for _, c := range []struct {
		text string
		last core.SKU
		want string
	}{
		{"is it back?", "BLUE-MUG", "BLUE-MUG"},
		{"the green one?", "TEAPOT-1", "TEAPOT-1/green"},
		{"in M?", "DR-ROMA", "DR-ROMA/M"},
		{"do you have it in L?", "DR-ROMA", "DR-ROMA/L"},
		{"I don't want it any more", "DR-ROMA", "-DR-ROMA"},
		{"thanks!", "DR-ROMA", ""},
		{"is it back?", "", ""},
		{"is it back?", "GONE", ""},
		{"is the blue mug back?", "DR-ROMA", "BLUE-MUG"},
	} {
		if got := show(r.Read(c.text, c.last)); got != c.want {
			t.Errorf("%q after %s: got %q, want %q", c.text, c.last, got, c.want)
		}
	}
}

func TestReadKeepsTheCustomersWords(t *testing.T) {
	got := New(shop()).Read("Ciao! È tornata la Tazza BLU?", "")
	if len(got) != 1 || got[0].Words != "Tazza BLU" {
		t.Fatalf("got %+v", got)
	}
}

// Every product of any catalogue is found by its own name and by its article number.
func TestReadFindsEveryProductByNameAndNumber(t *testing.T) {
	list := many(150)
	r := New(list)
	for _, p := range list {
		for _, text := range []string{"do you have the " + p.Name + "?", fmt.Sprintf("Tell me when %s is back", p.SKU)} {
			got := r.Read(text, "")
			if len(got) != 1 || got[0].SKU != p.SKU || !got[0].Wants {
				t.Errorf("%q: got %q, want %s", text, show(got), p.SKU)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("is the blue mug back?", "BLUE-MUG")
	f.Add("S M L \xff “„ 薰衣草", "")
	r := New(shop())
	f.Fuzz(func(t *testing.T, text, last string) {
		for _, m := range r.Read(text, core.SKU(last)) {
			if m.SKU == "" || !strings.Contains(text, m.Words) {
				t.Fatalf("%q gave %+v", text, m)
			}
		}
	})
}

func TestReadKnowsANameByItsOwnWord(t *testing.T) {
	r := New([]core.Product{
		{SKU: "OP-10", Name: "OnePlus 10 Pro"}, {SKU: "GX-7", Name: "Galaxy 7 Pro"}, {SKU: "VASE", Name: "Tall Hortensia vase"},
		{SKU: "BOWL", Name: "Sand breakfast bowl"},
	})
	for text, want := range map[string]string{
		"do you have the oneplus?": "OP-10", "is the galaxy back?": "GX-7", "any hortensia left?": "VASE",
		"do you serve breakfast?": "", "do you have the pro?": "", "my oneplus is at home": "", "the tall one?": "",
	} {
		if got := show(r.Read(text, "")); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Words of every chat are one letter away from names; they name nothing.
func TestReadTakesNoCommonWordForAMisspelling(t *testing.T) {
	r := New([]core.Product{
		{SKU: "HONEY", Name: "Honey", Aliases: []string{"miele", "mel"}}, {SKU: "BOWL", Name: "Bowl", Aliases: []string{"Schale"}},
		{SKU: "SCARF", Name: "Scarf", Aliases: []string{"Schal"}}, {SKU: "BASKET", Name: "Basket", Aliases: []string{"cesto"}},
	})
	for text, want := range map[string]string{
		"Grazie mille": "", "Schade.": "", "certo, la aggiungo": "", "bitte melden": "", "ok shade": "",
		"habt ihr den Schal?": "SCARF", "habt ihr die Schale?": "BOWL", "do you have a baskett?": "BASKET",
	} {
		if got := show(r.Read(text, "")); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Of a product in stock or in the post nobody waits to hear.
func TestReadTellsWhatIsNoWish(t *testing.T) {
	r := New(shop())
	for _, text := range []string{
		"how much is the blue mug?", "quanto costa la tazza blu?", "is the blue mug dishwasher safe?", "tell me the price of the blue mug",
		"does the Roma dress run small, does the M fit a tall woman", "we love the blue mug and the red mug, so pretty",
		"kratzt der graue Wollschal?", "confermiamo la tazza blu e la tazza rossa", "do you deliver the picnic basket to Malta?",
		"the blue mug arrived, thank you",
	} {
		for _, m := range r.Read(text, "") {
			if m.Wants {
				t.Errorf("%q: got %+v, want no wish", text, m)
			}
		}
	}
	for text, want := range map[string]string{
		"three of the large ones, please": "CND-LAV/large?", "is it there in large?": "CND-LAV/large", "yes, I want it": "CND-LAV",
		"hi again, what are your hours this week?": "", "do you have matches for them?": "",
		"the candles are no longer needed": "-CND-LAV",
	} {
		if got := show(r.Read(text, "CND-LAV")); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
