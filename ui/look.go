package ui

import (
	"fyne.io/fyne/v2"

	"shopbell/ui/notices"
	"shopbell/ui/settings"
	"shopbell/ui/theme"
	"shopbell/ui/words"
)

// The names under which the look is kept. Only what the window looks like is kept this way: two windows may write here.
const (
	prefMode     = "look.mode"
	prefPercent  = "look.percent"
	prefLanguage = "look.language"
)

func loadLook(p fyne.Preferences) settings.Look {
	l := settings.Look{Mode: theme.Mode(p.StringWithFallback(prefMode, string(theme.ModeSystem))),
		Percent: p.IntWithFallback(prefPercent, 100), Language: p.StringWithFallback(prefLanguage, "")}
	switch l.Mode {
	case theme.ModeSystem, theme.ModeDay, theme.ModeNight:
	default:
		l.Mode = theme.ModeSystem
	}
	l.Percent = min(max(l.Percent, 90), 150)
	return l
}

// Words are the words in which the window speaks: in the language that the owner chose, else in the computer's.
func Words(app fyne.App, system string) *words.Words {
	return words.New(loadLook(app.Preferences()).Language, system)
}

// setLook changes how the window looks, at once and for the next time.
func (w *Window) setLook(l settings.Look) {
	w.look = l
	p := w.app.Preferences()
	p.SetString(prefMode, string(l.Mode))
	p.SetInt(prefPercent, l.Percent)
	p.SetString(prefLanguage, l.Language)
	w.app.Settings().SetTheme(theme.New(l.Mode, float32(l.Percent)/100))
}

// The names under which the habits are kept. They are of this computer, not of the shop.
const (
	prefNotices = "tell.level"
	prefQuote   = "tell.words"
)

func loadHabits(p fyne.Preferences) settings.Habits {
	return settings.Habits{Notices: notices.ParseLevel(p.String(prefNotices)), Quote: p.Bool(prefQuote)}
}

// setHabits changes how Shopbell goes along with the computer, at once and for the next time.
func (w *Window) setHabits(h settings.Habits) {
	w.habits = h
	w.app.Preferences().SetString(prefNotices, string(h.Notices))
	w.app.Preferences().SetBool(prefQuote, h.Quote)
}
