package ui

import (
	"shopbell/ui/shell"
)

// The pages that lie over one of the side: a step of something that was begun there.

func (w *Window) reviewPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("help.review"), Content: w.restock.Content(), OnShow: w.restock.Shown, Main: w.restock.Main, Back: w.restock.Leave}
}

func (w *Window) poolsPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("pools.title"), Content: w.pools.Content(), OnShow: w.pools.Shown, Main: w.pools.AddPasted, Back: w.pools.Leave}
}

func (w *Window) sendingPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("help.sending"), Content: w.sending.Content(), Pause: w.sending.Pause, Back: w.sending.Leave}
}

func (w *Window) resultPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("results.title"), Content: w.results.Content(), Back: w.results.Leave}
}

func (w *Window) importingPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("importing.title"), Content: w.importing.Content(), Main: w.importing.Main, Back: w.importing.Leave}
}

func (w *Window) postersPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("waitlists.bring"), Content: w.posters.Content(), OnShow: w.posters.Shown, Main: w.posters.Save, Back: w.posters.Leave}
}

func (w *Window) profilePage() shell.Page {
	return shell.Page{Label: w.env.Words.T("settings.profile"), Content: w.profile.Content(), OnShow: w.profile.Shown, Main: w.profile.Save, Save: w.profile.Save, Back: w.profile.Leave}
}

func (w *Window) answersPage() shell.Page {
	return shell.Page{Label: w.env.Words.T("answers.title"), Content: w.answers.Content(), OnShow: w.answers.Shown, Main: w.answers.Save, Save: w.answers.Save, Back: w.answers.Leave}
}

// laid lists them, for the list of keys.
func (w *Window) laid() []shell.Page {
	return []shell.Page{w.reviewPage(), w.poolsPage(), w.sendingPage(), w.resultPage(), w.importingPage(), w.postersPage(), w.profilePage(), w.answersPage()}
}
