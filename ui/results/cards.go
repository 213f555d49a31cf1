package results

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// figuresCard shows the five numbers.
func figuresCard(env screen.Env, v View) fyne.CanvasObject {
	tiles := []fyne.CanvasObject{}
	all := v.Figures(env.Words)
	style := figureStyle(all)
	for _, f := range all {
		number := widgets.NewText(f.Number, style)
		tiles = append(tiles, widgets.Pad(widgets.Column(2, number, widgets.NewText(f.Label, widgets.Body()),
			widgets.NewText(f.More, widgets.Small().Wrapped())), theme.Gap8, theme.Gap4, theme.Gap8, theme.Gap12))
	}
	return widgets.Card(widgets.PadAll(widgets.Tiles(theme.Gap4, tiles...), theme.Gap4))
}

// figureStyle is large, but where one of the numbers is so long that it would push its neighbours away.
func figureStyle(all [5]Figure) widgets.Style {
	for _, f := range all {
		if len([]rune(f.Number)) > 8 {
			return widgets.Style{Size: theme.SizeTitle, Bold: true}
		}
	}
	return widgets.Figure()
}

// stepsCard shows the way from message to sale.
func stepsCard(env screen.Env, v View) fyne.CanvasObject {
	w := env.Words
	rows := []fyne.CanvasObject{}
	steps := v.Steps(w)
	whole, wide := 1, float32(0) // the bars begin below each other
	labels := make([]fyne.CanvasObject, len(steps))
	for i, s := range steps {
		whole = max(whole, s.Count)
		labels[i] = widgets.NewText(s.Label, widgets.Body().Fitted())
		wide = max(wide, labels[i].MinSize().Width)
	}
	for i, s := range steps {
		bar := widgets.NewBar(26)
		bar.Set(whole, s.Label+": "+w.Number(s.Count), widgets.Part{Count: s.Count, Tone: s.Tone})
		rows = append(rows, widgets.Line(theme.Gap12, widgets.Sized(labels[i], wide, 0), bar,
			widgets.Sized(widgets.NewText(w.Number(s.Count), widgets.Strong().Trailing()), 44, 0)))
	}
	return widgets.Card(widgets.CardHead(nil, widgets.Plain, w.T("results.path"), nil), widgets.Pad(widgets.Column(theme.Gap16, rows...), 0, theme.Gap16, theme.Gap16, theme.Gap16))
}

// whenCard shows in which hour people wrote back.
func whenCard(env screen.Env, v View) fyne.CanvasObject {
	w := env.Words
	columns := widgets.NewColumns(widgets.Slate, 136)
	marks, says := make([]string, 24), []string{}
	for h := 0; h < 24; h += 6 {
		marks[h] = w.T("results.hour", "H", w.Number(h))
	}
	for h, n := range v.Hours {
		if n > 0 {
			says = append(says, w.T("results.hour_says", "H", w.Number(h), "N", w.Number(n)))
		}
	}
	columns.Set(v.Hours[:], marks, w.Number, strings.Join(says, ", "))
	return widgets.Card(widgets.CardHead(nil, widgets.Plain, w.T("results.came"), nil),
		widgets.Pad(widgets.Column(theme.Gap8, columns, widgets.NewText(v.When(w), widgets.Small().Wrapped())), 0, theme.Gap16, theme.Gap16, theme.Gap16))
}

// restCard lists why the others did not get it, and the next step.
func restCard(env screen.Env, v View, step func(Way)) fyne.CanvasObject {
	w := env.Words
	rows := []fyne.CanvasObject{}
	for _, r := range v.Rest(w) {
		icon, tone := screen.StateLook(r.State)
		if r.Waits {
			r.What, icon, tone = env.Verdict(core.Verdict{Action: core.ActionHoldForReply})
		}
		pill := widgets.NewPill(r.What, icon, tone)
		count := widgets.Sized(widgets.NewText(w.Number(r.Count), widgets.Strong().Trailing()), 48, 0)
		rows = append(rows, widgets.Pad(widgets.Line(theme.Gap12, count, widgets.NewText(r.Why, widgets.Body()), pill), theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16))
	}
	next := v.Next(w)
	var way fyne.CanvasObject
	if next.Way != WayNone {
		way = widgets.NewButton(next.Button, nil, widgets.Normal, func() { step(next.Way) })
	}
	rows = append(rows, widgets.Pad(widgets.Line(theme.Gap12, widgets.NewIcon(fynetheme.InfoIcon(), theme.Bottle, 20),
		widgets.NewText(next.Say, widgets.Body()), way), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16))
	return widgets.Card(widgets.CardHead(nil, widgets.Plain, w.N("results.rest", v.Unsent()), nil), widgets.Rows(rows...))
}

// textsCard sets the two texts of a campaign side by side.
func textsCard(env screen.Env, v View) fyne.CanvasObject {
	w := env.Words
	things := []fyne.CanvasObject{}
	for _, side := range []struct {
		letter string
		texts  map[string]string
	}{{w.T("results.side_a"), v.Campaign.Content.Texts}, {w.T("results.side_b"), v.Campaign.Content.Second}} {
		if text := side.texts[""]; text != "" {
			things = append(things, widgets.TopLine(theme.Gap12, widgets.Sized(widgets.NewText(side.letter, widgets.Strong()), 20, 0), widgets.NewText(text, widgets.Body().In(theme.Text2)), nil))
		}
	}
	things = append(things, Versus(w, v.Versus))
	return widgets.Card(widgets.CardHead(nil, widgets.Plain, w.T("results.texts"), nil),
		widgets.Pad(widgets.Column(theme.Gap8, things...), 0, theme.Gap16, theme.Gap8, theme.Gap16))
}
