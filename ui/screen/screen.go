// Package screen holds what every screen is made with. A screen is a package of its own with three parts: a small
// interface naming the use cases it needs, a plain view made from what they return (tested without windows), and a
// type Screen that shows the view:
//
//	s := today.New(env, shop, today.Ways{…})
//	s.Content() // put into the shell once
//	s.Load()    // when it comes up, and after an event that concerns it
//	s.Tick()    // each minute, for countdowns
package screen

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Env is what every screen is made with. It never changes while the window is open.
type Env struct {
	Words  *words.Words
	Runner *tasks.Runner
	Clock  core.Clock
	Zone   *time.Location // the shop's, in which times are told
	Window fyne.Window
	// Say tells at the top of the window what was done.
	Say func(tone widgets.Tone, icon fyne.Resource, said string)
	// Begin shows long work at the side of the window, with a button that calls stop; nil: nowhere. See Run.
	Begin func(what string, stop func()) Going
	// Remember tells what was done and lets it be taken back for a while; nil: it is told, and stands. See DoneFor.
	Remember func(Step)
}

// Now is the time by which the screen counts.
func (e Env) Now() time.Time { return e.Clock.Now() }

// Canvas is where questions are asked.
func (e Env) Canvas() fyne.Canvas { return e.Window.Canvas() }

// Done tells at the top that something went well.
func (e Env) Done(said string) { e.Say(widgets.Bottle, fynetheme.ConfirmIcon(), said) }

// Failed tells at the top what went wrong and what to do. A nil error tells nothing; it gives whether there was one.
func (e Env) Failed(err error) bool {
	if err == nil {
		return false
	}
	e.Say(widgets.Brick, fynetheme.ErrorIcon(), e.Words.Error(err).Line())
	return true
}

// Verdict writes the pill of a verdict: words, icon and tone.
func (e Env) Verdict(v core.Verdict) (words string, icon fyne.Resource, tone widgets.Tone) {
	if _, never := v.Main(); never {
		v = core.Verdict{Action: core.ActionRefuse}
	}
	icon, tone = ActionLook(v.Action)
	return e.Words.Verdict(v, e.Now(), e.Zone), icon, tone
}
