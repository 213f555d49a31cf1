package today

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Asked is a message that was not answered automatically and needs a person.
type Asked struct {
	ID    core.CustomerID
	Name  string
	Quote string
	Why   string
}

// mostAnswers is how many of them the card shows.
const mostAnswers = 4

// answersNeeded words what needs a person. Whose words may be a wish to stop stand in a question of their own already.
func answersNeeded(w *words.Words, t views.Today) []Asked {
	doubtful := map[core.CustomerID]bool{}
	for _, r := range t.Reviews {
		doubtful[r.CustomerID] = true
	}
	var all []Asked
	for _, n := range t.Answers {
		if !doubtful[n.CustomerID] && len(all) < mostAnswers {
			all = append(all, Asked{n.CustomerID, screen.Name(w, n.Name), n.Quote, w.T("today.answer_" + string(n.Why))})
		}
	}
	return all
}

// answers shows what needs a person.
func (t *Screen) answers(all []Asked) fyne.CanvasObject {
	w := t.env.Words
	rows := make([]fyne.CanvasObject, 0, len(all))
	for _, a := range all {
		avatar := widgets.NewAvatar(36)
		avatar.Set(string(a.ID), a.Name)
		reply := widgets.NewButton(w.T("today.reply"), fynetheme.MailReplyIcon(), widgets.Normal, func() { t.ways.Chat(a.ID) }).Tall(theme.HeightRow)
		rows = append(rows, widgets.NewRow(avatar, widgets.NewPill(a.Why, nil, widgets.Brass), reply).Set(a.Name, a.Quote))
	}
	note := widgets.NewText(w.T("today.answers_note"), widgets.Small().Fitted())
	return widgets.Card(widgets.CardHead(fynetheme.QuestionIcon(), widgets.Brass, w.T("today.answers"), note), widgets.Rows(rows...))
}
