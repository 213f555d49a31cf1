package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// askWeb asks for a web shop's address and key.
func (d *stockPart) askWeb() *webForm {
	f := &webForm{up: d}
	f.open()
	return f
}

// webForm is the question about the web shop.
type webForm struct {
	up                   *stockPart
	address, key, secret *widgets.Field
	says                 *widgets.Text
	fault                *fyne.Container
	do                   *widgets.Button
	close                func()
	trying               tasks.Slot
}

func (f *webForm) open() {
	d, w := f.up, f.up.env.Words
	f.address, f.key, f.secret = widgets.NewField("https://"), widgets.NewSecret("ck_…"), widgets.NewSecret("cs_…")
	f.address.SetText(d.web.view.Place)
	for _, field := range []*widgets.Field{f.address, f.key, f.secret} {
		field.OnChanged = func(string) { f.refresh() }
		field.OnEnter = f.connect
	}
	f.says, f.fault = widgets.NewText("", widgets.Small().Wrapped()), widgets.Column(0)
	f.do = widgets.NewButton(w.T("stock.web_do"), nil, widgets.Main, f.connect)
	leave := widgets.NewButton(w.T("data.leave"), nil, widgets.Normal, f.leave)
	off := widgets.NewButton(w.T("stock.web_stop"), nil, widgets.Normal, f.disconnect)
	off.Hidden = !d.web.view.On
	label := func(id string, field *widgets.Field) fyne.CanvasObject {
		return widgets.Column(theme.Gap4, widgets.NewText(w.T(id), widgets.Small()), field)
	}
	safe := widgets.Line(theme.Gap8, widgets.NewIcon(theme.Icon(theme.IconLock), theme.Text2, 16), widgets.NewText(w.T("stock.web_safe"), widgets.Small().Wrapped()), nil)
	body := widgets.Column(theme.Gap12, widgets.NewText(w.T("stock.web_text"), widgets.Body().In(theme.Text2)),
		label("stock.address", f.address), label("stock.key", f.key), label("stock.secret", f.secret), safe, f.says, f.fault, widgets.AtEnd(leave, off, f.do))
	f.close = widgets.Over(d.env.Canvas(), w.T("stock.web_title"), body, f.address)
	f.refresh()
}

// refresh says what is still to be typed.
func (f *webForm) refresh() {
	missing := WebShop(f.up.env.Words, f.address.Text, f.key.Text, f.secret.Text)
	f.says.SetText(missing)
	f.says.Hidden = missing == ""
	allow(f.do, missing == "")
	if f.close != nil {
		widgets.FitTop(f.up.env.Canvas())
	}
}

// leave closes the form and gives up a try that is under way.
func (f *webForm) leave() {
	f.trying.Cancel()
	f.close()
}

// connect tries the address and the key. The fields are emptied as soon as the key is kept.
func (f *webForm) connect() {
	if f.do.Disabled() {
		return
	}
	d := f.up
	address, pasted := strings.TrimSpace(f.address.Text), strings.TrimSpace(f.key.Text)+" "+strings.TrimSpace(f.secret.Text)
	f.say(nil)
	f.do.SetBusy(true)
	tasks.Do(d.env.Runner, &f.trying, func(ctx context.Context) error { return d.shop.ConnectWebShop(ctx, address, pasted) }, func(err error) {
		f.do.SetBusy(false)
		if err != nil {
			f.say(err)
			return
		}
		f.key.SetText("")
		f.secret.SetText("")
		f.close()
		d.env.Done(d.env.Words.T("stock.web_done"))
		d.load()
	})
}

// say tells inside the form why the web shop was not connected.
func (f *webForm) say(err error) {
	f.fault.Objects = nil
	if err != nil {
		s := f.up.env.Words.Error(err)
		f.fault.Objects = []fyne.CanvasObject{widgets.Notice(widgets.Brick, fynetheme.ErrorIcon(), s.What, s.Do)}
	}
	f.fault.Refresh()
	widgets.FitTop(f.up.env.Canvas())
}

func (f *webForm) disconnect() {
	d := f.up
	tasks.Do(d.env.Runner, &d.act, d.shop.DisconnectWebShop, func(err error) {
		if d.env.Failed(err) {
			return
		}
		f.close()
		d.env.Done(d.env.Words.T("stock.web_stopped"))
		d.load()
	})
}
