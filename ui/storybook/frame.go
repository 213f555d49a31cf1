package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/shell"
	"shopbell/ui/theme"
)

// framed shows a screen inside the window it belongs to.
func framed(e Env, id shell.PageID, content fyne.CanvasObject) *shell.Shell {
	w := e.Words
	pages := []shell.Page{}
	for _, p := range []struct {
		id   shell.PageID
		icon fyne.Resource
	}{
		{"today", theme.Icon(theme.IconBell)}, {"conversations", theme.Icon(theme.IconChats)}, {"waitlists", theme.Icon(theme.IconBox)},
		{"offers", theme.Icon(theme.IconTag)}, {"results", theme.Icon(theme.IconChart)}, {"rules", theme.Icon(theme.IconSliders)}, {"settings", fynetheme.SettingsIcon()},
	} {
		page := shell.Page{ID: p.id, Label: w.T("nav." + string(p.id)), Icon: p.icon, Content: container.NewStack()}
		if p.id == id {
			page.Content = content
		}
		pages = append(pages, page)
	}
	s := shell.New(w, e.Runner, pages)
	s.Show(id)
	s.SetShop("Tulip Corner")
	s.SetBadge("today", "5")
	s.SetSign(w.T("sign.connected"), w.T("sign.looked", "When", w.Clock(canned, e.Zone)), theme.Bottle)
	return s
}
