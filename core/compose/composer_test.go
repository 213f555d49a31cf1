package compose

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/optout"
	"shopbell/core/views"
)

// The answer to tap must fit on the platform's button, and be read as a stop when it arrives.
func TestStopReplyStops(t *testing.T) {
	r := optout.New()
	for _, lang := range Languages() {
		title := StopReply(lang)
		if got := r.Read(title).Reading; got != core.ReadStop || utf8.RuneCountInString(title) > MaxReplyTitle {
			t.Errorf("%s: %q is read as %q", lang, title, got)
		}
	}
}

func TestLastDayIsTheLastOneThatCounts(t *testing.T) {
	ends := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for lang, want := range map[string]string{"de": "30.11.2026", "en": "30 Nov 2026", "ja": "2026年11月30日", "sv": "2026-11-30"} {
		if got := LastDay(ends, time.UTC, lang); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	for _, lang := range Languages() {
		if got := LastDay(ends, nil, lang); !strings.Contains(got, "2026") || !strings.Contains(got, "30") {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

func TestOfferIsFoundInManyLanguages(t *testing.T) {
	for _, text := range []string{"20% off", "%20 indirim", "خصم خاص لك", "Mit Gutschein", "Un cupón para ti", "50 ％オフ", "セール開催中", "скидка на всё", "限时优惠", "ส่วนลดพิเศษ",
		"giảm giá hôm nay", "쿠폰을 드려요", "rabatkode", "Black Friday is here", "use TULIP-10 now"} {
		if _, is := Offer(text, "TULIP-10"); !is {
			t.Errorf("%q is no offer", text)
		}
	}
	for _, text := range []string{"Your order 566701 is ready", "Ihre Bestellung ist unterwegs", "Su pedido llega el martes", "ご注文の品が届きました", "We open at 9. 100 % sure? No, 9:30.", "Das Paket ist da"} {
		if word, is := Offer(text, "TULIP-10"); is && !strings.Contains(text, "%") {
			t.Errorf("%q is an offer because of %q", text, word)
		}
	}
}

func TestTextOfThePersonsLanguage(t *testing.T) {
	c := NewComposer(Job{Kind: core.KindNews, Closing: true, Content: core.Content{Texts: map[string]string{"": "Hello {first_name}", "pt": "Olá {first_name}"},
		Fallbacks: map[string]string{"first_name": "you"}}})
	for _, tc := range []struct {
		to   To
		want string
	}{
		{To{Name: "Ana Duarte", Language: "pt-BR"}, "Olá Ana\n\n" + ClosingLine("pt")},
		{To{Name: "J. Smith", Language: "en"}, "Hello you\n\n" + ClosingLine("en")},
		{To{Name: "Ana", Language: ""}, "Hello Ana\n\n" + ClosingLine("en")},
	} {
		m, err := c.For(tc.to)
		if err != nil || m.Text != tc.want || m.NoName {
			t.Errorf("%+v: %q, %v", tc.to, m.Text, err)
		}
	}
	if m, _ := c.For(To{Name: "Jean", Language: "fr"}); !m.Other {
		t.Error("a language without a text is not told")
	}
}

func TestCodeOfAPoolKeepsItsMark(t *testing.T) {
	c := NewComposer(Job{Kind: core.KindPromo, Code: core.CodeMark, CodeRunes: 8, Content: core.Content{Texts: map[string]string{"": "{code} for {first_name}"}}})
	m, err := c.For(To{Name: "{code} Code"})
	if err != nil || strings.Count(m.Text, core.CodeMark) != 1 || m.Rich.Pattern != m.Text {
		t.Errorf("%+v, %v", m, err)
	}
	long := Job{Kind: core.KindPromo, Code: core.CodeMark, CodeRunes: 20, Content: core.Content{Texts: map[string]string{"": strings.Repeat("a", MaxRunes-10) + "{code}"}}}
	if _, err := NewComposer(long).For(To{}); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a code that makes the text too long: %v", err)
	}
}

// A title that turns the writing around would show another address than the one that opens.
func TestButtonsAndAnswersHoldNoHiddenSigns(t *testing.T) {
	j := Job{Kind: core.KindPromo, Content: core.Content{Texts: map[string]string{"": "Hello"}, Replies: []string{"\u2066Yes\u2069", "No"},
		Card: &core.Card{Buttons: []core.Button{{Title: " \u202eknab\u202c\u0007 ", Link: "https://x.example"}}}}}
	m, err := NewComposer(j).For(To{})
	if err != nil || m.Rich.Card.Buttons[0].Title != "knab" || !slices.Equal(m.Rich.Replies, []string{"Yes", "No"}) {
		t.Errorf("%+v, %v", m.Rich, err)
	}
	if j.Content.Replies[0] == "Yes" || j.Content.Card.Buttons[0].Title == "knab" {
		t.Error("what was composed was changed")
	}
	j.Content.Card.Buttons[0].Title = "\u200f\u202e"
	if found := Check(j, time.Unix(0, 0)); !slices.ContainsFunc(found, func(w views.Warning) bool { return w.Code == views.WarnBadCard }) {
		t.Errorf("a title that nobody sees: %+v", found)
	}
}

func TestChecks(t *testing.T) {
	https := &core.Card{Picture: "https://x.example/a.jpg", Link: "https://x.example"}
	for name, tc := range map[string]struct {
		job  Job
		want views.WarningCode
	}{
		"no text":       {Job{Kind: core.KindNews, Closing: true}, views.WarnNoText},
		"unknown field": {Job{Content: core.Content{Texts: map[string]string{"": "{x}"}}}, views.WarnUnknownField},
		"too long":      {Job{Content: core.Content{Texts: map[string]string{"": strings.Repeat("a", 2001)}}}, views.WarnTooLong},
		"http":          {Job{Content: core.Content{Texts: map[string]string{"": "see http://x.example."}}}, views.WarnLinkInsecure},
		"bad link":      {Job{Content: core.Content{Texts: map[string]string{"": "a"}, Card: &core.Card{Link: "http://x.example"}}}, views.WarnBadLink},
		"code unused":   {Job{Code: "A1", Content: core.Content{Texts: map[string]string{"": "a"}}}, views.WarnCodeUnused},
		"code missing":  {Job{Content: core.Content{Texts: map[string]string{"": "{code}"}}}, views.WarnCodeMissing},
		"no closing":    {Job{Kind: core.KindNews, Content: core.Content{Texts: map[string]string{"": "a"}}}, views.WarnNoClosing},
		"long for card": {Job{Content: core.Content{Texts: map[string]string{"": strings.Repeat("a", 81)}, Card: https}}, views.WarnCardAsText},
		"offer":         {Job{Kind: core.KindOrder, Content: core.Content{Texts: map[string]string{"": "10% off"}}}, views.WarnOfferInOrder},
		"parameter":     {Job{Kind: core.KindOrder, Content: core.Content{Texts: map[string]string{"": "a"}}, Utility: &core.Utility{Values: []core.UtilityValue{{Text: "5$"}}}}, views.WarnBadParameter},
	} {
		got := Check(tc.job, time.Time{})
		if len(got) != 1 || got[0].Code != tc.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
	good := Job{Kind: core.KindNews, Closing: true, Content: core.Content{Texts: map[string]string{"": "New cups"}, Card: https, StopReply: true}}
	if got := Check(good, time.Time{}); len(got) > 0 {
		t.Errorf("nothing is wrong, yet %+v", got)
	}
}
