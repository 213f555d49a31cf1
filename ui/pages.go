package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/conversations"
	"shopbell/ui/restock"
	"shopbell/ui/results"
	"shopbell/ui/rules"
	"shopbell/ui/sending"
	"shopbell/ui/settings"
	"shopbell/ui/shell"
	"shopbell/ui/theme"
	"shopbell/ui/today"
	"shopbell/ui/waitlists"
	"shopbell/ui/words"
)

// The pages of the side.
const (
	pageToday         shell.PageID = "today"
	pageConversations shell.PageID = "conversations"
	pageWaitlists     shell.PageID = "waitlists"
	pageResults       shell.PageID = "results"
	pageRules         shell.PageID = "rules"
	pageSettings      shell.PageID = "settings"
)

func (w *Window) makePages() {
	practice := w.opt.OpenPractice
	if w.opt.Practice {
		practice = nil
	}
	w.today = today.New(w.env, w.shop, today.Ways{Chat: w.showChat, Open: func() { w.shell.Show(pageConversations); w.conversations.Show("open") },
		Restock: w.showRestock, Lists: func() { w.shell.Show(pageWaitlists) }, Rules: func() { w.shell.Show(pageRules) }, Campaign: w.showSending, Look: w.Look,
		Badge: func(n string) { w.shell.SetBadge(pageToday, n) }})
	w.conversations = conversations.New(w.env, w.shop, w.Look)
	w.waitlists = waitlists.New(w.env, w.shop, waitlists.Ways{Restock: w.showRestock, Chat: w.showChat})
	w.restock = restock.New(w.env, w.shop, restock.Ways{Back: func() { w.shell.Show(pageWaitlists) }, Sending: w.showSending, Chat: w.showChat})
	w.sending = sending.New(w.env, w.shop, sending.Ways{Back: func() { w.shell.Show(pageResults) }, Chat: w.showChat, Settings: func() { w.shell.Show(pageSettings) }})
	w.results = results.New(w.env, w.shop, results.Ways{Campaign: w.showSending, Lists: func() { w.shell.Show(pageWaitlists) }})
	w.rules = rules.New(w.env, w.shop)
	w.settings = settings.New(w.env, w.shop, w.look, settings.Ways{Look: w.Look, Practice: practice, Changed: w.setLook, Left: w.showFirst,
		Languages: languages(), Modifier: modifier()})
}

func languages() []string {
	all := []string{}
	for _, tag := range words.Languages() {
		all = append(all, tag.String())
	}
	return all
}

func (w *Window) pages() []shell.Page {
	page := func(id shell.PageID, icon fyne.Resource, content fyne.CanvasObject, load func()) shell.Page {
		return shell.Page{ID: id, Label: w.env.Words.T("nav." + string(id)), Icon: icon, Content: content, OnShow: load}
	}
	chats := page(pageConversations, theme.Icon(theme.IconChats), w.conversations.Content(), w.conversations.Load)
	chats.Find, chats.Main = w.conversations.Find, w.conversations.Send
	lists := page(pageWaitlists, theme.Icon(theme.IconBox), w.waitlists.Content(), w.waitlists.Load)
	lists.Find, lists.Main = w.waitlists.Find, w.waitlists.Restock
	sentences := page(pageRules, theme.Icon(theme.IconSliders), w.rules.Content(), w.rules.Load)
	sentences.Save, sentences.Undo = w.rules.Save, w.rules.Undo
	today := page(pageToday, theme.Icon(theme.IconBell), w.today.Content(), w.today.Load)
	today.Typed = w.today.Typed
	return []shell.Page{today, chats, lists,
		page(pageResults, theme.Icon(theme.IconChart), w.results.Content(), w.results.Load), sentences,
		page(pageSettings, fynetheme.SettingsIcon(), w.settings.Content(), w.settings.Load),
	}
}

func (w *Window) showChat(id core.CustomerID) {
	w.shell.Show(pageConversations)
	w.conversations.Open(id, "")
}

// showRestock lays the review of one product over the waiting lists.
func (w *Window) showRestock(l views.WaitingList) {
	w.restock.Open(l)
	w.shell.Lay(pageWaitlists, shell.Page{Content: w.restock.Content(), OnShow: w.restock.Shown, Main: w.restock.Main, Back: w.restock.Leave})
}

// showSending lays the progress of one campaign over the results, where it is found again later.
func (w *Window) showSending(id core.CampaignID) {
	w.sending.Open(id)
	w.shell.Lay(pageResults, shell.Page{Content: w.sending.Content(), Pause: w.sending.Pause, Back: w.sending.Leave})
}

// dropped takes a sheet of products that was dropped onto the window.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	for _, f := range files {
		switch strings.ToLower(f.Extension()) {
		case ".csv", ".xlsx":
			w.shell.Show(pageWaitlists)
			w.waitlists.Import(f.Path())
			return
		}
	}
}
