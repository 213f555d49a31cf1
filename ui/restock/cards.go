package restock

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/timing"
	"shopbell/ui/widgets"
)

// stockCard asks how many there are.
func (t *Screen) stockCard() fyne.CanvasObject {
	w := t.env.Words
	t.stock = widgets.NewField("")
	t.stock.OnChanged = func(s string) {
		n, ok := parseStock(s)
		if !ok {
			t.badStock()
			return
		}
		t.stockBad.Set("")
		t.draft.Stock = n
		t.changed()
	}
	t.stockBad = widgets.NewFault()
	step := func(icon fyne.Resource, by int) fyne.CanvasObject {
		return widgets.NewButton("", icon, widgets.Normal, func() {
			t.draft.Stock = min(max(t.draft.Stock+by, 0), maxStock)
			t.setStockField()
			t.changed()
		})
	}
	t.perUnit = widgets.NewText("", widgets.Quiet().Wrapped())
	line := widgets.Side(theme.Gap8, step(fynetheme.ContentRemoveIcon(), -1), widgets.Sized(t.stock, 72, 0), step(fynetheme.ContentAddIcon(), 1))
	return widgets.Card(widgets.CardBody(theme.Gap12, widgets.NewText(w.T("restock.how_many"), widgets.Head().Wrapped()), line, t.stockBad.Box, t.perUnit))
}

// badStock says what a figure must be, and locks the button until it is one.
func (t *Screen) badStock() {
	t.typing.Cancel()
	t.plan.Cancel()
	t.stale = true
	t.lock()
	t.stockBad.Set(t.env.Words.T("restock.stock_bad", "Most", t.env.Words.Number(maxStock)))
	t.content.Refresh()
}

// setStockField writes the figure without taking it for typing.
func (t *Screen) setStockField() {
	changed := t.stock.OnChanged
	t.stock.OnChanged = nil
	t.stock.SetText(strconv.Itoa(t.draft.Stock))
	t.stockBad.Set("")
	t.stock.OnChanged = changed
}

// wordsCard is what people will see, and where the words are changed.
type wordsCard struct {
	bubble  *fyne.Container
	shownAs *widgets.Text
	change  *widgets.Button
	editor  *fyne.Container
	area    *widgets.Field
	fault   *widgets.Fault
}

// reset goes back to the shop's own words.
func (c *wordsCard) reset() {
	changed := c.area.OnChanged
	c.area.OnChanged = nil
	c.area.SetText("")
	c.area.OnChanged = changed
	c.editor.Hide()
	c.change.Show()
	c.fault.Set("")
}

func (t *Screen) wordsCard() fyne.CanvasObject {
	w, c := t.env.Words, &t.words
	c.bubble = container.NewStack()
	c.shownAs = widgets.NewText("", widgets.Small().Wrapped())
	c.fault = widgets.NewFault()
	c.area = widgets.NewArea(w.T("restock.words_hint"), 5)
	c.area.OnChanged = func(s string) {
		t.draft.Text = s
		t.changed()
	}
	c.change = widgets.NewButton(w.T("restock.change"), fynetheme.DocumentCreateIcon(), widgets.Normal, func() {
		t.ChangeWords(w.T("restock.template"))
		t.env.Canvas().Focus(c.area)
	})
	fields := []fyne.CanvasObject{}
	for _, f := range []struct{ id, field string }{{"restock.field_name", "{first_name}"}, {"restock.field_product", "{product}"},
		{"restock.field_variant", "{variant}"}, {"restock.field_shop", "{shop}"}} {
		fields = append(fields, widgets.NewButton(w.T(f.id), nil, widgets.Normal, func() { t.insert(f.field) }).Tall(theme.HeightRow))
	}
	own := widgets.NewButton(w.T("restock.own_words"), nil, widgets.Link, func() {
		c.reset()
		t.draft.Text = ""
		t.content.Refresh()
		t.changed()
	})
	c.editor = widgets.Column(theme.Gap8, c.area, widgets.Flowing(theme.Gap8, fields...), widgets.NewText(w.T("restock.words_note"), widgets.Small().Wrapped()),
		widgets.Side(0, own))
	c.editor.Hide()
	preview := container.NewStack(widgets.NewGround(theme.Page, "", 0), widgets.PadAll(widgets.Column(theme.Gap8, c.bubble, c.shownAs), theme.Gap12))
	return widgets.Card(widgets.CardHead(nil, widgets.Plain, w.T("restock.see"), nil), widgets.Rule(), preview, widgets.Rule(),
		widgets.CardBody(theme.Gap8, c.fault.Box, c.change, c.editor))
}

// ChangeWords opens the editor with words to begin from.
func (t *Screen) ChangeWords(template string) {
	t.words.editor.Show()
	t.words.change.Hide()
	t.words.area.SetText(template)
	t.content.Refresh()
	// To the end, now that the lines are those of the shown width.
	t.words.area.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	t.words.area.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// insert types a field where the cursor stands.
func (t *Screen) insert(field string) {
	for _, r := range field {
		t.words.area.TypedRune(r)
	}
	t.env.Canvas().Focus(t.words.area)
}

// showPreview shows the message of the person chosen in the list, else of the first who has one.
func (t *Screen) showPreview() {
	w, c := t.env.Words, &t.words
	shown := -1
	for i := range t.view.Count(Everyone) {
		r := t.view.Row(Everyone, i)
		if r.Text == "" {
			continue
		}
		if shown < 0 || r.CustomerID == t.person {
			shown = i
		}
		if t.person == "" || r.CustomerID == t.person {
			break
		}
	}
	if shown < 0 {
		c.bubble.Objects = nil
		c.shownAs.SetText(w.T("restock.see_none"))
	} else {
		r := t.view.Row(Everyone, shown)
		c.bubble.Objects = []fyne.CanvasObject{widgets.NewBubble(widgets.BubbleOut, []widgets.Span{{Text: r.Text}}, "", nil, widgets.Plain)}
		c.shownAs.SetText(w.T("restock.shown_as", "Name", screen.Name(w, r.Name)))
	}
	c.bubble.Refresh()
	t.content.Refresh()
}

// timingCard asks when the messages go and how long they are kept.
func (t *Screen) timingCard() fyne.CanvasObject {
	t.timing = timing.New(t.env)
	t.timing.OnChange = func() {
		if !t.timing.Good() {
			t.typing.Cancel()
			t.plan.Cancel()
			t.stale = true
			t.lock()
			t.content.Refresh()
			return
		}
		t.draft.Timing = t.timing.Value()
		t.changed()
		t.content.Refresh()
	}
	t.setRules(rules{})
	w := t.env.Words
	return widgets.Card(widgets.CardBody(theme.Gap8, widgets.NewText(w.T("timing.when"), widgets.Head().Wrapped()), t.timing.When,
		widgets.NewText(w.T("timing.keep"), widgets.Head().Wrapped()), t.timing.Keep, widgets.NewText(w.T("timing.keep_note"), widgets.Quiet().Wrapped()),
		widgets.NewText(w.T("timing.reply"), widgets.Head().Wrapped()), t.timing.Reply))
}

// setRules names the shop's own values.
func (t *Screen) setRules(r rules) {
	w := t.env.Words
	t.rules = r
	t.perUnit.SetText(w.T("restock.order"))
	if r.perUnit > 0 {
		t.perUnit.SetText(w.N("restock.per_unit", r.perUnit))
	}
	t.timing.SetHold(r.holdFor)
	if t.content != nil {
		t.content.Refresh()
	}
}
