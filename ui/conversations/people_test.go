package conversations

import (
	"context"
	"testing"

	"shopbell/core"
	"shopbell/core/views"
)

func (f *fakeShop) PeopleNamed(context.Context, string, int) ([]views.ConversationRow, error) {
	return nil, nil
}
func (f *fakeShop) PeopleChoices(context.Context) (views.PeopleChoices, error) {
	return views.PeopleChoices{Products: []core.Product{{SKU: "MUG", Name: "Mug"}}, Tags: []string{"gift"}, Languages: []string{"de"}}, nil
}
func (f *fakeShop) CountCustomers(_ context.Context, filter core.Filter) (int, error) {
	f.counted = append(f.counted, filter)
	return 3, nil
}
func (f *fakeShop) Segments(context.Context) ([]core.Segment, error) { return f.segments, nil }
func (f *fakeShop) SaveSegment(_ context.Context, s core.Segment) error {
	f.segments = append(f.segments, s)
	return nil
}
func (f *fakeShop) DeleteSegment(_ context.Context, name string) error {
	f.segments = nil
	return nil
}
func (f *fakeShop) SaveSearch(context.Context, string, views.SearchQuery, func(done, of int)) (int, error) {
	return 0, nil
}
func (f *fakeShop) SaveCustomers(context.Context, string, core.Filter, func(done, of int)) (int, error) {
	return 0, nil
}

func (f *fakeShop) ExportPerson(_ context.Context, _ core.CustomerID, dir string) ([]string, error) {
	f.exported = dir
	return []string{"person.json", "person.html"}, nil
}
func (f *fakeShop) Forget(_ context.Context, id core.CustomerID) (views.Erasure, error) {
	f.erased = append(f.erased, id)
	return views.Erasure{People: 1, Messages: 7}, f.err
}

// Given saved segments, when one is chosen, then the list asks for it by name, and says whom it means.
func TestASavedFilterIsPickedAgain(t *testing.T) {
	f := &fakeShop{people: 10, segments: []core.Segment{{Name: "Quiet", Filter: core.Filter{SilentDays: 30}}}}
	c, stage := open(t, f, 1072)
	c.Load()
	stage.FinishAll()
	p := c.list.people
	p.choice.SetSelectedIndex(len(kinds()))
	stage.FinishAll()
	if q := f.asked[len(f.asked)-1]; q.Filter != "Quiet" || q.Only != (core.Filter{}) {
		t.Errorf("asked for %+v", q)
	}
	if got := p.says.String(); got != "Silent for 30 days: 3 people" || !p.says.Visible() {
		t.Errorf("it says %q", got)
	}
	s, ok := p.saved()
	if !ok {
		t.Fatal("the saved filter is not shown")
	}
	p.delete(s)
	stage.FinishAll()
	if q := f.asked[len(f.asked)-1]; q.Filter != "" || q.Only != s.Filter {
		t.Errorf("after deleting it the list asks for %+v", q)
	}
}

// Given a form, when it is filled and shown, then the list asks for what it says; saved, it has its name.
func TestAFilterIsMadeAndKept(t *testing.T) {
	f := &fakeShop{people: 10}
	c, stage := open(t, f, 1072)
	c.Load()
	stage.FinishAll()
	p := c.list.people
	choices, _ := f.PeopleChoices(t.Context())
	form := newPeopleForm(p, choices, core.Filter{}, "")
	form.open()
	if !form.keepBtn.Disabled() {
		t.Error("everybody without a name can be kept")
	}
	form.product.SetSelectedIndex(1)
	form.tag.SetSelectedIndex(1)
	form.silent.SetText("x")
	if !form.showBtn.Disabled() {
		t.Error("x days of silence can be shown")
	}
	form.silent.SetText("30")
	form.bought.SetChecked(true)
	want := core.Filter{Asked: "MUG", Tag: "gift", SilentDays: 30, Bought: true}
	stage.Advance(countRest)
	stage.FinishAll()
	if f.counted[len(f.counted)-1] != want || form.count.String() != "3 people now" {
		t.Errorf("counted %+v, %q", f.counted, form.count.String())
	}
	form.show()
	stage.FinishAll()
	if q := f.asked[len(f.asked)-1]; q.Only != want {
		t.Errorf("asked for %+v", q)
	}
	form = newPeopleForm(p, choices, p.filter(), "")
	form.open()
	if got, _ := form.filter(); got != want {
		t.Errorf("the form opens with %+v", got)
	}
	form.name.SetText("Gifts")
	form.keep()
	stage.FinishAll()
	if len(f.segments) != 1 || f.segments[0] != (core.Segment{Name: "Gifts", Filter: want}) || p.kind != "Gifts" {
		t.Errorf("kept %+v, shown %q", f.segments, p.kind)
	}
}

// Given hits, when the owner steps, then each opens at its place, and after the last comes the first.
func TestSteppingFromHitToHit(t *testing.T) {
	f := &fakeShop{people: 10}
	c, stage := open(t, f, 1072)
	c.Load()
	stage.FinishAll()
	c.Step(1)
	if c.id != "" {
		t.Error("without a search something opens")
	}
	c.Search("blue")
	stage.FinishAll()
	c.list.find.found.Hits = []views.SearchHit{{CustomerID: "c00001", MessageID: "m1"}, {CustomerID: "c00002", MessageID: "m2"}}
	c.list.refresh()
	for _, want := range []core.CustomerID{"c00001", "c00002", "c00001"} {
		c.Step(1)
		stage.FinishAll()
		if c.id != want {
			t.Errorf("opened %s, want %s", c.id, want)
		}
	}
	c.Step(-1)
	if c.id != "c00002" || c.list.find.at != 1 {
		t.Errorf("back at %s", c.id)
	}
}

// Given filters, when the last is taken away and no words are typed, then the conversations come back.
func TestFiltersAloneSearchToo(t *testing.T) {
	f := &fakeShop{people: 10}
	c, stage := open(t, f, 1072)
	c.Load()
	stage.FinishAll()
	c.list.find.set(Narrow{Picture: true})
	stage.FinishAll()
	if c.list.find.found == nil || !c.list.people.head.Hidden {
		t.Error("pictures alone are not searched for")
	}
	c.list.find.set(Narrow{})
	stage.FinishAll()
	if c.list.find.found != nil || c.list.people.head.Hidden || c.list.length() != 10 {
		t.Errorf("%d rows", c.list.length())
	}
}
