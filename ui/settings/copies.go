package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// askDaily asks how the daily copies are made.
func (d *dataPart) askDaily() *dailyForm {
	f := &dailyForm{up: d, folder: d.copies.Chosen}
	f.open()
	return f
}

// dailyForm is the question about daily copies.
type dailyForm struct {
	up     *dataPart
	on     *widget.Check
	folder string // "" for the one in the data folder
	where  *widgets.Text
	warn   *widgets.Text
	secret *secret
	sealed *fyne.Container // what they are sealed with now, with the way to change it
	anew   bool            // they get another passphrase or key
	do     *widgets.Button
	close  func()
}

func (f *dailyForm) open() {
	d, w := f.up, f.up.env.Words
	b := d.copies
	known := b.On || b.Key != "" || !b.Last.IsZero()
	f.anew = !known
	f.on = widget.NewCheck(w.T("data.daily_check"), func(bool) { f.refresh() })
	f.on.Checked = true
	f.where, f.warn = widgets.NewText("", widgets.Body()), widgets.NewText("", widgets.Small().Wrapped())
	choose := widgets.NewButton(w.T("data.daily_choose"), nil, widgets.Normal, func() {
		d.env.PickFolder(func(dir string) {
			f.folder = dir
			f.refresh()
		})
	}).Tall(theme.HeightRow)
	f.do = widgets.NewButton(w.T("data.daily_save"), nil, widgets.Main, f.save)
	f.secret = newSecret(d.env, d.shop, f.refresh)
	id := "data.sealed_pass"
	if b.Key != "" {
		id = "data.sealed_key"
	}
	f.sealed = widgets.Line(theme.Gap12, nil, widgets.NewText(w.T(id), widgets.Body()), widgets.NewButton(w.T("data.sealed_change"), nil, widgets.Link, func() {
		f.anew = true
		f.refresh()
	}))
	leave := widgets.NewButton(w.T("data.leave"), nil, widgets.Normal, nil)
	body := widgets.Column(theme.Gap12, f.on, widgets.Line(theme.Gap12, nil, f.where, choose), f.warn, widgets.Rule(), f.sealed, f.secret.body, widgets.AtEnd(leave, f.do))
	f.close = widgets.Over(d.env.Canvas(), w.T("data.daily"), body, f.on)
	leave.OnTapped = f.close
	f.secret.refresh()
}

func (f *dailyForm) refresh() {
	if f.close == nil {
		return
	}
	w := f.up.env.Words
	where := w.T("data.daily_own")
	warn := w.T("data.daily_own_why")
	if f.folder != "" {
		where, warn = f.folder, ""
		if f.folder == f.up.copies.Chosen && f.up.copies.SameDisk {
			warn = w.T("data.daily_same")
		}
	}
	f.where.SetText(w.T("data.daily_where", "Folder", where))
	f.warn.SetText(warn)
	f.sealed.Hidden, f.secret.body.Hidden = f.anew, !f.anew
	allow(f.do, !f.on.Checked || !f.anew || f.secret.missing() == "")
	widgets.FitTop(f.up.env.Canvas())
}

// order gives what the form says.
func (f *dailyForm) order() views.BackupOrder {
	o := views.BackupOrder{On: f.on.Checked, Folder: f.folder}
	if f.anew && f.secret.missing() == "" {
		o.Passphrase, o.Key = f.secret.value()
	}
	return o
}

func (f *dailyForm) save() {
	d, o := f.up, f.order()
	f.do.SetBusy(true)
	tasks.Do(d.env.Runner, &d.act, func(ctx context.Context) error { return d.shop.SetBackups(ctx, o) }, func(err error) {
		f.do.SetBusy(false)
		if d.env.Failed(err) {
			return
		}
		f.close()
		id := "data.daily_now_off"
		if o.On {
			id = "data.daily_now_on"
		}
		d.env.Done(d.env.Words.T(id))
		d.load()
	})
}
