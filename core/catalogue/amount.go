package catalogue

import "shopbell/core"

// Amount reads an amount as people write it, "18,50 €" or "EUR 18.50". currency is taken when it names none. An empty text
// is no amount.
func Amount(s, currency string) (core.Money, error) {
	m, why := price(clean(s), currency)
	if why != "" {
		return m, core.Errorf(core.CodeBadInput, "catalogue.amount", "%q is not an amount with a currency that is known", short(s))
	}
	return m, nil
}
