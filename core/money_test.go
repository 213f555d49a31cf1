package core_test

import (
	"testing"

	"shopbell/core"
)

func TestMoneyAsPeopleWriteIt(t *testing.T) {
	for want, m := range map[string]core.Money{
		"24.50": {Minor: 2450, Currency: "EUR"}, "0.05": {Minor: 5, Currency: "USD"}, "0.00": {Currency: "EUR"}, "-1.20": {Minor: -120, Currency: "EUR"},
		"1500": {Minor: 1500, Currency: "JPY"}, "1.500": {Minor: 1500, Currency: "KWD"}, "12.00": {Minor: 1200},
	} {
		if got := m.Decimal(); got != want {
			t.Errorf("%+v is %s, want %s", m, got, want)
		}
	}
}
