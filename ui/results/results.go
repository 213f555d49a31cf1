package results

import (
	"context"
	"image"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	CampaignReport(ctx context.Context, id core.CampaignID) (views.CampaignReport, error)
	CompareTexts(r views.CampaignReport) []views.Versus
	SaveReport(ctx context.Context, path string, r views.Report) error
	SavePicture(path string, picture image.Image) error
}

// Ways lead from this page to others.
type Ways struct {
	Back    func()
	Sending func(core.CampaignID)
	Chats   func()
}

// Screen is the page. It is made once; Open shows a campaign.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content fyne.CanvasObject
	head    *widgets.PageHead
	save    *widgets.Button
	scroll  *container.Scroll
	body    *fyne.Container

	id   core.CampaignID
	view View
	read tasks.Slot
}

// New makes the page; Open fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways, body: container.NewStack()}
	w := env.Words
	back := widgets.NewButton(w.T("results.back"), fynetheme.NavigateBackIcon(), widgets.Link, t.Leave)
	t.save = widgets.NewButton(w.T("results.save"), fynetheme.DownloadIcon(), widgets.Normal, t.Save)
	messages := widgets.NewButton(w.T("results.messages"), theme.Icon(theme.IconPeople), widgets.Normal, func() { t.step(WaySending) })
	t.head = widgets.NewPageHead("", "", back, messages, t.save)
	var scrolling *fyne.Container
	t.scroll, scrolling = widgets.Scrolling(t.body)
	t.content = widgets.Page(t.head, scrolling, nil)
	return t
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Open shows a campaign from its top.
func (t *Screen) Open(id core.CampaignID) {
	t.id, t.view, t.body.Objects = id, View{}, nil
	t.scroll.ScrollToTop()
	t.Load()
}

// Leave goes back to all campaigns.
func (t *Screen) Leave() {
	if t.ways.Back != nil {
		t.ways.Back()
	}
}

// Load reads the campaign anew.
func (t *Screen) Load() {
	if t.id == "" {
		return
	}
	id := t.id
	work := func(ctx context.Context) (View, error) {
		r, err := t.shop.CampaignReport(ctx, id)
		if err != nil {
			return View{}, err
		}
		return View{r, t.shop.CompareTexts(r)}, nil
	}
	tasks.Run(t.env.Runner, &t.read, work, func(v View, err error) {
		if err != nil && t.view.Campaign.ID == "" {
			t.showFault(err)
			return
		}
		if !t.env.Failed(err) {
			t.show(v)
		}
	})
}

// Tick brings the times up to the minute.
func (t *Screen) Tick() { t.Load() }

func (t *Screen) show(v View) {
	t.view = v
	t.head.Title.SetText(v.Title(t.env.Words))
	t.head.Sub.SetText(v.Sub(t.env.Words, t.env.Now(), t.env.Zone))
	t.save.Hidden = false
	t.set(widgets.Column(theme.Gap16, append(charts(t.env, v), restCard(t.env, v, t.step))...))
}

// charts are what a picture of the campaign shows.
func charts(env screen.Env, v View) []fyne.CanvasObject {
	out := []fyne.CanvasObject{figuresCard(env, v), widgets.Tiles(theme.Gap16, stepsCard(env, v), whenCard(env, v))}
	if len(v.Versus) > 0 {
		out = append(out, textsCard(env, v))
	}
	return out
}

// showFault says why there is nothing.
func (t *Screen) showFault(err error) {
	w := t.env.Words
	s := w.Error(err)
	t.head.Title.SetText(w.T("results.title"))
	t.head.Sub.SetText("")
	t.save.Hidden = true
	way := widgets.NewButton(w.T("results.again"), fynetheme.ViewRefreshIcon(), widgets.Normal, t.Load)
	t.set(widgets.Card(widgets.PadAll(widgets.Empty(fynetheme.ErrorIcon(), s.What, s.Do, way), theme.Gap24)))
}

func (t *Screen) set(o fyne.CanvasObject) {
	t.body.Objects = []fyne.CanvasObject{o}
	t.content.Refresh()
}

func (t *Screen) step(way Way) {
	switch {
	case way == WaySending && t.ways.Sending != nil:
		t.ways.Sending(t.id)
	case way == WayChats && t.ways.Chats != nil:
		t.ways.Chats()
	}
}

// Save asks for the kind of file and for a folder, then writes the figures or the picture.
func (t *Screen) Save() {
	v := t.view
	name := v.Title(t.env.Words)
	as := func(id, ending string, write func(ctx context.Context, path string) error) *fyne.MenuItem {
		return fyne.NewMenuItem(t.env.Words.T(id), func() {
			t.env.PickFolder(func(dir string) { t.saveAs(filepath.Join(dir, t.env.FileName(name, ending)), write) })
		})
	}
	sheet := func(ctx context.Context, path string) error {
		return t.shop.SaveReport(ctx, path, views.Report{Campaigns: []views.CampaignReport{v.CampaignReport}, Total: v.CampaignReport.Figures})
	}
	var picture image.Image
	png := as("results.as_picture", ".png", func(_ context.Context, path string) error { return t.shop.SavePicture(path, picture) })
	pick := png.Action
	png.Action = func() { picture = Picture(t.env, v); pick() } // drawn here: only the window's goroutine may
	widgets.MenuUnder(t.env.Canvas(), t.save, png, as("table.xlsx", ".xlsx", sheet), as("table.csv", ".csv", sheet))
}

func (t *Screen) saveAs(path string, write func(ctx context.Context, path string) error) {
	t.env.WriteFile(path, func(ctx context.Context) error { return write(ctx, path) })
}
