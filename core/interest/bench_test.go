package interest

import (
	"testing"
	"time"

	"shopbell/core"
)

// shop is a catalogue as a small shop writes it. It is made for these tests.
func shop() []core.Product {
	return []core.Product{
		{SKU: "BLUE-MUG", Name: "Blue Mug", Aliases: []string{"blue cup"}},
		{SKU: "RED-MUG", Name: "Red Mug"},
		{SKU: "TEAPOT-1", Name: "Ceramic Teapot", Variants: []string{"white", "green"}},
		{SKU: "DR-LUNA", Name: `Silk Dress "Luna"`, Aliases: []string{"luna"}, Variants: []string{"S / black", "M / black", "M / green"}},
		{SKU: "DR-ROMA", Name: `Linen Dress "Roma"`, Aliases: []string{"roma"}, Variants: []string{"S", "M", "L"}},
		{SKU: "SC-01", Name: "Wool Scarf", Variants: []string{"grey", "red"}},
		{SKU: "CND-LAV", Name: "Lavender Candle", Variants: []string{"small", "large"}},
		{SKU: "CND-VAN", Name: "Vanilla Candle", Variants: []string{"small", "large"}},
		{SKU: "HON-500", Name: "Chestnut Honey", Aliases: []string{"honey"}, Variants: []string{"250 g", "500 g"}},
		{SKU: "BSK-9", Name: "Picnic Basket Gavroche", Aliases: []string{"gavroche"}},
	}
}

// many repeats the shop with other names until it has n products.
func many(n int) []core.Product {
	things := []string{"Mug", "Dress", "Candle", "Scarf", "Teapot", "Belt", "Wallet", "Blanket", "Notebook", "Soap"}
	makes := []string{"Ardesia", "Bruma", "Cobalto", "Duna Nera", "Estuario", "Fjord", "Glacier", "Harmattan", "Inverno", "Jurassic",
		"Karst", "Lapilli", "Maestrale", "Nimbus", "Obsidian"}
	var out []core.Product
	for len(out) < n {
		i := len(out)
		name := makes[i/len(things)%len(makes)] + " " + things[i%len(things)]
		sku := core.SKU(name[:3] + "-" + string(rune('A'+i%26)) + string(rune('A'+i/26%26)))
		out = append(out, core.Product{SKU: sku, Name: name, Aliases: []string{makes[i%len(makes)] + " number " + name},
			Variants: []string{"S", "M", "L", "red", "blue"}})
	}
	return out
}

func BenchmarkRead(b *testing.B) {
	r := New(many(150))
	texts := []string{
		"hi! is the Ardesia mug back in stock?", "thanks a lot, see you on Friday", "do you still have the Fjord dress in M, or the blue one?",
		"non voglio più la candela Bruma, grazie", "where is my order? I have been waiting for a week and nobody has answered my last two messages",
		"ok", "¿tienes la bufanda roja Karst?", "how much is shipping to Malta",
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r.Read(texts[n%len(texts)], "")
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
}

func BenchmarkNew500(b *testing.B) {
	list := many(500)
	words()
	for b.Loop() {
		New(list)
	}
}

// A catalogue is read anew at each change, while the owner looks on.
func TestNewIsQuick(t *testing.T) {
	words()
	list, best := many(500), time.Hour
	for range 20 { // a busy computer is seldom busy all the time
		from := time.Now()
		New(list)
		if best = min(best, time.Since(from)); best <= 500*time.Millisecond {
			return
		}
	}
	t.Errorf("500 products took %v", best)
}
