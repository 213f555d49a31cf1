package results

import (
	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Versus shows what two texts or campaigns differ in: a bar for each side of each kind of answer, and what the numbers tell.
func Versus(w *words.Words, list []views.Versus) fyne.CanvasObject {
	things := []fyne.CanvasObject{}
	for _, v := range list {
		l := NewVersus(w, v)
		style := widgets.Small().Wrapped()
		if l.Tells {
			style = widgets.Style{Size: theme.SizeSecond, Bold: true, Flow: widgets.Wrap}
		}
		things = append(things, widgets.Pad(widgets.Column(theme.Gap4, widgets.NewText(l.What, widgets.Strong()),
			versusSide(w.T("results.side_a"), l.A, v.A, widgets.Slate), versusSide(w.T("results.side_b"), l.B, v.B, widgets.Bottle),
			widgets.NewText(l.Say, style)), theme.Gap8, 0, theme.Gap8, 0))
	}
	return widgets.Rows(things...)
}

// wholeShare is the whole of a bar of shares.
const wholeShare = 10_000

func versusSide(letter, says string, r views.Rate, tone widgets.Tone) fyne.CanvasObject {
	bar := widgets.NewBar(14)
	bar.Set(wholeShare, letter+": "+says, widgets.Part{Count: int(r.Share * wholeShare), Tone: tone})
	name := widgets.Sized(widgets.NewText(letter, widgets.Strong()), 20, 0)
	return widgets.Line(theme.Gap8, name, bar, widgets.Sized(widgets.NewText(says, widgets.Small().Trailing()), 150, 0))
}
