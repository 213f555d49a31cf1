package catalogue

import (
	"testing"

	"shopbell/core"
)

func TestAmountAtTheTill(t *testing.T) {
	for text, want := range map[string]core.Money{"18,50 €": {Minor: 1850, Currency: "EUR"}, "12": {Minor: 1200, Currency: "CHF"}, "USD 1,200.00": {Minor: 120000, Currency: "USD"}, "": {}} {
		if got, err := Amount(text, "CHF"); err != nil || got != want {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"abc", "EUR", "12 doubloons", "-5", "1.2.3"} {
		if got, err := Amount(text, "EUR"); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%q is %+v", text, got)
		}
	}
}
