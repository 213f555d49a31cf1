package ui

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Sign is what the door sign says.
type Sign struct {
	Title, Sub string
	Dot        fyne.ThemeColorName
}

// NewSign words where the shop stands, the gravest first.
func NewSign(w *words.Words, s views.Status, now time.Time, zone *time.Location) Sign {
	switch {
	case s.Practice && s.Halted == "":
		return Sign{w.T("sign.practice"), w.T("sign.practice_why"), theme.Slate}
	case !s.Practice && s.Token == views.TokenNone:
		return Sign{w.T("sign.no_key"), w.T("sign.key_why"), theme.Brick}
	case badKey(s):
		return Sign{w.T("sign.key"), w.T("sign.key_why"), theme.Brick}
	case s.Halted != "" && s.HaltedUntil.After(now):
		return Sign{w.T("sign.rests"), w.T("sign.rests_until", "When", w.Within(s.HaltedUntil, now, zone)), theme.Brass}
	case s.Halted != "":
		return Sign{w.T("sign.rests"), "", theme.Brick}
	case s.OfflineWhy == core.CodeIntercepted:
		return Sign{w.T("sign.intercepted"), w.T("sign.since", "When", w.Within(s.OfflineFrom, now, zone)), theme.Bell}
	case !s.OfflineFrom.IsZero():
		return Sign{w.T("sign.offline"), w.T("sign.since", "When", w.Within(s.OfflineFrom, now, zone)), theme.Bell}
	case s.Syncing:
		return Sign{w.T("sign.reading"), w.T("sign.reading_why"), theme.Bottle}
	case s.SyncedAt.IsZero():
		return Sign{w.T("sign.connected"), w.T("sign.never"), theme.Bottle}
	}
	return Sign{w.T("sign.connected"), w.T("sign.looked", "When", w.Within(s.SyncedAt, now, zone)), theme.Bottle}
}

func badKey(s views.Status) bool {
	return !s.Practice && (s.Token == views.TokenInvalid || s.Token == views.TokenLocked || s.Token == views.TokenNone)
}

// Way is where a strip's button leads.
type Way int

// The ways of strips.
const (
	WayNone Way = iota
	WayLook
	WaySettings
	WayGoOn // the owner's word that messages may leave
)

// Strip is one thing that is wrong and stays at the top until it is mended.
type Strip struct {
	Tone       widgets.Tone
	Icon       fyne.Resource
	Bold, More string
	Way        Way
	Button     string
}

// NewStrips words what is wrong, the gravest first. One cause has one strip.
func NewStrips(w *words.Words, s views.Status, now time.Time, zone *time.Location) []Strip {
	var all []Strip
	mend := func(icon fyne.Resource, code core.Code, detail string) {
		said := w.Code(code, detail)
		all = append(all, Strip{widgets.Brick, icon, said.What, said.Do, WaySettings, w.T("strip.mend")})
	}
	switch {
	case s.Practice:
	case s.Token == views.TokenInvalid:
		mend(theme.Icon(theme.IconKey), core.CodeTokenInvalid, "")
	case s.Token == views.TokenLocked:
		mend(theme.Icon(theme.IconLock), core.CodeKeyringLocked, "")
	case s.Token == views.TokenNone:
		mend(theme.Icon(theme.IconKey), core.CodeTokenMissing, "")
	case len(s.Missing) > 0:
		mend(theme.Icon(theme.IconKey), core.CodePermission, w.Permissions(s.Missing))
	}
	if s.Halted != "" && s.Halted != core.CodeTokenInvalid && s.Halted != core.CodeOffline {
		said := w.Code(s.Halted, "")
		tone := widgets.Brick
		if s.Halted == core.CodeRateLimited {
			tone = widgets.Brass
		}
		one := Strip{Tone: tone, Icon: fynetheme.WarningIcon(), Bold: said.What, More: said.Do}
		if s.Halted == core.CodeDataLost {
			one.Way, one.Button = WayGoOn, w.T("sending.resume")
		}
		all = append(all, one)
	}
	switch {
	case s.OfflineWhy == core.CodeIntercepted:
		said := w.Code(s.OfflineWhy, "")
		all = append(all, Strip{widgets.Brass, theme.Icon(theme.IconOffline), said.What, said.Do, WayLook, w.T("strip.try")})
	case !s.OfflineFrom.IsZero():
		all = append(all, Strip{widgets.Brass, theme.Icon(theme.IconOffline), w.T("strip.offline", "When", w.Within(s.OfflineFrom, now, zone)),
			w.T("strip.offline_why"), WayLook, w.T("strip.try")})
	}
	if s.Practice {
		all = append(all, Strip{Tone: widgets.Slate, Icon: theme.Icon(theme.IconShop), Bold: w.T("strip.practice"), More: w.T("strip.practice_why")})
	}
	return all
}
