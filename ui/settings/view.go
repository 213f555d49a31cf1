// Package settings is the page of the connection, the look and help.
package settings

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// View is what the page says about the connection, as words.
type View struct {
	Sub        string
	Shop       string
	ShopWhy    string
	Key        string
	Looked     string
	Stops      string
	Pill       string
	PillIcon   fyne.Resource
	PillTone   widgets.Tone
	Replace    bool // the key can be replaced: not in the practice shop
	Disconnect bool
}

// NewView words the state of the shop.
func NewView(w *words.Words, s views.Status, now time.Time, zone *time.Location) View {
	v := View{Shop: s.Page.Name, Replace: !s.Practice, Disconnect: s.Page.ID != "" && !s.Practice,
		Stops: w.N("settings.stops_why", s.OptedOut)}
	if s.OptedOut == 0 {
		v.Stops = w.T("settings.stops_none")
	}
	if v.Shop == "" {
		v.Shop = w.T("settings.page_none")
	}
	v.Sub = w.T("settings.sub", "Shop", v.Shop)
	v.ShopWhy = w.T("settings.page_since", "N", w.Number(s.Customers), "Messages", w.Number(s.Messages))
	v.Looked = w.T("settings.look_never")
	if !s.SyncedAt.IsZero() {
		v.Looked = w.T("settings.look_at", "When", w.Within(s.SyncedAt, now, zone))
	}
	v.Key = key(w, s)
	v.Pill, v.PillIcon, v.PillTone = w.T("settings.works"), theme.Icon(theme.IconOK), widgets.Bottle
	switch {
	case s.Practice:
		v.Pill, v.PillIcon, v.PillTone = w.T("settings.practice"), theme.Icon(theme.IconShop), widgets.Slate
	case s.Token != views.TokenValid && s.Token != views.TokenUnknown:
		v.Pill, v.PillIcon, v.PillTone = w.T("settings.broken"), fynetheme.ErrorIcon(), widgets.Brick
	}
	return v
}

func key(w *words.Words, s views.Status) string {
	switch {
	case s.Practice:
		return w.T("settings.key_practice")
	case s.Token == views.TokenNone:
		return w.T("settings.key_none")
	case s.Token == views.TokenInvalid:
		return w.T("health.key_bad")
	case s.Token == views.TokenLocked:
		return w.T("health.key_locked")
	case s.TokenKept == "session":
		return w.T("settings.key_session")
	}
	return w.T("settings.key_keyring")
}

// Finding is one line of the self-check.
type Finding struct {
	OK        bool
	What, Why string
}

// Findings words the self-check, what is wrong first.
func Findings(w *words.Words, checks []views.Check) (title string, all []Finding) {
	var well []Finding
	for _, c := range checks {
		f := Finding{OK: c.OK, What: c.Name, Why: c.Detail}
		if !c.OK && c.Fix != "" {
			f.Why = w.T("settings.doctor_mend", "Detail", c.Detail, "Fix", c.Fix)
		}
		if c.OK {
			well = append(well, f)
		} else {
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		return w.T("settings.doctor_well"), well
	}
	return w.N("settings.doctor_bad", len(all)), append(all, well...)
}
