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
		{"en", New("en").Percent(0.389), "39%"}, {"de", New("de").Percent(0.013), "1,3\u00a0%"}, {"en", New("en").Percent(0), "0%"}, {"en", New("en").Percent(1), "100%"},
		{"th", New("th").Percent(0.02), "2.0%"}, {"pt-BR", New("pt-BR").Percent(0.5), "50%"}, {"es", New("es").Percent(0.5), "50\u00a0%"}, {"fr", New("fr").Percent(0.5), "50\u00a0%"}, {"ar", New("ar").Percent(0.5), "50%"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, c.got, c.want)
		}
	}
}
