package orders

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Form is the question what to tell about an order.
type Form struct {
	env   screen.Env
	desk  *Desk
	who   Who
	sent  func()
	close func()

	ways  views.OrderWays
	draft Draft
	shown views.Preview // of the draft, unless stale
	stale bool          // the preview is not that of the draft
	busy  bool          // it is being sent

	way          *widgets.Choice
	wayBox       *fyne.Container
	fields       *fyne.Container
	see          see
	fault        *widgets.Fault
	shut, send   *widgets.Button
	read, typing tasks.Slot
	look, act    tasks.Slot
}

func newForm(d *Desk, who Who, sent func()) *Form {
	f := &Form{env: d.env, desk: d, who: who, sent: sent, draft: d.drafts[who.ID], stale: true, fields: widgets.Column(theme.Gap12), fault: widgets.NewFault()}
	w := f.env.Words
	f.way, f.wayBox = widgets.NewChoice(nil, nil)
	f.see = newSee(f.env, who)
	f.shut = widgets.NewButton(w.T("people.shut"), nil, widgets.Normal, nil)
	f.send = widgets.NewButton(w.T("order.send", "Name", who.First), fynetheme.MailSendIcon(), widgets.Main, f.sendNow)
	return f
}

func (f *Form) open() {
	w := f.env.Words
	body := widgets.Column(theme.Gap12, field(w.T("order.way"), f.wayBox), f.fields, widgets.Rule(), f.see.box, f.fault.Box)
	foot := widgets.Column(theme.Gap12, f.see.says, widgets.AtEnd(f.shut, f.send))
	f.close = widgets.OverScrolling(f.env.Canvas(), w.T("order.title", "Name", f.who.First), body, foot, nil)
	f.shut.OnTapped = f.close
	f.offerWays()
	f.write()
	tasks.Run(f.env.Runner, &f.read, f.desk.shop.OrderWays, func(ways views.OrderWays, err error) {
		if err != nil {
			f.fault.Set(w.Error(err).Line())
		}
		f.ways = ways
		if f.draft.Receipt.Currency == "" {
			f.draft.Receipt.Currency = ways.Currency
		}
		f.offerWays()
		f.showVerdict()
	})
}

// field is a field under its name.
func field(name string, o fyne.CanvasObject) *fyne.Container {
	return widgets.Column(theme.Gap4, widgets.NewText(name, widgets.Small().Wrapped()), o)
}

// offerWays lists what the update can be made of, without telling that something was chosen.
func (f *Form) offerWays() {
	w := f.env.Words
	names, chosen := []string{w.T("order.way_text"), w.T("order.way_receipt")}, int(f.draft.Way)
	for i, t := range f.ways.Templates {
		names = append(names, w.T("order.way_template", "Name", t.Name, "Language", t.Language))
		if f.draft.Way == WayTemplate && t.Name == f.draft.Template.Name && t.Language == f.draft.Template.Language {
			chosen = i + int(WayTemplate)
		}
	}
	if chosen >= len(names) { // its template is not there any more
		chosen, f.draft.Way = int(WayText), WayText
	}
	f.way.OnChanged = nil
	f.way.SetOptions(names)
	f.way.SetSelectedIndex(chosen)
	f.way.OnChanged = func(string) { f.choose(f.way.SelectedIndex()) }
}

// Begin goes on with a draft.
func (f *Form) Begin(d Draft) {
	f.draft = d
	f.offerWays()
	f.write()
}

// choose takes what the update is made of.
func (f *Form) choose(i int) {
	if i < int(WayTemplate) {
		f.draft.Way = Way(i)
	} else {
		f.draft.Choose(f.ways.Templates[i-int(WayTemplate)])
	}
	f.write()
}

// changed makes the preview anew once the typing rests. Until then nothing can be sent: what is told may not be true.
func (f *Form) changed() {
	f.stale = true
	f.desk.drafts[f.who.ID] = f.draft
	f.look.Cancel()
	f.fault.Set("")
	if !f.draft.Ready() {
		f.typing.Cancel()
		f.shown = views.Preview{}
		f.see.sketch(f.draft)
		f.allow()
		return
	}
	f.allow()
	f.env.Runner.Later(&f.typing, typingRest, f.Reckon)
}

// Reckon asks at once what the customer would see, and whether it would go.
func (f *Form) Reckon() {
	f.typing.Cancel()
	order := f.draft.Order(f.who.ID, f.who.Name)
	tasks.Run(f.env.Runner, &f.look, func(ctx context.Context) (views.Preview, error) { return f.desk.shop.Preview(ctx, order, f.who.ID, "") },
		func(p views.Preview, err error) {
			if err != nil {
				f.fault.Set(f.env.Words.Error(err).Line())
				f.fit()
				return
			}
			f.shown, f.stale = p, false
			f.showVerdict()
		})
}

// showVerdict shows the preview with its verdict, and what to do where it does not go now.
func (f *Form) showVerdict() {
	if !f.stale {
		f.see.show(f.shown, f.ways, f.draft.Way)
		f.send.SetText(label(f.env, f.who, f.shown.Verdict))
	}
	f.allow()
	f.fit()
}

// label says what pressing the button does.
func label(env screen.Env, who Who, v core.Verdict) string {
	w := env.Words
	switch v.Action {
	case core.ActionHoldUntil:
		return w.T("order.keep_until", "When", w.Within(v.EligibleAt, env.Now(), env.Zone))
	case core.ActionHoldForReply:
		return w.T("order.keep", "Name", who.First)
	case core.ActionRefuse:
		return w.T("order.cannot")
	}
	return w.T("order.send", "Name", who.First)
}

// allow lets the button be pressed when what it says is what would happen.
func (f *Form) allow() {
	f.send.SetBusy(f.busy)
	if f.busy {
		return
	}
	if f.stale || blocked(f.shown.Warnings) || f.shown.Verdict.Action == core.ActionRefuse {
		f.send.Disable()
	} else {
		f.send.Enable()
	}
}

func (f *Form) fit() { widgets.FitTop(f.env.Canvas()) }

// sendNow sends it, or keeps it. What was written stays until it is stored.
func (f *Form) sendNow() {
	if f.busy || f.send.Disabled() {
		return
	}
	order := f.draft.Order(f.who.ID, f.who.Name)
	f.busy = true
	f.allow()
	tasks.Run(f.env.Runner, &f.act, func(ctx context.Context) (views.Plan, error) { return f.desk.shop.Send(ctx, order) }, func(p views.Plan, err error) {
		f.busy = false
		f.allow()
		w := f.env.Words
		switch {
		case err != nil:
			f.fault.Set(w.Error(err).Line())
			f.fit()
			return
		case p.Refuse > 0: // it changed since the preview
			f.Reckon()
			return
		case p.Send > 0:
			f.env.Done(w.T("order.leaves", "Name", f.who.First))
		default:
			f.env.Done(w.T("order.kept", "Name", f.who.First))
		}
		delete(f.desk.drafts, f.who.ID)
		f.close()
		f.sent()
	})
}
