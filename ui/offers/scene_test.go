package offers

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
)

// fake plans for some people now and some when they write. A text with {bad} is blocked, as the use case does.
type fake struct {
	now, reply int
	err        error
	planned    []views.Order
	sent       []views.Order
	tested     []views.Order
	saved      []string
	me         core.CustomerID
	closed     bool // the owner's own chat
	kept       string
	ctx        context.Context
}

func (f *fake) Kept(context.Context, string) (string, error) { return f.kept, nil }
func (f *fake) Keep(_ context.Context, _, value string) error {
	f.kept = value
	return nil
}

func (f *fake) Plan(ctx context.Context, o views.Order) (views.Plan, error) {
	f.planned, f.ctx = append(f.planned, o), ctx
	p := views.Plan{Kind: o.Kind}
	for i := range f.now + f.reply {
		a := core.ActionSend
		if i >= f.now {
			a = core.ActionHoldForReply
		}
		p.Add(views.PlanRow{CustomerID: core.CustomerID(fmt.Sprint("p", i)), Name: fmt.Sprint("Person ", i), Text: o.Content.Texts[""],
			Verdict: core.Verdict{Action: a, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	if strings.Contains(o.Content.Texts[""], "{bad}") {
		p.Warnings = []views.Warning{{Code: views.WarnMissingName, Count: 1}, {Code: views.WarnUnknownField, Detail: "{bad}"}}
	}
	return p, f.err
}

func (f *fake) Send(ctx context.Context, o views.Order) (views.Plan, error) {
	f.sent = append(f.sent, o)
	p, err := f.Plan(ctx, o)
	p.CampaignID = "c1"
	return p, err
}

func (f *fake) Preview(_ context.Context, o views.Order, id core.CustomerID, _ string) (views.Preview, error) {
	return views.Preview{CustomerID: id, Name: "Person " + string(id), Form: views.FormText, Text: o.Content.Texts[""], Length: 3, Most: 2000}, nil
}

func (f *fake) Forecast(context.Context, views.Order) (views.Forecast, error) {
	return views.Forecast{Zone: time.UTC, Everyone: f.now + f.reply}, nil
}

func (f *fake) Test(_ context.Context, o views.Order) (core.Delivery, error) {
	f.tested = append(f.tested, o)
	if f.closed {
		return core.Delivery{State: core.DeliveryRefused}, nil
	}
	return core.Delivery{State: core.DeliveryPlanned}, nil
}

func (f *fake) Myself(context.Context) (core.CustomerID, error) { return f.me, nil }
func (f *fake) SetMyself(_ context.Context, id core.CustomerID) error {
	f.me = id
	return nil
}

func (f *fake) Templates(context.Context) ([]views.MessageTemplate, error) { return nil, nil }
func (f *fake) SaveTemplate(_ context.Context, name string, _ core.Kind, c core.Content) error {
	f.saved = append(f.saved, name+": "+c.Texts[""])
	return nil
}
func (f *fake) DeleteTemplate(context.Context, string) error { return nil }
func (f *fake) Pools(context.Context) ([]views.CodePool, error) {
	return []views.CodePool{{Name: "WINTER", Total: 5, Free: 5}}, nil
}
func (f *fake) Segments(context.Context) ([]core.Segment, error) {
	return []core.Segment{{Name: "Candles"}}, nil
}
func (f *fake) PeopleChoices(context.Context) (views.PeopleChoices, error) {
	return views.PeopleChoices{Languages: []string{"es"}}, nil
}
func (f *fake) PeopleNamed(context.Context, string, int) ([]views.ConversationRow, error) {
	return []views.ConversationRow{{CustomerID: "ana", Name: "Ana Duarte"}}, nil
}
func (f *fake) Rules(context.Context) ([]views.RuleValue, error) {
	return []views.RuleValue{{Name: "hold_for", Value: "14d"}}, nil
}

type scene struct {
	*Screen
	*screentest.Scene
	fake *fake
	went []core.CampaignID
}

func raised(t *testing.T, f *fake) *scene {
	t.Helper()
	s := &scene{Scene: screentest.New(t, noon), fake: f}
	s.Screen = New(s.Env, f, Ways{Sending: func(id core.CampaignID) { s.went = append(s.went, id) }})
	s.Show(s.Content(), 1024, 700)
	s.Shown()
	s.settle()
	return s
}

// settle lets typing and a changed number rest, and does all work.
func (s *scene) settle() {
	s.FinishAll()
	s.Advance(typingRest)
	s.FinishAll()
	s.Advance(changeRest)
	s.FinishAll() // what was written is kept
}

func (s *scene) write(text string) {
	s.form.area.SetText(text)
	s.settle()
}

func (f *fake) Progress(_ context.Context, id core.CampaignID) (views.Progress, error) {
	return views.Progress{Campaign: core.Campaign{ID: id, State: core.CampaignRunning}}, nil
}
func (f *fake) Cancel(context.Context, core.CampaignID) (int, error) { return 0, nil }
