package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/answers"
	"shopbell/ui/campaigns"
	"shopbell/ui/conversations"
	"shopbell/ui/importing"
	"shopbell/ui/offers"
	"shopbell/ui/pools"
	"shopbell/ui/posters"
	"shopbell/ui/profile"
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
	pageOffers        shell.PageID = "offers"
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
		Read: w.sawToday, Badge: func(n string) { w.shell.SetBadge(pageToday, n) }})
	w.conversations = conversations.New(w.env, w.shop, w.Look)
	w.waitlists = waitlists.New(w.env, w.shop, waitlists.Ways{Restock: w.showRestock, Chat: w.showChat, Sending: w.showSending, Bring: w.showPosters})
	w.restock = restock.New(w.env, w.shop, restock.Ways{Back: func() { w.shell.Show(pageWaitlists) }, Sending: w.showSending, Chat: w.showChat})
	w.offers = offers.New(w.env, w.shop, offers.Ways{Sending: w.showSending, Chat: w.showChat, Codes: w.showPools})
	w.pools = pools.New(w.env, w.shop, func() { w.shell.Show(pageOffers) })
	w.sending = sending.New(w.env, w.shop, sending.Ways{Back: func() { w.shell.Show(pageResults) }, Chat: w.showChat, Settings: func() { w.shell.Show(pageSettings) }})
	w.campaigns = campaigns.New(w.env, w.shop, campaigns.Ways{Going: w.showSending, Result: w.showResult, Lists: func() { w.shell.Show(pageWaitlists) }})
	w.results = results.New(w.env, w.shop, results.Ways{Back: func() { w.shell.Show(pageResults) }, Sending: w.showSending,
		Chats: func() { w.shell.Show(pageConversations); w.conversations.Show("unanswered") }})
	w.rules = rules.New(w.env, w.shop)
	var restore func(views.RestoreOrder)
	if w.opt.Restore != nil {
		restore = w.restore
	}
	w.posters = posters.New(w.env, w.shop, func() { w.shell.Show(pageWaitlists) })
	w.answers = answers.New(w.env, w.shop, func() { w.shell.Show(pageSettings) })
	w.conversations.OnAnswers(w.showAnswers)
	w.profile = profile.New(w.env, w.shop, func() { w.shell.Show(pageSettings) })
	w.importing = importing.New(w.env, w.shop, importing.Ways{Back: func() { w.shell.Show(pageSettings) }, Chats: func() { w.shell.Show(pageConversations) }})
	w.settings = settings.New(w.env, w.shop, w.look, settings.Ways{Version: w.opt.Version, Look: w.Look, Practice: practice, Changed: w.setLook, Left: w.showFirst,
		Import:  func() { w.showImport() },
		Restore: restore,
		Keys:    w.showKeys,
		Login:   w.opt.Login,
		Habits:  w.habits, HabitsChanged: w.setHabits,
		Profile:   w.showProfile,
		Answers:   w.showAnswers,
		Languages: languages()})
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
	chats.Find, chats.Main, chats.Step, chats.Copy = w.conversations.Find, w.conversations.Send, w.conversations.Step, w.conversations.Copy
	lists := page(pageWaitlists, theme.Icon(theme.IconBox), w.waitlists.Content(), w.waitlists.Load)
	lists.Find, lists.Main, lists.Copy = w.waitlists.Find, w.waitlists.Restock, w.waitlists.Copy
	sentences := page(pageRules, theme.Icon(theme.IconSliders), w.rules.Content(), w.rules.Load)
	sentences.Save, sentences.Undo = w.rules.Save, w.rules.Forget
	today := page(pageToday, theme.Icon(theme.IconBell), w.today.Content(), w.today.Load)
	today.Typed, today.Letters = w.today.Typed, w.env.Words.T("today.review_yes_key")+" "+w.env.Words.T("today.review_no_key")
	offer := page(pageOffers, theme.Icon(theme.IconTag), w.offers.Content(), w.offers.Shown)
	offer.Main, offer.Back, offer.Save = w.offers.Main, w.offers.Leave, w.offers.Save
	return []shell.Page{today, chats, lists, offer,
		page(pageResults, theme.Icon(theme.IconChart), w.campaigns.Content(), w.campaigns.Load), sentences,
		page(pageSettings, fynetheme.SettingsIcon(), w.settings.Content(), w.settings.Load),
	}
}

// find gives the keyboard to the search of all messages.
func (w *Window) find() {
	w.shell.Show(pageConversations)
	w.conversations.Find()
}

func (w *Window) showChat(id core.CustomerID) {
	w.shell.Show(pageConversations)
	w.conversations.Open(id, "")
}

// showRestock lays the review of one product over the waiting lists.
func (w *Window) showRestock(l views.WaitingList) {
	w.restock.Open(l)
	w.shell.Lay(pageWaitlists, w.reviewPage())
}

// showOffers brings up the page where a message for many is written.
func (w *Window) showOffers() { w.shell.Show(pageOffers) }

// showPools lays the pools of promo codes over the offers.
func (w *Window) showPools() {
	w.shell.Lay(pageOffers, w.poolsPage())
}

// showSending lays the progress of one campaign over the results, where it is found again later.
func (w *Window) showSending(id core.CampaignID) {
	w.sending.Open(id)
	w.shell.Lay(pageResults, w.sendingPage())
}

// showResult lays what one campaign brought over the list of all.
func (w *Window) showResult(id core.CampaignID) {
	w.results.Open(id)
	w.shell.Lay(pageResults, w.resultPage())
}

// showPosters lays the links and posters of a product over the waiting lists.
func (w *Window) showPosters(l views.WaitingList) {
	w.posters.Open(l)
	w.shell.Lay(pageWaitlists, w.postersPage())
}

// showAnswers lays the saved and automatic answers over the settings.
func (w *Window) showAnswers() { w.shell.Lay(pageSettings, w.answersPage()) }

// showProfile lays what people see before they write over the settings.
func (w *Window) showProfile() { w.shell.Lay(pageSettings, w.profilePage()) }

// showImport lays the page that brings old conversations over the settings, with files that were dropped.
func (w *Window) showImport(files ...string) {
	if len(files) > 0 {
		w.importing.Add(files...)
	}
	w.shell.Lay(pageSettings, w.importingPage())
}

// dropped takes what was dropped onto the window: a sheet of products, or the parts of a download of conversations.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	var parts []string
	for _, f := range files {
		switch strings.ToLower(f.Extension()) {
		case ".csv", ".xlsx":
			if w.shell != nil {
				w.shell.Show(pageWaitlists)
				w.waitlists.Import(f.Path())
				return
			}
		case ".zip", "": // a folder has no ending
			parts = append(parts, f.Path())
		}
	}
	switch {
	case len(parts) == 0:
	case w.shell != nil:
		w.showImport(parts...)
	case w.begun != nil:
		w.begun.Note(parts...)
	}
}
