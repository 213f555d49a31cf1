package core

import (
	"strconv"
	"strings"
)

// MinorDigits is how many digits a currency's minor unit has (ISO 4217): 2 unless the currency is known to have others.
func MinorDigits(currency string) int {
	switch currency {
	case "JPY", "KRW", "VND", "CLP", "PYG", "UGX", "XAF", "XOF", "XPF", "ISK", "RWF", "BIF", "DJF", "GNF", "KMF", "VUV":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	}
	return 2
}

// Decimal writes the amount in the currency's main unit with a point, "24.50", without the currency.
func (m Money) Decimal() string {
	digits := MinorDigits(m.Currency)
	minor, sign := m.Minor, ""
	if minor < 0 {
		minor, sign = -minor, "-"
	}
	s := strconv.FormatInt(minor, 10)
	if digits == 0 {
		return sign + s
	}
	if short := digits + 1 - len(s); short > 0 {
		s = strings.Repeat("0", short) + s
	}
	return sign + s[:len(s)-digits] + "." + s[len(s)-digits:]
}
