package shell

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Going is a card at the side about work that takes long: what it is, how far it is, and a button that stops it. It stays
// while the owner goes from page to page.
type Going struct {
	card  fyne.CanvasObject
	says  *widgets.Text
	bar   *widgets.Bar
	stop  *widgets.Button
	leave func()
}

// Begin shows long work at the side, above the door sign, until its End.
func (s *Shell) Begin(what string, stop func()) *Going {
	g := &Going{says: widgets.NewText("", widgets.Small().Wrapped()), bar: widgets.NewBar(8)}
	g.bar.Hide()
	g.says.Hide()
	g.stop = widgets.NewButton(s.words.T("long.stop"), fynetheme.MediaStopIcon(), widgets.Normal, func() {
		g.stop.SetBusy(true)
		g.stop.SetText(s.words.T("long.stopping"))
		stop()
	}).Tall(theme.HeightRow)
	name := widgets.NewText(what, widgets.Style{Size: theme.SizeSecond, Bold: true, Flow: widgets.Wrap})
	g.card = widgets.Card(widgets.PadAll(widgets.Column(theme.Gap4, name, g.bar, g.says, widgets.Side(0, g.stop)), theme.Gap8))
	s.long = append(s.long, g)
	s.going.Add(g.card)
	g.leave = func() {
		s.long = slices.DeleteFunc(s.long, func(o *Going) bool { return o == g })
		s.going.Remove(g.card)
		s.Root.Refresh()
	}
	s.Root.Refresh()
	return g
}

// StopAll stops all long work.
func (s *Shell) StopAll() {
	for _, g := range slices.Clone(s.long) {
		g.stop.Tapped(nil)
	}
}

// At shows how far it is; of 0 when nobody knows.
func (g *Going) At(says string, done, of int) {
	g.says.SetText(says)
	g.says.Hidden = says == ""
	g.bar.Hidden = of <= 0
	g.bar.Set(max(of, 1), says, widgets.Part{Count: min(max(done, 0), of), Tone: widgets.Bottle})
	g.card.Refresh()
}

// End takes it away.
func (g *Going) End() { g.leave() }
