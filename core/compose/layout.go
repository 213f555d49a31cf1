package compose

import (
	"strings"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/views"
)

// layout is how a message leaves: one request to the platform takes a text, a coupon, a card or a receipt, with short
// answers below. What does not fit goes as plain text, which holds all of it.
type layout struct {
	rich core.Rich
	form views.Form
	link string // to stand in the text
	fell views.WarningCode
}

func (c *Composer) layout(v *voice, f Fields, body string) layout {
	card := c.job.Content.Card
	if card == nil {
		card = &core.Card{}
	}
	text := layout{form: views.FormText, link: card.Link}
	switch {
	case c.job.Receipt != nil:
		return layout{form: views.FormReceipt, rich: core.Rich{Receipt: c.job.Receipt}}
	case c.job.Content.Coupon && f.Code != "":
		if coupon, fits := c.coupon(v, f, *card); fits {
			return layout{form: views.FormCoupon, link: card.Link, rich: core.Rich{Coupon: coupon}}
		}
		text.fell = views.WarnCouponAsText
	case card.Picture != "":
		if made, fits := c.card(v, f, *card, body); fits {
			return layout{form: views.FormCard, link: card.Link, rich: core.Rich{Card: made}}
		}
		text.fell = views.WarnCardAsText
	}
	if len(card.Buttons) > 0 {
		if utf8.RuneCountInString(body)+len("\n\n")+utf8.RuneCountInString(v.closing)+c.growth(body) <= MaxButtonText {
			return layout{form: views.FormButtons, fell: text.fell, rich: core.Rich{Card: &core.Card{Buttons: card.Buttons}}}
		}
		text.fell = views.WarnCardAsText
		if text.link == "" {
			text.link = card.Buttons[0].Link
		}
	}
	return text
}

// coupon shows the code behind the platform's own button. Its title is the card's, or the first line of the text that
// does not name the code; the rest and the line that says how to stop stand below.
func (c *Composer) coupon(v *voice, f Fields, card core.Card) (*core.Coupon, bool) {
	length := utf8.RuneCountInString(f.Code)
	if f.Code == core.CodeMark {
		length = c.job.CodeRunes
	}
	if length > MaxCouponCode || strings.ContainsAny(f.Code, " \t\n") {
		return nil, false
	}
	body := v.coupon.fill(f)
	if body == "" {
		body = v.text.fill(f)
	}
	title, subtitle, fits := c.titles(v, f, body)
	if !fits {
		return nil, false
	}
	out := &core.Coupon{Title: title, Subtitle: subtitle, Code: f.Code, Link: card.Link, Picture: card.Picture}
	if len(card.Buttons) > 0 {
		out.Link, out.Button = card.Buttons[0].Link, card.Buttons[0].Title
	}
	return out, true
}

// card shows a picture with a title and what stands below it.
func (c *Composer) card(v *voice, f Fields, card core.Card, body string) (*core.Card, bool) {
	title, subtitle, fits := c.titles(v, f, body)
	if !fits {
		return nil, false
	}
	return &core.Card{Title: title, Subtitle: subtitle, Picture: card.Picture, Link: card.Link, Buttons: card.Buttons}, true
}

// titles cuts a text into what stands in large and in small print. Nothing of it is lost: what does not fit makes the
// whole message a plain text.
func (c *Composer) titles(v *voice, f Fields, body string) (title, subtitle string, fits bool) {
	title, rest, _ := strings.Cut(body, "\n")
	if own := v.title.fill(f); own != "" {
		title, rest = own, body
		if sub := v.subtitle.fill(f); sub != "" {
			rest = sub
		}
	}
	subtitle = strings.Join(strings.Fields(rest+" "+v.closing), " ")
	title = strings.TrimSpace(title)
	fits = title != "" && utf8.RuneCountInString(title)+c.growth(title) <= MaxTitle &&
		utf8.RuneCountInString(subtitle)+c.growth(subtitle) <= MaxSubtitle
	return title, subtitle, fits
}
