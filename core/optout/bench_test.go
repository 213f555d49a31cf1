package optout

import "testing"

func BenchmarkRead(b *testing.B) {
	r := New()
	texts := []string{
		"hi! is the blue mug back in stock?", "please stop sending me these messages", "thanks a lot, see you on Friday",
		"non scrivetemi più per favore", "where is my order? I have been waiting for a week and nobody has answered my last two messages",
		"ok", "¿cuánto cuesta el envío a Madrid?", "vorrei annullare l'ordine di ieri", "薰衣草蜡烛有货吗", "พรุ่งนี้ร้านเปิดไหมคะ",
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r.Read(texts[n%len(texts)])
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New()
	}
}
