// Package offers is where the owner composes a message for many: a promo code, news, or an order update for one person.
// The page shows what a customer will see and what would hurt while the owner types, what each person gets and when, and
// sends nothing before the button that says so is pressed.
package offers

import (
	"fmt"
	"math"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/restock"
	"shopbell/ui/words"
)

// button words the button that begins it: exactly what then happens, and whether there is anything to begin.
func button(w *words.Words, v *restock.View) (label string, on bool) {
	now, later, reply := v.Count(restock.Now), v.Count(restock.Later), v.Count(restock.WhenTheyWrite)
	switch {
	case now > 0 && later > 0 && reply > 0:
		return w.N("offers.send_both", now, "More", w.Number(later+reply)), true
	case now > 0 && reply > 0:
		return w.N("offers.send_reply", now, "More", w.Number(reply)), true
	case now > 0 && later > 0:
		return w.N("offers.send_later", now, "More", w.Number(later)), true
	case now > 0:
		return w.N("offers.send", now), true
	case v.Kept() > 0:
		return w.N("offers.keep", v.Kept()), true
	}
	return w.T("offers.send_none"), false
}

// Blocked is the first warning that keeps a message from being sent.
func blocked(all []views.Warning) bool {
	for _, v := range all {
		if v.Code.Blocks() {
			return true
		}
	}
	return false
}

// warningLine says a warning, with the language of its text where that is one of several.
func warningLine(w *words.Words, v views.Warning) string {
	says := w.Warning(v)
	if v.Language == "" {
		return says
	}
	return w.T("offers.warn_in", "Language", words.Language(v.Language), "Says", says)
}

// counts says the forecast's headline: how many when.
func counts(w *words.Words, v *restock.View) string { return v.Says(w) }

// lines words what the forecast knows beyond the headline, the gravest last.
func lines(w *words.Words, f views.Forecast, now time.Time) (plain, grave []string) {
	if waits := f.OnReply + f.Lapse; waits >= 0.5 {
		plain = append(plain, w.N("offers.expect", int(math.Round(waits)), "Few", w.Number(int(math.Floor(f.Low))), "Many", w.Number(int(math.Ceil(f.High)))))
	}
	if f.PageCap > 0 && f.Everyone > 0 && len(f.Days) > 0 {
		plain = append(plain, w.T("offers.left", "Before", w.Number(f.PageLeft), "After", w.Number(max(f.Days[0].Left, 0))))
	}
	for _, d := range f.Delays {
		if d.Until.IsZero() {
			plain = append(plain, w.N("offers.delay", d.People, "Why", w.ReasonOf(d.Code)))
		} else {
			plain = append(plain, w.N("offers.delay_until", d.People, "Why", w.ReasonOf(d.Code), "Until", w.Within(d.Until, now, zoneOf(f))))
		}
	}
	for _, c := range f.Crowded {
		title := c.Title
		if title == "" {
			title = w.T("offers.crowd_unnamed")
		}
		if c.Missed > 0 {
			grave = append(grave, w.N("offers.crowd_missed", c.Missed, "Title", title))
		}
		if c.Later > 0 {
			grave = append(grave, w.N("offers.crowd_later", c.Later, "Title", title))
		}
	}
	return plain, grave
}

// mostDays is how many days the forecast shows.
const mostDays = 14

// days gives the columns of the forecast: what goes on each day, sure and expected, with the names of some days below. It
// ends with the last day on which anything goes.
func days(w *words.Words, f views.Forecast) (values []int, marks []string, says string) {
	last := -1
	var told []string
	for i, d := range f.Days[:min(len(f.Days), mostDays)] {
		n := d.Sure + int(math.Round(d.OnReply))
		values = append(values, n)
		mark := ""
		if i%2 == 0 {
			mark = w.ShortDate(d.Date, d.Date, zoneOf(f))
		}
		marks = append(marks, mark)
		if n > 0 {
			last = i
			told = append(told, w.T("offers.day", "Date", w.ShortDate(d.Date, d.Date, zoneOf(f)), "N", w.Number(n)))
		}
	}
	end := min(max(last+2, 7), len(values))
	return values[:end], marks[:end], strings.Join(told, ", ")
}

func zoneOf(f views.Forecast) *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}

// length says how long the message is, in the platform's count.
func length(w *words.Words, p views.Preview) string {
	if p.Most == 0 || p.Text == "" {
		return ""
	}
	return w.T("offers.length", "N", w.Number(p.Length), "Most", w.Number(p.Most))
}

// filled puts words where a code is not taken yet.
func filled(w *words.Words, text string) string { return core.FillCode(text, w.T("offers.own_code")) }

// poolLine names a pool in the choice of codes.
func poolLine(w *words.Words, p views.CodePool) string {
	return fmt.Sprint(p.Name, " · ", w.N("pools.left", p.Free))
}
