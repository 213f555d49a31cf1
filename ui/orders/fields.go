package orders

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// write shows the fields of what was chosen, gives the keyboard to the first, and makes the preview.
func (f *Form) write() {
	var first *widgets.Field
	switch f.draft.Way {
	case WayReceipt:
		first = f.writeReceipt()
	case WayTemplate:
		first = f.writeTemplate()
	default:
		first = f.writeText()
	}
	f.fields.Refresh()
	f.changed()
	f.fit()
	if first != nil {
		f.env.Canvas().Focus(first)
	}
}

// typed makes a field that keeps what is typed. Ctrl+Enter sends; Enter alone does not, since it ends a field elsewhere.
func (f *Form) typed(field *widgets.Field, at *string) *widgets.Field {
	field.SetText(*at)
	field.OnChanged = func(s string) {
		*at = s
		f.changed()
	}
	field.OnShortcut = func(s fyne.Shortcut) bool {
		c, ok := s.(*desktop.CustomShortcut)
		ok = ok && c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter)
		if ok {
			f.sendNow()
		}
		return ok
	}
	return field
}

func (f *Form) writeText() *widgets.Field {
	w := f.env.Words
	area := f.typed(widgets.NewArea(w.T("order.text_hint"), 3), &f.draft.Text)
	f.fields.Objects = []fyne.CanvasObject{area}
	return area
}

// writeTemplate has a field for each place of the template.
func (f *Form) writeTemplate() *widgets.Field {
	w := f.env.Words
	f.fields.Objects = nil
	var first *widgets.Field
	for i, place := range f.draft.Template.Places() {
		name := place
		if numbered.MatchString(place) {
			name = w.T("order.place", "Number", place)
		}
		one := f.typed(widgets.NewField(""), &f.draft.Values[i])
		if first == nil {
			first = one
		}
		f.fields.Add(field(name, one))
	}
	return first
}

// writeReceipt has the receipt's fields, and a line for each thing that was bought.
func (f *Form) writeReceipt() *widgets.Field {
	w, r := f.env.Words, &f.draft.Receipt
	if len(r.Lines) == 0 {
		r.Lines = make([]Line, 1)
	}
	number := f.typed(widgets.NewField(""), &r.Number)
	paid := f.typed(widgets.NewField(w.T("order.paid_hint")), &r.Paid)
	currency := f.typed(widgets.NewField(""), &r.Currency)
	lines := widgets.Column(theme.Gap8)
	for i := range r.Lines {
		lines.Add(f.line(i))
	}
	more := widgets.NewButton(w.T("order.line_more"), fynetheme.ContentAddIcon(), widgets.Link, func() {
		r.Lines = append(r.Lines, Line{})
		f.write()
		f.env.Canvas().Focus(f.lineField(len(r.Lines) - 1))
	})
	f.fields.Objects = []fyne.CanvasObject{
		widgets.TopParts(theme.Gap12, 130, field(w.T("order.number"), number), field(w.T("order.paid"), paid)),
		field(w.T("order.lines"), lines),
		widgets.Line(theme.Gap12, more, nil, widgets.Line(theme.Gap8, widgets.NewText(w.T("order.currency"), widgets.Small().Fitted()), nil, widgets.Sized(currency, 80, 0))),
	}
	return number
}

// line is one thing that was bought, with its price and a way to take it off.
func (f *Form) line(i int) fyne.CanvasObject {
	w, at := f.env.Words, &f.draft.Receipt.Lines[i]
	what := f.typed(widgets.NewField(w.T("order.line_what")), &at.What)
	price := f.typed(widgets.NewField(w.T("order.line_price")), &at.Price)
	drop := widgets.NewButton("", fynetheme.CancelIcon(), widgets.Subtle, func() {
		f.draft.Receipt.Lines = slices.Delete(slices.Clone(f.draft.Receipt.Lines), i, i+1)
		f.write()
	}).Saying(w.T("order.line_drop"))
	return widgets.Line(theme.Gap8, nil, what, widgets.Line(theme.Gap4, nil, widgets.Sized(price, widgets.Grown(96), 0), drop))
}

// lineField is where the name of a line of the receipt is typed.
func (f *Form) lineField(i int) *widgets.Field {
	lines := f.fields.Objects[1].(*fyne.Container).Objects[1].(*fyne.Container)
	return lines.Objects[i].(*fyne.Container).Objects[0].(*widgets.Field)
}
