package ui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/help"
	"shopbell/ui/palette"
	"shopbell/ui/shell"
	"shopbell/ui/theme"
)

// commands lists what the palette leads to: every page, and what can be begun. None of it sends anything.
func (w *Window) commands() []palette.Entry {
	say := w.env.Words
	all := []palette.Entry{}
	for i, p := range w.shell.Pages() {
		key := help.Press([]shell.Stroke{w.keys[0].Keys[i]}, modifier())
		all = append(all, palette.Entry{Says: p.Label, Key: key, Icon: p.Icon, Do: func() { w.shell.Show(p.ID) }})
	}
	add := func(words string, icon fyne.Resource, key string, do func()) {
		all = append(all, palette.Entry{Says: words, Key: help.Of(w.keys, key, modifier()), Icon: icon, Do: do})
	}
	chats := func(kind string) func() {
		return func() { w.shell.Show(pageConversations); w.conversations.Show(kind) }
	}
	settings := func(then func()) func() {
		return func() { w.shell.Show(pageSettings); then() }
	}
	add(say.T("tray.offer"), theme.Icon(theme.IconTag), "key.offer", w.showOffers)
	add(say.T("tray.look"), fynetheme.ViewRefreshIcon(), "key.look", w.Look)
	add(say.T("conversations.filter_unanswered"), theme.Icon(theme.IconChats), "", chats("unanswered"))
	add(say.T("conversations.filter_open"), theme.Icon(theme.IconClock), "", chats("open"))
	add(say.T("pools.title"), theme.Icon(theme.IconTicket), "", w.showPools)
	add(say.T("waitlists.add"), fynetheme.ContentAddIcon(), "", func() { w.shell.Show(pageWaitlists); w.waitlists.AskProducts() })
	add(say.T("settings.profile"), theme.Icon(theme.IconChats), "", settings(w.showProfile))
	add(say.T("settings.answers"), fynetheme.MailReplyIcon(), "", settings(w.showAnswers))
	add(say.T("importing.title"), fynetheme.DownloadIcon(), "", func() { w.showImport() })
	add(say.T("data.backup_do"), fynetheme.DocumentSaveIcon(), "", settings(w.settings.AskBackup))
	add(say.T("settings.doctor"), theme.Icon(theme.IconOK), "", settings(w.settings.Examine))
	add(say.T("settings.keys"), fynetheme.HelpIcon(), "key.help", w.showKeys)
	return all
}

// newPalette makes the palette of this shop.
func (w *Window) newPalette() *palette.Palette {
	return palette.New(w.env, w.shop, palette.Ways{Commands: w.commands, Restock: w.showRestock,
		Product: func(l views.WaitingList) { w.shell.Show(pageWaitlists); w.waitlists.Open(l) },
		Sending: w.showSending,
		Chat: func(id core.CustomerID, at core.MessageID) {
			w.shell.Show(pageConversations)
			w.conversations.Open(id, at)
		},
		Search: func(words string) { w.shell.Show(pageConversations); w.conversations.Search(words) },
	})
}

// showKeys lists what the keyboard does.
func (w *Window) showKeys() {
	help.Show(w.env, help.Keys(w.env.Words, w.keys, append(w.shell.Pages(), w.laid()...), modifier()))
}
