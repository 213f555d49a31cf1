package offers

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// wordsBox is where the text is written, with what can be put into it and what would hurt.
func (t *Screen) wordsBox() fyne.CanvasObject {
	w, f := t.env.Words, &t.form
	f.area = widgets.NewArea(w.T("offers.words_hint"), 6)
	f.area.OnChanged = t.typed(func(s string) { t.draft.Texts[t.place] = s })
	insert := func(id, field string) *widgets.Button {
		return widgets.NewButton(w.T(id), nil, widgets.Normal, func() { t.insert(field) }).Tall(theme.HeightRow)
	}
	f.insertCode = container.NewStack(widgets.Side(theme.Gap8, insert("offers.field_code", "{code}"), insert("offers.field_expires", "{expires}")))
	f.insertProduct = insert("restock.field_product", "{product}")
	var saved *widgets.Button
	saved = widgets.NewButton(w.T("offers.saved"), fynetheme.DocumentIcon(), widgets.Link, func() { t.savedTexts(saved) })
	fields := widgets.Flowing(theme.Gap8, insert("restock.field_name", "{first_name}"), f.insertCode, f.insertProduct, insert("restock.field_shop", "{shop}"), saved)
	var lang, arm *fyne.Container
	f.tongue, lang = widgets.NewChoice(nil, func(string) { t.tongueChosen() })
	f.arm, arm = widgets.NewChoice(nil, func(string) { t.armChosen() })
	f.armBox = arm
	f.length = widgets.NewText("", widgets.Small().Fitted())
	f.warnings = widgets.Column(theme.Gap4)
	return widgets.Column(theme.Gap8, fields, lang, arm, f.area, widgets.AtEnd(f.length), f.warnings)
}

// insert types a field where the cursor stands.
func (t *Screen) insert(field string) {
	for _, r := range field {
		t.form.area.TypedRune(r)
	}
	t.env.Canvas().Focus(t.form.area)
}

// Type writes a text into the field, as the owner would.
func (t *Screen) Type(text string) { t.form.area.SetText(text) }

// savedTexts opens the menu of texts that are kept to use again.
func (t *Screen) savedTexts(under fyne.CanvasObject) {
	w := t.env.Words
	items, drops := []*fyne.MenuItem{}, []*fyne.MenuItem{}
	for _, one := range t.known.templates {
		items = append(items, fyne.NewMenuItem(one.Name, func() { t.askUse(one) }))
		drops = append(drops, fyne.NewMenuItem(one.Name, func() { t.dropSaved(one) }))
	}
	keep := fyne.NewMenuItem(w.T("offers.saved_keep"), t.askKeep)
	keep.Disabled = !t.draft.Begun()
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, keep)
	if len(drops) > 0 {
		drop := fyne.NewMenuItem(w.T("offers.saved_drop"), nil)
		drop.ChildMenu = fyne.NewMenu("", drops...)
		items = append(items, drop)
	}
	widgets.MenuUnder(t.env.Canvas(), under, items...)
}

// askUse takes a kept text. What is written is lost, so that it is asked first.
func (t *Screen) askUse(one views.MessageTemplate) {
	use := func() {
		t.draft.Use(one)
		t.place = Place{}
		t.write()
		t.changed()
		t.env.Canvas().Focus(t.form.area)
	}
	if !t.draft.Begun() {
		use()
		return
	}
	w := t.env.Words
	widgets.Ask(t.env.Canvas(), widgets.Question{Title: w.T("offers.use_title", "Name", one.Name), Text: w.T("offers.use_text"),
		Keep: w.T("offers.new_keep"), Do: w.T("offers.use_do"), Rank: widgets.Forever}, use)
}

// Save keeps the text to use again, when there is one.
func (t *Screen) Save() {
	if t.draft.Begun() {
		t.askKeep()
	}
}

// askKeep asks for the name under which the text is kept.
func (t *Screen) askKeep() {
	w := t.env.Words
	name := widgets.NewField(w.T("people.name_hint"))
	name.SetText(strings.TrimSpace(t.draft.Title))
	fault := widgets.NewFault()
	keep := widgets.NewButton(w.T("offers.new_keep"), nil, widgets.Normal, nil)
	do := widgets.NewButton(w.T("people.keep"), nil, widgets.Main, nil)
	closeIt := widgets.Over(t.env.Canvas(), w.T("offers.saved_title"), widgets.Column(theme.Gap12,
		widgets.NewText(w.T("offers.saved_text"), widgets.Body().In(theme.Text2).Wrapped()), name, fault.Box, widgets.AtEnd(keep, do)), name)
	keep.OnTapped = closeIt
	do.OnTapped = func() {
		kind, content, under := t.draft.Kind, t.draft.Content(), strings.TrimSpace(name.Text)
		tasks.Do(t.env.Runner, &t.saving, func(ctx context.Context) error { return t.shop.SaveTemplate(ctx, under, kind, content) }, func(err error) {
			if err != nil {
				fault.Set(w.Error(err).Line())
				widgets.FitTop(t.env.Canvas())
				return
			}
			closeIt()
			t.env.Done(w.T("people.kept", "Name", under))
			t.Load()
		})
	}
	name.OnEnter = do.OnTapped
}

func (t *Screen) dropSaved(one views.MessageTemplate) {
	tasks.Do(t.env.Runner, &t.saving, func(ctx context.Context) error { return t.shop.DeleteTemplate(ctx, one.Name) }, func(err error) {
		if !t.env.Failed(err) {
			t.env.DoneFor(screen.Step{Did: t.env.Words.T("offers.saved_gone", "Name", one.Name), Then: t.Load,
				Back: func(ctx context.Context) error { return t.shop.SaveTemplate(ctx, one.Name, one.Kind, one.Content) }})
			t.Load()
		}
	})
}
