package words

import (
	"testing"

	"shopbell/core"
)

func TestMoneyAndSharesByLanguage(t *testing.T) {
	for _, c := range []struct {
		lang, got, want string
	}{
		{"en", New("en").Money(core.Money{Minor: 128600, Currency: "EUR"}), "1,286.00 EUR"}, {"de", New("de").Money(core.Money{Minor: 128600, Currency: "EUR"}), "1.286,00 EUR"},
		{"en", New("en").Money(core.Money{Minor: 1500, Currency: "JPY"}), "1,500 JPY"}, {"en", New("en").Money(core.Money{Minor: 5, Currency: "KWD"}), "0.005 KWD"},
		{"en", New("en").Percent(0.389), "39 %"}, {"de", New("de").Percent(0.013), "1,3 %"}, {"en", New("en").Percent(0), "0 %"}, {"en", New("en").Percent(1), "100 %"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, c.got, c.want)
		}
	}
}
