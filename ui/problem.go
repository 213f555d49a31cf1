package ui

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Mended is what a repair of the data folder left.
type Mended struct {
	Before string // the damaged database, kept beside; "" when nothing had to be left out
	Lost   bool   // something could not be read
}

// Problem is the window that stands where Shopbell's should, when the data folder does not open: it says why, and offers
// the way out.
type Problem struct {
	Window fyne.Window
	Button *widgets.Button // the way out

	words  *words.Words
	runner *tasks.Runner
	slot   tasks.Slot
	ways   ProblemWays
}

// ProblemWays are what the owner can do about it.
type ProblemWays struct {
	Again  func()                                // closes this window and opens Shopbell once more
	Repair func(context.Context) (Mended, error) // for a damaged database
}

// NewProblem makes the window; the caller shows it.
func NewProblem(app fyne.App, why error, opt Options, ways ProblemWays) *Problem {
	look := loadLook(app.Preferences())
	p := &Problem{words: words.New(look.Language, opt.Lang), runner: opt.Runner, ways: ways}
	ctx, stop := context.WithCancel(context.Background())
	if p.runner == nil {
		p.runner = tasks.New(ctx)
	}
	app.Settings().SetTheme(theme.New(look.Mode, float32(look.Percent)/100))
	p.Window = app.NewWindow(p.words.T("window.title"))
	p.Window.SetPadded(false)
	p.Window.SetOnClosed(stop)
	p.Window.Resize(fyne.NewSize(720, 420))
	p.say(why)
	return p
}

// say tells why the folder does not open.
func (p *Problem) say(why error) {
	said := p.words.Error(why)
	p.Button = widgets.NewButton(p.words.T("strip.try"), nil, widgets.Main, p.ways.Again)
	if core.CodeOf(why) == core.CodeDataDamaged {
		said.Do = p.words.T("problem.repair_why")
		p.Button = widgets.NewButton(p.words.T("problem.repair"), nil, widgets.Main, p.repair)
	}
	p.show(fynetheme.ErrorIcon(), said)
}

func (p *Problem) show(icon fyne.Resource, said words.Sentence) {
	p.Window.SetContent(widgets.On(theme.Page, widgets.Empty(icon, said.What, said.Do, p.Button)))
	p.Window.Canvas().Focus(p.Button)
}

func (p *Problem) repair() {
	p.Button.SetBusy(true)
	tasks.Run(p.runner, &p.slot, p.ways.Repair, func(m Mended, err error) {
		if err != nil {
			said := p.words.Error(err)
			if core.CodeOf(err) == core.CodeDataDamaged {
				said = words.Sentence{What: p.words.T("problem.hopeless"), Do: p.words.T("problem.hopeless_do")}
			}
			p.Button = widgets.NewButton(p.words.T("strip.try"), nil, widgets.Main, p.ways.Again)
			p.show(fynetheme.ErrorIcon(), said)
			return
		}
		said := words.Sentence{What: p.words.T("problem.mended")}
		if m.Before != "" {
			said.Do = p.words.T("problem.kept", "File", m.Before)
		}
		if m.Lost {
			said.Do += " " + p.words.T("problem.lost")
		}
		p.Button = widgets.NewButton(p.words.T("problem.open"), nil, widgets.Main, p.ways.Again)
		p.show(fynetheme.ConfirmIcon(), said)
	})
}
