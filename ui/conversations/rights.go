package conversations

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Rights is what a person may ask of the shop: all that is kept about them, and that it goes.
type Rights interface {
	// ExportPerson writes all that is kept about a person into a new folder and gives the files' names.
	ExportPerson(ctx context.Context, id core.CustomerID, dir string) ([]string, error)
	// Forget removes a person from this computer. It cannot be taken back.
	Forget(ctx context.Context, id core.CustomerID) (views.Erasure, error)
}

// rights does what a person asks of the shop, from their card.
type rights struct {
	env    screen.Env
	up     *Screen
	saving tasks.Slot
	gone   tasks.Slot
}

func (r *rights) buttons(p Person) []fyne.CanvasObject {
	w := r.env.Words
	return []fyne.CanvasObject{widgets.Flowing(theme.Gap8,
		widgets.NewButton(w.T("card.export"), fynetheme.DocumentSaveIcon(), widgets.Normal, func() { r.askExport(p) }).Tall(theme.HeightRow),
		widgets.NewButton(w.T("card.erase", "Name", p.First), fynetheme.DeleteIcon(), widgets.Grave, func() { r.askErase(p) }).Tall(theme.HeightRow))}
}

// askExport asks for a folder and writes the person's file into a new one below it.
func (r *rights) askExport(p Person) {
	r.env.PickFolder(func(dir string) { r.export(p, dir) })
}

func (r *rights) export(p Person, dir string) {
	into := filepath.Join(dir, r.env.FileName(p.Name, ""))
	tasks.Run(r.env.Runner, &r.saving, func(ctx context.Context) ([]string, error) { return r.up.shop.ExportPerson(ctx, p.ID, into) },
		func(_ []string, err error) {
			if !r.env.Failed(err) {
				r.env.Done(r.env.Words.T("card.exported", "Name", p.First, "Folder", into))
			}
		})
}

// askErase says what goes and what stays, and wants the name typed: it cannot be taken back.
func (r *rights) askErase(p Person) *eraseForm {
	f := &eraseForm{up: r, person: p}
	f.open()
	return f
}

// eraseForm is the question before a person is erased.
type eraseForm struct {
	up     *rights
	person Person
	field  *widgets.Field
	keep   *widgets.Button
	do     *widgets.Button
	close  func()
}

func (f *eraseForm) open() {
	w, p := f.up.env.Words, f.person
	f.field = widgets.NewField("")
	f.keep = widgets.NewButton(w.T("erase.keep"), nil, widgets.Normal, nil)
	f.do = widgets.NewButton(w.T("erase.do", "Name", p.First), nil, widgets.Forever, f.erase)
	f.field.OnChanged = func(string) { able(f.do, f.sure()) }
	f.field.OnEnter = func() {
		if f.sure() && !f.do.Disabled() {
			f.erase()
		}
	}
	f.do.Disable()
	part := func(icon fyne.Resource, tone widgets.Tone, head, text string) fyne.CanvasObject {
		return widgets.TopLine(theme.Gap12, widgets.ToneIcon(icon, tone, 20),
			widgets.Column(0, widgets.NewText(head, widgets.Strong().Wrapped()), widgets.NewText(text, widgets.Quiet().Wrapped())), nil)
	}
	body := widgets.Column(theme.Gap12,
		part(fynetheme.DeleteIcon(), widgets.Brick, w.T("erase.goes"), w.T("erase.goes_what")),
		part(theme.Icon(theme.IconLock), widgets.Stone, w.T("erase.stays"), w.T("erase.stays_what")),
		part(fynetheme.InfoIcon(), widgets.Slate, w.T("erase.elsewhere"), w.T("erase.elsewhere_what")),
		widgets.NewText(w.T("erase.type", "Name", p.Name), widgets.Body()), f.field,
		widgets.AtEnd(f.keep, f.do))
	f.close = widgets.Over(f.up.env.Canvas(), w.T("erase.title", "Name", p.Name), body, f.field)
	f.keep.OnTapped = f.close
}

// sure tells whether the name was typed. Blanks and capitals do not matter.
func (f *eraseForm) sure() bool {
	plain := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return strings.EqualFold(plain(f.field.Text), plain(f.person.Name))
}

func (f *eraseForm) erase() {
	env, id := f.up.env, f.person.ID
	f.do.SetBusy(true)
	f.keep.SetBusy(true)
	f.field.Disable()
	tasks.Run(env.Runner, &f.up.gone, func(ctx context.Context) (views.Erasure, error) { return f.up.up.shop.Forget(ctx, id) },
		func(e views.Erasure, err error) {
			f.close()
			if env.Failed(err) {
				f.up.up.Load()
				return
			}
			env.Done(env.Words.N("erase.done", e.Messages, "Name", f.person.First))
			if f.up.up.id == id {
				f.up.up.close()
			}
		})
}
