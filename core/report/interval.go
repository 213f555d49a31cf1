package report

import (
	"math"

	"shopbell/core/views"
)

// z is the 97.5 % point of the normal distribution: every range here holds the true value 19 times of 20.
const z = 1.959963984540054

// NewRate gives a share with Wilson's score interval (E. B. Wilson, 1927). It holds for few people too, and at 0 and 1.
// Nobody at all is a share of 0 that may be anything.
func NewRate(count, of int) views.Rate {
	r := views.Rate{Count: count, Of: of, High: 1}
	if of <= 0 {
		return r
	}
	n := float64(of)
	p := float64(count) / n
	middle := p + z*z/(2*n)
	spread := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	r.Share, r.Low, r.High = p, max((middle-spread)/(1+z*z/n), 0), min((middle+spread)/(1+z*z/n), 1)
	if count == 0 {
		r.Low = 0 // not the rounding error of it
	}
	if count == of {
		r.High = 1
	}
	return r
}

// Between gives the range of the share of b less that of a, by Newcombe's hybrid score method (R. G. Newcombe, 1998,
// method 10), which stays honest for few people. tells is false when the range holds 0, or when one side has nobody: then
// the data cannot tell which is better.
func Between(a, b views.Rate) (low, high float64, tells bool) {
	if a.Of <= 0 || b.Of <= 0 {
		return -1, 1, false
	}
	d := b.Share - a.Share
	low = d - math.Hypot(b.Share-b.Low, a.High-a.Share)
	high = d + math.Hypot(b.High-b.Share, a.Share-a.Low)
	return low, high, low > 0 || high < 0
}

// Compare sets what two texts or campaigns brought side by side: answers, stops and used codes, each of those who got it.
func Compare(a, b views.Figures) []views.Versus {
	var out []views.Versus
	for _, m := range []struct {
		what string
		a, b int
	}{{"replied", a.Replied, b.Replied}, {"opted_out", a.OptedOut, b.OptedOut}, {"redeemed", a.Redeemed, b.Redeemed}} {
		v := views.Versus{What: m.what, A: rateOf(m.a, a.Sent), B: rateOf(m.b, b.Sent)}
		v.Low, v.High, v.Tells = Between(v.A, v.B)
		out = append(out, v)
	}
	return out
}

// rateOf bounds a count by the people: a code for all may be used more often than it was sent.
func rateOf(count, sent int) views.Rate { return NewRate(min(count, sent), sent) }
