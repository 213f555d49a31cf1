package offers

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// mostFound is how many people a search for one of them lists.
const mostFound = 50

// pickPerson asks for one person by name. about says what for, and may be "".
func (t *Screen) pickPerson(title, about string, then func(core.CustomerID, string)) {
	w := t.env.Words
	var found []views.ConversationRow
	list := widgets.NewList(func() fyne.CanvasObject { return newFoundRow() }, func(i int, o fyne.CanvasObject) { o.(*widgets.Row).Set(found[i].Name, found[i].Snippet) })
	field := widgets.NewField(w.T("offers.one_hint"))
	says := widgets.NewText("", widgets.Small().Wrapped())
	shut := widgets.NewButton(w.T("people.shut"), nil, widgets.Normal, nil)
	things := []fyne.CanvasObject{}
	if about != "" {
		things = append(things, widgets.NewText(about, widgets.Body().In(theme.Text2).Wrapped()))
	}
	things = append(things, field, widgets.Sized(widgets.CardFilling(nil, list, nil), 0, 260), says, widgets.AtEnd(shut))
	closeIt := widgets.Over(t.env.Canvas(), title, widgets.Column(theme.Gap12, things...), field)
	shut.OnTapped = closeIt
	var slot tasks.Slot
	read := func() {
		text := field.Text
		tasks.Run(t.env.Runner, &slot, func(ctx context.Context) ([]views.ConversationRow, error) {
			return t.shop.PeopleNamed(ctx, text, mostFound)
		},
			func(rows []views.ConversationRow, err error) {
				if t.env.Failed(err) {
					return
				}
				for i := range rows {
					rows[i].Name = screen.Name(w, rows[i].Name)
				}
				found = rows
				list.SetRows(len(found))
				says.SetText("")
				if len(found) == 0 && strings.TrimSpace(text) != "" {
					says.SetText(w.T("offers.one_none"))
				}
			})
	}
	field.OnChanged = func(string) { t.env.Runner.Later(&slot, typingRest, read) }
	take := func(i int) {
		if i < len(found) {
			closeIt()
			then(found[i].CustomerID, found[i].Name)
		}
	}
	field.OnEnter = func() { take(0) }
	list.OnChoose, list.OnOpen = take, take
	read()
}

func newFoundRow() *widgets.Row { return widgets.NewRow(nil) }
