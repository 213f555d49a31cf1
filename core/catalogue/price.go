package catalogue

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"shopbell/core"
)

// price reads an amount as people write it: "18.50", "18,50 €", "EUR 18.50", "1.234,50", "1'234.50". An empty cell is
// no price.
func price(s, currency string) (core.Money, string) {
	if s == "" {
		return core.Money{}, ""
	}
	digits, rest := split(s)
	if strings.IndexFunc(digits, unicode.IsDigit) < 0 { // "EUR" alone
		return core.Money{}, fmt.Sprintf("The price %q is not an amount.", short(s))
	}
	if code := currencyOf(rest); code != "" {
		currency = code
	} else if strings.TrimSpace(rest) != "" {
		return core.Money{}, fmt.Sprintf("The price %q is not an amount with a currency that is known.", short(s))
	}
	minor, ok := amount(digits, core.MinorDigits(currency))
	if !ok {
		return core.Money{}, fmt.Sprintf("The price %q is not an amount.", short(s))
	}
	return core.Money{Minor: minor, Currency: currency}, ""
}

// split parts a price into its number and everything else.
func split(s string) (number, rest string) {
	var n, r strings.Builder
	for _, c := range s {
		switch {
		case unicode.IsDigit(c) || c == '.' || c == ',' || c == '\'' || c == '’' || c == '-' && n.Len() == 0:
			n.WriteRune(c)
		case unicode.IsSpace(c):
		default:
			r.WriteRune(c)
		}
	}
	// "Fr. 18.50", "18,50 kr.": a point that belongs to the letters, not to the number
	return strings.TrimLeft(strings.TrimRight(n.String(), ".,"), ".,"), r.String()
}

// currencyOf reads a code or a sign. Signs that several currencies share mean the best known one.
func currencyOf(s string) string {
	switch s {
	case "€":
		return "EUR"
	case "£":
		return "GBP"
	case "$", "US$":
		return "USD"
	case "¥", "円", "￥":
		return "JPY"
	case "元":
		return "CNY"
	case "₫", "đ", "VNĐ":
		return "VND"
	case "฿":
		return "THB"
	case "₹":
		return "INR"
	case "₩":
		return "KRW"
	case "₽":
		return "RUB"
	case "₴":
		return "UAH"
	case "₺", "TL":
		return "TRY"
	case "₱":
		return "PHP"
	case "₪":
		return "ILS"
	case "R$":
		return "BRL"
	case "zł":
		return "PLN"
	case "Kč":
		return "CZK"
	case "Ft":
		return "HUF"
	case "Rp":
		return "IDR"
	case "RM":
		return "MYR"
	case "Fr", "SFr":
		return "CHF"
	}
	if len(s) == 3 && strings.IndexFunc(s, func(r rune) bool { return r > 'z' || !unicode.IsLetter(r) }) < 0 {
		return strings.ToUpper(s)
	}
	return ""
}

// amount reads a number into minor units. The last point or comma is the decimal one when it stands once and has at most
// as many digits behind it as the currency has, else it groups thousands.
func amount(s string, decimals int) (int64, bool) {
	s = strings.NewReplacer("'", "", "’", "").Replace(s)
	whole, frac := s, ""
	if i := strings.LastIndexAny(s, ".,"); i >= 0 {
		behind := s[i+1:]
		if strings.Count(s, s[i:i+1]) == 1 && len(behind) != 3 || decimals == 3 && len(behind) == 3 && strings.Count(s, s[i:i+1]) == 1 {
			whole, frac = s[:i], behind
		}
	}
	if !grouped(whole) {
		return 0, false
	}
	whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	if len(frac) > decimals {
		if len(frac) >= noiseDigits {
			return rounded(whole+"."+frac, decimals)
		}
		if strings.Trim(frac[decimals:], "0") != "" {
			return 0, false
		}
		frac = frac[:decimals]
	}
	frac += strings.Repeat("0", decimals-len(frac))
	if whole == "" {
		whole = "0"
	}
	n, err := strconv.ParseInt(whole+frac, 10, 64)
	return n, err == nil && n >= 0 && n < math.MaxInt64/1000
}

// noiseDigits is from how many decimals on a number is taken for a spreadsheet's binary fraction: 18.5 computed there is
// stored as 18.499999999999996.
const noiseDigits = 9

func rounded(s string, decimals int) (int64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	f = math.Round(f * math.Pow10(decimals))
	if err != nil || f < 0 || f > 1e15 {
		return 0, false
	}
	return int64(f), true
}

// grouped reports whether the points or commas of a whole number stand before groups of three digits, all alike.
func grouped(s string) bool {
	i := strings.IndexAny(s, ".,")
	if i < 0 {
		return true
	}
	sep := s[i : i+1]
	parts := strings.Split(s, sep)
	for n, p := range parts {
		if n == 0 && (p == "" || len(p) > 3) || n > 0 && len(p) != 3 || strings.ContainsAny(p, ".,") {
			return false
		}
	}
	return true
}
