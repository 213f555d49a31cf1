package words

import (
	"strings"

	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"shopbell/core"
)

// Money writes an amount with the separators of the language and its currency's code: "1,286.00 EUR".
func (w *Words) Money(m core.Money) string {
	digits := core.MinorDigits(m.Currency)
	amount := float64(m.Minor)
	for range digits {
		amount /= 10
	}
	return strings.TrimSpace(message.NewPrinter(w.digits).Sprint(number.Decimal(amount, number.Scale(digits))) + " " + m.Currency)
}

// Percent writes a share between 0 and 1 as the language does, "39%" or "39 %", without decimals, with one below ten per cent.
func (w *Words) Percent(share float64) string {
	digits := 0
	if share > 0 && share < 0.0995 {
		digits = 1
	}
	said := message.NewPrinter(w.digits).Sprint(number.Percent(share, number.Scale(digits)))
	return strings.ReplaceAll(said, "\u200e", "") // Arabic: the windows set numbers in their order without such marks
}
