package firstrun

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/importing"
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
	env     screen.Env
	parts   importing.Parts // of a download of old conversations, for when the page is connected
	noted   *widgets.Text
	content fyne.CanvasObject
}

// New makes it.
func New(env screen.Env, s Connector, ways Ways) *Screen {
	w := env.Words
	f := &Screen{env: env, Connect: NewConnect(env, s, ways.Connected)}
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
	things = append(things, f.historyCard())
	_, place := widgets.Scrolling(widgets.Column(theme.Gap16, things...))
	f.content = widgets.Frame(nil, nil, widgets.Sized(front(env), frontWidth, 0), nil, widgets.On(theme.Page, widgets.Page(head, place, nil)))
	return f
}

// historyCard tells early how old conversations come, since Facebook takes its time to make the download.
func (f *Screen) historyCard() fyne.CanvasObject {
	w := f.env.Words
	f.noted = widgets.NewText("", widgets.Body().In(theme.Bottle))
	f.noted.Hide()
	how := widgets.NewButton(w.T("first.history_how"), fynetheme.DownloadIcon(), widgets.Normal, f.showSteps)
	return widgets.Card(widgets.CardHead(fynetheme.HistoryIcon(), widgets.Bottle, w.T("first.history"), nil),
		widgets.Pad(widgets.Column(theme.Gap16, widgets.NewText(w.T("first.history_why"), widgets.Body().In(theme.Text2)), widgets.Side(0, how), f.noted),
			0, theme.Gap16, theme.Gap16, theme.Gap16))
}

func (f *Screen) showSteps() {
	shut := widgets.NewButton(f.env.Words.T("first.history_shut"), nil, widgets.Main, nil)
	shut.OnTapped = widgets.Over(f.env.Canvas(), f.env.Words.T("first.history"), widgets.Column(theme.Gap16, importing.Steps(f.env), widgets.AtEnd(shut)), shut)
}

// Note keeps parts of a download until the page is connected.
func (f *Screen) Note(paths ...string) {
	f.parts.Add(paths...)
	f.noted.SetText(f.env.Words.N("first.history_kept", len(f.parts.Paths)))
	f.noted.Show()
	f.content.Refresh()
}

// History gives the parts that were noted.
func (f *Screen) History() []string { return f.parts.Paths }

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
