package firstrun

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/shell"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Ways lead from here on.
type Ways struct {
	Practice  func() // opens the practice shop; nil: it is not offered
	Connected func(views.Connection)
}

// Screen is the first window.
type Screen struct {
	Connect *Connect
	content fyne.CanvasObject
}

// New makes it.
func New(env screen.Env, s Connector, ways Ways) *Screen {
	w := env.Words
	f := &Screen{Connect: NewConnect(env, s, ways.Connected)}
	head := widgets.NewPageHead(w.T("first.title"), w.T("first.sub"), nil)
	note := widgets.NewText(w.T("first.connect_time"), widgets.Small().Fitted())
	things := []fyne.CanvasObject{widgets.Card(widgets.CardHead(theme.Icon(theme.IconKey), widgets.Bottle, w.T("first.connect"), note),
		widgets.Rule(), widgets.Pad(widgets.Column(theme.Gap24, f.Connect.Steps(), f.Connect.Body), theme.Gap16, theme.Gap16, theme.Gap16, theme.Gap16))}
	if ways.Practice != nil {
		open := widgets.NewButton(w.T("first.practice_open"), theme.Icon(theme.IconShop), widgets.Normal, ways.Practice)
		things = append(things, widgets.Card(widgets.CardHead(theme.Icon(theme.IconShop), widgets.Bottle, w.T("first.practice"), nil),
			widgets.Pad(widgets.Column(theme.Gap16, widgets.NewText(w.T("first.practice_why"), widgets.Body().In(theme.Text2)), widgets.Side(0, open)),
				0, theme.Gap16, theme.Gap16, theme.Gap16)))
	}
	_, place := widgets.Scrolling(widgets.Column(theme.Gap16, things...))
	f.content = widgets.Frame(nil, nil, widgets.Sized(front(env), frontWidth, 0), nil, widgets.On(theme.Page, widgets.Page(head, place, nil)))
	return f
}

// frontWidth is the width of the shop front beside the first steps.
const frontWidth float32 = 330

// Content is what the window shows.
func (f *Screen) Content() fyne.CanvasObject { return f.content }

// front is the shop front: what Shopbell is, and what it promises.
func front(env screen.Env) fyne.CanvasObject {
	w := env.Words
	promise := func(icon fyne.Resource, words string) fyne.CanvasObject {
		return widgets.TopLine(theme.Gap12, widgets.NewIcon(icon, theme.Bell, 22), widgets.NewText(words, widgets.Body().In(theme.SideText)), nil)
	}
	top := widgets.Column(theme.Gap16,
		container.NewHBox(widgets.NewIcon(theme.Icon(theme.IconBell), theme.Bell, 72)),
		widgets.NewText(w.T("first.welcome"), widgets.Style{Size: theme.SizeFigure, Bold: true, Colour: theme.SideText, Flow: widgets.Wrap}),
		widgets.NewText(w.T("first.motto"), widgets.Style{Size: theme.SizeHeading, Colour: theme.SideMuted, Flow: widgets.Wrap}))
	promises := widgets.Column(theme.Gap16,
		promise(fynetheme.ComputerIcon(), w.T("first.stays")), promise(theme.Icon(theme.IconStop), w.T("first.stop")), promise(fynetheme.VisibilityIcon(), w.T("first.seen")))
	body := container.NewVScroll(widgets.Pad(widgets.Ends(theme.Gap24, top, promises), 40, 32, 32, 40))
	return widgets.On(theme.Side, widgets.Frame(shell.NewAwning(44), nil, nil, nil, body))
}
