package compose

import (
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/views"
)

// Check tells what would hurt about a job, whoever gets it. What depends on the people is found while a plan is made.
func Check(j Job, now time.Time) []views.Warning {
	c := checker{Job: j.visible()}
	c.texts(j.Content.Texts)
	if len(j.Content.Second) > 0 {
		c.texts(j.Content.Second)
	}
	c.card()
	c.replies()
	c.code(now)
	c.utility()
	if j.Kind.Promotional() && !j.closes() {
		c.warn(views.Warning{Code: views.WarnNoClosing})
	}
	return c.found
}

type checker struct {
	Job
	found []views.Warning
}

// warn keeps a warning once.
func (c *checker) warn(w views.Warning) {
	for _, have := range c.found {
		if have == w {
			return
		}
	}
	c.found = append(c.found, w)
}

// sampleName is as long as most first names.
const sampleName = "Alexandra"

func (c *checker) texts(texts map[string]string) {
	if len(texts) == 0 && c.Kind == core.KindRestock {
		return // the program's own
	}
	if len(texts) == 0 && c.Content.Card == nil {
		c.warn(views.Warning{Code: views.WarnNoText})
	}
	for _, lang := range languagesOf(texts) {
		c.text(lang, texts[lang])
	}
}

func (c *checker) text(lang, text string) {
	if core.Blank(text) {
		c.warn(views.Warning{Code: views.WarnNoText, Language: lang})
		return
	}
	if bad := Unknown(text); len(bad) > 0 {
		c.warn(views.Warning{Code: views.WarnUnknownField, Language: lang, Detail: strings.Join(bad, " ")})
		return
	}
	one := c.Job
	one.Content.Texts, one.Content.Second = map[string]string{lang: text}, nil
	if one.Variant == "" {
		one.Variant = "XL"
	}
	m, err := NewComposer(one).For(To{Name: sampleName + " " + sampleName, Language: lang})
	if c.Code == "" && Read(text).Uses("code") {
		c.warn(views.Warning{Code: views.WarnCodeMissing, Language: lang})
		return
	}
	if err != nil {
		if Plain(text) == "" {
			c.warn(views.Warning{Code: views.WarnNoText, Language: lang})
			return
		}
		length := utf8.RuneCountInString(Read(text).fill(Fields{FirstName: sampleName, Product: c.Product, Code: c.Code}))
		c.warn(views.Warning{Code: views.WarnTooLong, Language: lang, Count: length, Limit: MaxRunes})
		return
	}
	if m.Fell != "" {
		c.warn(views.Warning{Code: m.Fell, Language: lang, Limit: MaxTitle})
	}
	if c.Kind == core.KindOrder {
		if word, is := Offer(m.Text, c.Code); is {
			c.warn(views.Warning{Code: views.WarnOfferInOrder, Language: lang, Detail: word})
		}
	}
	c.links(lang, text)
	if c.Code != "" && !Read(text).Uses("code") && !strings.Contains(text, c.Code) && !c.Content.Coupon {
		c.warn(views.Warning{Code: views.WarnCodeUnused, Language: lang})
	}
}

// links warns of addresses in a text that are not https.
func (c *checker) links(lang, text string) {
	for _, word := range strings.FieldsFunc(text, unicode.IsSpace) {
		word = strings.Trim(word, "()<>\"'.,;!?")
		if strings.HasPrefix(strings.ToLower(word), "http://") {
			c.warn(views.Warning{Code: views.WarnLinkInsecure, Language: lang, Detail: word})
		}
	}
}

func (c *checker) card() {
	card := c.Content.Card
	if card == nil {
		return
	}
	for _, address := range []string{card.Link, card.Picture} {
		if address != "" && !secure(address) {
			c.warn(views.Warning{Code: views.WarnBadLink, Detail: address})
		}
	}
	for _, t := range []string{card.Title, card.Subtitle} {
		if bad := Unknown(t); len(bad) > 0 {
			c.warn(views.Warning{Code: views.WarnUnknownField, Detail: strings.Join(bad, " ")})
		}
	}
	if len(card.Buttons) > MaxButtons {
		c.warn(views.Warning{Code: views.WarnBadCard, Count: len(card.Buttons), Limit: MaxButtons})
	}
	for _, b := range card.Buttons {
		if n := utf8.RuneCountInString(b.Title); n == 0 || n > MaxButtonTitle {
			c.warn(views.Warning{Code: views.WarnBadCard, Detail: b.Title, Count: n, Limit: MaxButtonTitle})
		}
		if !secure(b.Link) {
			c.warn(views.Warning{Code: views.WarnBadLink, Detail: b.Link})
		}
	}
}

// secure reports an https address with a host.
func secure(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil
}

func (c *checker) replies() {
	n := len(c.Content.Replies)
	if c.Content.StopReply {
		n++
	}
	if n > MaxReplies {
		c.warn(views.Warning{Code: views.WarnBadReply, Count: n, Limit: MaxReplies})
	}
	for _, r := range c.Content.Replies {
		if n := utf8.RuneCountInString(strings.TrimSpace(r)); n == 0 || n > MaxReplyTitle {
			c.warn(views.Warning{Code: views.WarnBadReply, Detail: r, Count: n, Limit: MaxReplyTitle})
		}
	}
}

func (c *checker) code(now time.Time) {
	if c.Code != "" && !c.Expires.IsZero() && !now.Before(c.Expires) {
		c.warn(views.Warning{Code: views.WarnCodeExpired})
	}
}

// utility warns of values that the platform's templates do not take (error 100/1893043): emoji, line breaks, and the
// signs that stand for money and numbers.
func (c *checker) utility() {
	if c.Utility == nil {
		return
	}
	for _, v := range c.Utility.Values {
		if n := utf8.RuneCountInString(v.Text); n == 0 || n > MaxUtilityValue || strings.ContainsFunc(v.Text, unfitForUtility) {
			c.warn(views.Warning{Code: views.WarnBadParameter, Detail: v.Text})
		}
	}
}

func unfitForUtility(r rune) bool {
	return r == '#' || r == '%' || r == '$' || unicode.IsControl(r) || unicode.Is(unicode.So, r) || r >= 0x1F000
}

// Blocked gives the first warning that keeps a message from being sent.
func Blocked(list []views.Warning) (views.Warning, bool) {
	for _, w := range list {
		if w.Code.Blocks() {
			return w, true
		}
	}
	return views.Warning{}, false
}
