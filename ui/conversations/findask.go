package conversations

import (
	"context"

	"fyne.io/fyne/v2"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// askDays asks between which two days to search. Either may be left open.
func (f *finder) askDays() {
	w := f.env.Words
	from, to, fault := widgets.NewDayField(), widgets.NewDayField(), widgets.NewFault()
	from.SetDay(f.narrow.From)
	to.SetDay(f.narrow.To)
	keep := widgets.NewButton(w.T("find.days_keep"), nil, widgets.Normal, nil)
	do := widgets.NewButton(w.T("find.days_do"), nil, widgets.Main, nil)
	field := func(id string, e fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Column(theme.Gap4, widgets.NewText(w.T(id), widgets.Body()), e)
	}
	body := widgets.Column(theme.Gap16, widgets.TopParts(theme.Gap16, 150, field("find.from_day", from), field("find.to_day", to)), fault.Box, widgets.AtEnd(keep, do))
	closeIt := widgets.Over(f.env.Canvas(), w.T("find.days_title"), body, from)
	keep.OnTapped = closeIt
	do.OnTapped = func() {
		n := f.narrow
		var begins, ends bool
		n.Days = 0
		n.From, begins = from.Day()
		n.To, ends = to.Day()
		if !begins || !ends {
			fault.Set(w.T("day.bad", "Example", from.Example()))
			widgets.FitTop(f.env.Canvas())
			return
		}
		closeIt()
		if !n.From.IsZero() && !n.To.IsZero() && n.To.Before(n.From) {
			n.From, n.To = n.To, n.From
		}
		f.set(n)
	}
}

// askSave saves all that was found, not only what was read so far, as a table.
func (f *finder) askSave() {
	q := f.narrow.Query(f.typedWords, f.env.Now(), f.env.Zone, everything)
	f.env.SaveTable(f.save, f.env.Words.T("find.save_name"), func(path string) {
		f.env.WriteTable(path, func(ctx context.Context, told func(done, of int)) (int, error) {
			return f.shop.SaveSearch(ctx, path, q, told)
		})
	})
}

// everything is a limit that no shop reaches.
const everything = 1_000_000
