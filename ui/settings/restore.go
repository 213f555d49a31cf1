package settings

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// pickRestore asks for a backup, then for what opens it.
func (d *dataPart) pickRestore() {
	d.env.PickFile(nil, func(path string) { d.askRestore(path) })
}

// askRestore says what bringing a backup back keeps, asks for its passphrase or key file, and hands the order on.
func (d *dataPart) askRestore(file string) *restoreForm {
	f := &restoreForm{up: d, order: views.RestoreOrder{File: file}}
	f.open()
	return f
}

// restoreForm is the question before a backup is brought back.
type restoreForm struct {
	up    *dataPart
	order views.RestoreOrder
	field *widgets.Field
	key   *widgets.Text
	do    *widgets.Button
	close func()
}

func (f *restoreForm) open() {
	d, w := f.up, f.up.env.Words
	f.field = widgets.NewSecret(w.T("data.pass"))
	f.field.OnChanged = func(string) { f.refresh() }
	f.field.OnEnter = f.restore
	f.key = widgets.NewText("", widgets.Small().Wrapped())
	key := widgets.NewButton(w.T("data.restore_key"), nil, widgets.Link, func() {
		d.env.PickFile(nil, func(path string) {
			f.order.KeyFile = path
			f.refresh()
		})
	})
	f.do = widgets.NewButton(w.T("data.restore_go"), nil, widgets.Main, f.restore)
	leave := widgets.NewButton(w.T("data.leave"), nil, widgets.Normal, nil)
	part := func(icon fyne.Resource, tone widgets.Tone, text string) fyne.CanvasObject {
		return widgets.TopLine(theme.Gap12, widgets.ToneIcon(icon, tone, 20), widgets.NewText(text, widgets.Quiet().Wrapped()), nil)
	}
	body := widgets.Column(theme.Gap12, widgets.NewText(filepath.Base(f.order.File), widgets.Strong()),
		part(theme.Icon(theme.IconOK), widgets.Bottle, w.T("data.restore_stays")), part(theme.Icon(theme.IconClock), widgets.Brass, w.T("data.restore_back")),
		part(theme.Icon(theme.IconProof), widgets.Slate, w.T("data.restore_older")),
		f.field, widgets.Side(0, key), f.key, widgets.AtEnd(leave, f.do))
	f.close = widgets.Over(d.env.Canvas(), w.T("data.restore_title"), body, f.field)
	leave.OnTapped = f.close
	f.refresh()
}

func (f *restoreForm) refresh() {
	f.key.SetText("")
	f.key.Hidden = f.order.KeyFile == ""
	if f.order.KeyFile != "" {
		f.key.SetText(f.up.env.Words.T("data.restore_with", "File", filepath.Base(f.order.KeyFile)))
	}
	allow(f.do, f.order.KeyFile != "" || f.field.Text != "")
	widgets.FitTop(f.up.env.Canvas())
}

// restore hands the order on. A passphrase that was typed comes before a key file.
func (f *restoreForm) restore() {
	if f.do.Disabled() {
		return
	}
	o := f.order
	if f.field.Text != "" {
		o.Passphrase, o.KeyFile = core.NewToken(f.field.Text), ""
	}
	f.close()
	f.up.ways.Restore(o)
}
