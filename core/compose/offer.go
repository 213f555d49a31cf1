package compose

import (
	"strings"
	"sync"
	"unicode"

	"shopbell/core/fold"
)

// offerWords are beginnings of words that only an offer uses, folded when they are first needed. An order update that
// has one is shown to the owner and may not leave as a utility message, which the platform keeps free of marketing.
const offerWords = `
discount coupon voucher promo promotion clearance cashback bogo
rabatt gutschein sonderangebot preisnachlass schlussverkauf sonderpreis
descuento cupon promocion rebajas rebaja liquidacion
reduction remise soldes codepromo
sconto sconti coupon promozione saldi offerta
desconto cupom cupao promocao liquidacao
korting kortingscode aanbieding uitverkoop actiecode
erbjudande reapris rabatkode rabat udsalg tilbud
alennus alekoodi tarjous
znizka rabat kupon promocja wyprzedaz
sleva slevovy slevu kupon vyprodej
kedvezmeny kupon akcios kuponkod
reducere cupon promotie oferta
εκπτωση κουπονι προσφορα
indirim kupon kampanya
скидка скидки скидку скидкой купон промокод распродажа
знижка знижки знижку купон промокод розпродаж
خصم كوبون قسيمة تخفيض تخفيضات
הנחה קופון מבצע
تخفیف کوپن
छूट कूपन
diskon kupon diskaun obral voucher
diskwento
할인 쿠폰 세일 특가 프로모션
`

// offerStems gives offerWords as the words of a text are folded.
var offerStems = sync.OnceValue(func() []string {
	var out []string
	for _, w := range fold.Words(offerWords) {
		out = append(out, w.Text)
	}
	return out
})

// offerParts are the same for scripts without spaces, and phrases of several words.
var offerParts = []string{
	"优惠", "折扣", "打折", "促销", "特价", "優惠", "折扣", "促銷", "特價", "割引", "クーポン", "セール", "特価", "値引",
	"ส่วนลด", "คูปอง", "โปรโมชั่น", "ลดราคา", "giam gia", "khuyen mai", "uu dai", "ma giam",
	"black friday", "special offer", "limited offer", "free shipping", "buy one get", "code promo", "bon de reduction", "speciale offerta",
	"oferta especial", "envio gratis", "per cent off", "percent off",
}

// Offer reports whether a text reads like an offer, and the word that says so: a word of the kind of discount, coupon or
// sale in the languages that Shopbell speaks with customers, a number with a percent sign, or one of the codes. It errs on
// the side of asking: a doubtful order update is no harm in a bubble, an offer in a utility message costs the page.
func Offer(text string, codes ...string) (word string, is bool) {
	if w := percent(text); w != "" {
		return w, true
	}
	words := fold.Words(text)
	for _, w := range words {
		original := text[w.Start:w.End]
		for _, code := range codes {
			if strings.EqualFold(original, code) {
				return original, true
			}
		}
		if beginsOffer(w.Text) {
			return original, true
		}
	}
	for _, code := range codes { // with signs in it, a code is no single word
		if code != "" && strings.Contains(strings.ToLower(text), strings.ToLower(code)) {
			return code, true
		}
	}
	folded := fold.String(text)
	for _, part := range offerParts {
		if strings.Contains(folded, fold.String(part)) {
			return part, true
		}
	}
	return "", false
}

// beginsOffer reports a folded word that begins like one of an offer.
func beginsOffer(word string) bool {
	for _, stem := range offerStems() {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// percent finds a number with a percent sign, in front of it or behind.
func percent(text string) string {
	runes := []rune(text)
	sign := func(r rune) bool { return r == '%' || r == '٪' || r == '％' || r == '﹪' }
	for i, r := range runes {
		if !sign(r) {
			continue
		}
		from, to := i, i+1
		for from > 0 && (unicode.IsDigit(runes[from-1]) || runes[from-1] == ' ' || runes[from-1] == '\u00a0') {
			from--
		}
		for to < len(runes) && unicode.IsDigit(runes[to]) {
			to++
		}
		if found := strings.TrimSpace(string(runes[from:to])); len([]rune(found)) > 1 {
			return found
		}
	}
	return ""
}
