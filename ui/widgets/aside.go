package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/ui/theme"
)

// Named is a thing with the name under which it is found where there is room for one thing only.
type Named struct {
	Name  string
	Thing fyne.CanvasObject
}

// AsideEnd sets an aside of a width at the end of a main thing, both as high as the place. The width grows with the
// letters, and gives way where the main thing would get less than three fifths. Where the main thing would get too
// narrow all the same, one of both is shown, under tabs with their names.
func AsideEnd(width, gap float32, main, aside Named) *fyne.Container {
	return newAside(width, gap, true, main, aside)
}

// AsideStart sets it before the main thing.
func AsideStart(width, gap float32, aside, main Named) *fyne.Container {
	return newAside(width, gap, false, main, aside)
}

func newAside(width, gap float32, end bool, main, aside Named) *fyne.Container {
	l := &asideLayout{width: width, gap: gap, end: end}
	names := []Named{main, aside}
	if !end {
		names = []Named{aside, main}
		l.first = 1
	}
	tabs := make([]fyne.CanvasObject, 2)
	for i, n := range names {
		l.tabs[i] = newTab(n.Name, func() { l.turn(i) })
		tabs[i] = l.tabs[i].press
	}
	l.bar = Flowing(theme.Gap4, tabs...)
	l.sides = [2]*fyne.Container{container.NewStack(names[0].Thing), container.NewStack(names[1].Thing)}
	l.shown = l.first
	l.box = container.New(l, l.bar, l.sides[0], l.sides[1])
	return l.box
}

// leastMain is the least width of a main thing that has an aside at its side. It grows with the letters.
const leastMain float32 = 340

// asideLayout keeps its things in the order in which they are read: before and behind.
type asideLayout struct {
	width, gap float32
	end        bool
	box, bar   *fyne.Container
	tabs       [2]*tab
	sides      [2]*fyne.Container
	first      int // the main thing
	shown      int // the one that is shown where there is room for one
}

func (a *asideLayout) turn(to int) {
	a.shown = to
	a.box.Refresh()
}

func (a *asideLayout) aside(place float32) float32 { return min(grown(a.width), (place-a.gap)*2/5) }

func (a *asideLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range a.sides {
		s = s.Max(o.MinSize())
	}
	if place := a.box.Size().Width; place > 0 && a.narrow(place) {
		s.Height += a.bar.MinSize().Height + theme.Gap8
	}
	return s
}

func (a *asideLayout) narrow(place float32) bool {
	return place-a.aside(place)-a.gap < grown(leastMain)
}

func (a *asideLayout) Layout(_ []fyne.CanvasObject, place fyne.Size) {
	narrow := a.narrow(place.Width)
	a.bar.Hidden = !narrow
	for i, side := range a.sides {
		side.Hidden = narrow && i != a.shown
		a.tabs[i].setChosen(i == a.shown)
	}
	if narrow {
		high := heightFor(a.bar, place.Width) + theme.Gap8
		a.bar.Resize(fyne.NewSize(place.Width, high-theme.Gap8))
		shown := a.sides[a.shown]
		shown.Move(fyne.NewPos(0, high))
		shown.Resize(fyne.NewSize(place.Width, place.Height-high))
		return
	}
	w := a.aside(place.Width)
	widths := [2]float32{place.Width - w - a.gap, w}
	if !a.end {
		widths = [2]float32{w, place.Width - w - a.gap}
	}
	x := float32(0)
	for i, side := range a.sides {
		side.Move(fyne.NewPos(x, 0))
		side.Resize(fyne.NewSize(widths[i], place.Height))
		x += widths[i] + a.gap
	}
}

// tab is a name with a line below it while what it names is shown.
type tab struct {
	press  *Press
	name   *Text
	under  *Ground
	chosen bool
}

func newTab(name string, tapped func()) *tab {
	t := &tab{name: NewText(name, Style{Bold: true, Colour: theme.Text2}), under: NewGround("", "", 2)}
	body := Column(0, Pad(t.name, theme.Gap8, theme.Gap12, theme.Gap4, theme.Gap12), Sized(t.under, 0, 3))
	t.press = NewPress(body, name, "", tapped)
	return t
}

func (t *tab) setChosen(on bool) {
	if t.chosen == on {
		return
	}
	t.chosen = on
	ink, line := theme.Text2, fyne.ThemeColorName("")
	if on {
		ink, line = theme.Bottle, theme.Bottle
	}
	t.name.SetStyle(Style{Bold: true, Colour: ink})
	t.under.Set(line, "")
}
