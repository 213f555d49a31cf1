package conversations

import (
	"context"
	"fmt"
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
)

// fakeShop has a number of conversations and notes what is asked of it.
type fakeShop struct {
	people   int
	asked    []views.ConversationQuery
	searches []string
	replies  []string
	answer   core.Delivery
	err      error
	notes    map[core.CustomerID]string
	stopped  []core.CustomerID
	requests []views.CardRequest
	notAsked []core.MessageID
	segments []core.Segment
	counted  []core.Filter
	exported string
	erased   []core.CustomerID
	pictures []string       // asked for
	hangs    []views.Bubble // on the newest messages

	suggestions []views.Suggestion
	saved       []core.SavedAnswer
	drafts      map[core.CustomerID]string
	orders      []views.Order
}

func (f *fakeShop) Conversations(_ context.Context, q views.ConversationQuery) ([]views.ConversationRow, error) {
	f.asked = append(f.asked, q)
	from := 0
	if q.BeforeID != "" {
		_, _ = fmt.Sscanf(string(q.BeforeID), "c%05d", &from)
		from++
	}
	return rows(from, max(min(f.people-from, q.Limit), 0)), nil
}
func (f *fakeShop) Search(_ context.Context, q views.SearchQuery) ([]views.SearchHit, error) {
	f.searches = append(f.searches, q.Words)
	return []views.SearchHit{{CustomerID: "c00001", MessageID: "m9", Name: "Ana", Snippet: "blue mug"}}, nil
}
func (f *fakeShop) Messages(_ context.Context, id core.CustomerID, before time.Time, _ int) ([]views.Bubble, error) {
	if !before.IsZero() {
		return []views.Bubble{bubble("old", 9999, false, "old")}, nil
	}
	all := slices.Clone(f.hangs)
	for i := range windowSize - len(all) {
		all = append(all, bubble(fmt.Sprintf("%s-%d", id, i), i, i%2 == 0, fmt.Sprintf("message %d of %s", i, id)))
	}
	return all, nil
}
func (f *fakeShop) MessagesAround(_ context.Context, _ core.CustomerID, m core.MessageID, _ int) ([]views.Bubble, error) {
	return []views.Bubble{bubble(string(m), 5000, false, "the blue mug")}, nil
}
func (f *fakeShop) Picture(_ context.Context, hash string, side int) (image.Image, error) {
	f.pictures = append(f.pictures, fmt.Sprint(hash, " ", side))
	if hash == "lost" {
		return nil, core.E(core.CodeNotFound, "fake", "picture", nil)
	}
	return image.NewGray(image.Rect(0, 0, 4, 3)), nil
}

func (f *fakeShop) Customer(_ context.Context, id core.CustomerID) (views.CustomerCard, error) {
	return views.CustomerCard{Customer: core.Customer{ID: id, Name: "Ana Duarte", Note: f.notes[id]}, Requests: f.requests, ClosesAt: now.Add(5 * time.Hour)}, nil
}
func (f *fakeShop) Suggestions(context.Context, core.CustomerID) ([]views.Suggestion, error) {
	return f.suggestions, nil
}
func (f *fakeShop) SavedAnswers(context.Context) ([]core.SavedAnswer, error) { return f.saved, nil }
func (f *fakeShop) FillAnswer(_ context.Context, id core.CustomerID, key string) (string, error) {
	return "filled " + key + " for " + string(id), nil
}
func (f *fakeShop) Draft(_ context.Context, id core.CustomerID) (string, error) {
	return f.drafts[id], nil
}
func (f *fakeShop) KeepDraft(_ context.Context, id core.CustomerID, text string) error {
	if f.drafts == nil {
		f.drafts = map[core.CustomerID]string{}
	}
	f.drafts[id] = text
	return nil
}
func (f *fakeShop) Reply(_ context.Context, id core.CustomerID, text string) (core.Delivery, error) {
	f.replies = append(f.replies, string(id)+": "+text)
	return f.answer, f.err
}
func (f *fakeShop) DecideReview(context.Context, core.CustomerID, core.MessageID, bool) error {
	return nil
}
func (f *fakeShop) NotAsked(_ context.Context, _ core.CustomerID, _ core.SKU, message core.MessageID) error {
	f.notAsked = append(f.notAsked, message)
	return f.err
}
func (f *fakeShop) StopOffers(_ context.Context, id core.CustomerID, _ string) error {
	f.stopped = append(f.stopped, id)
	return nil
}
func (f *fakeShop) SetNote(_ context.Context, id core.CustomerID, note string) error {
	f.notes[id] = note
	return nil
}
func (f *fakeShop) AddTag(context.Context, core.CustomerID, string) error    { return nil }
func (f *fakeShop) RemoveTag(context.Context, core.CustomerID, string) error { return nil }

func open(t *testing.T, f *fakeShop, width float32) (*Screen, *screentest.Scene) {
	t.Helper()
	f.notes = map[core.CustomerID]string{}
	stage := screentest.New(t, now)
	stage.Window.SetPadded(false)
	c := New(stage.Env, f, nil)
	stage.Show(c.Content(), width, 820)
	c.Load()
	stage.FinishAll()
	return c, stage
}

func (f *fakeShop) OrderWays(context.Context) (views.OrderWays, error) { return views.OrderWays{}, nil }
func (f *fakeShop) Preview(context.Context, views.Order, core.CustomerID, string) (views.Preview, error) {
	return views.Preview{Text: "as it is seen", Verdict: core.Verdict{Action: core.ActionSend, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}}, nil
}
func (f *fakeShop) Send(_ context.Context, o views.Order) (views.Plan, error) {
	f.orders = append(f.orders, o)
	return views.Plan{Send: 1}, nil
}

func (f *fakeShop) Heard(context.Context, core.CustomerID) (int, error) { return 0, nil }
func (f *fakeShop) AskedAfterAll(context.Context, core.CustomerID, core.SKU, core.MessageID, int) error {
	return nil
}
func (f *fakeShop) AskReviewAgain(context.Context, core.CustomerID, core.MessageID, int) error {
	return nil
}

// buttons lists the buttons inside containers.
func buttons(o fyne.CanvasObject) []*widgets.Button {
	switch o := o.(type) {
	case *widgets.Button:
		return []*widgets.Button{o}
	case *fyne.Container:
		var all []*widgets.Button
		for _, child := range o.Objects {
			all = append(all, buttons(child)...)
		}
		return all
	}
	return nil
}
