package main

import (
	"context"

	"shopbell/core"
	"shopbell/core/views"
)

func (f *fake) PeopleNamed(_ context.Context, text string, _ int) ([]views.ConversationRow, error) {
	if text != "ana" {
		return nil, nil
	}
	a := people()[3]
	return []views.ConversationRow{{CustomerID: core.CustomerID(a.id), Name: a.name, Snippet: a.says, At: ago(a.wrote), FromPage: true}}, nil
}

func (f *fake) ExportPerson(context.Context, core.CustomerID, string) ([]string, error) {
	return nil, nil
}
func (f *fake) Forget(context.Context, core.CustomerID) (views.Erasure, error) {
	return views.Erasure{}, nil
}

func (f *fake) PeopleChoices(context.Context) (views.PeopleChoices, error) {
	return views.PeopleChoices{Products: []core.Product{mug(), {SKU: "APRON", Name: "Linen apron"}}, Tags: []string{"gift buyer", "regular"}, Languages: []string{"de", "en", "pt-BR"}}, nil
}
func (f *fake) CountCustomers(context.Context, core.Filter) (int, error) { return 143, nil }
func (f *fake) Segments(context.Context) ([]core.Segment, error) {
	return []core.Segment{{Name: "Mug lovers who went quiet", Filter: core.Filter{Asked: "BLUE-MUG", SilentDays: 30, Language: "pt-BR"}}}, nil
}
func (f *fake) SaveSegment(context.Context, core.Segment) error { return nil }
func (f *fake) DeleteSegment(context.Context, string) error     { return nil }
func (f *fake) SaveSearch(context.Context, string, views.SearchQuery, func(done, of int)) (int, error) {
	return 12, nil
}
func (f *fake) SaveCustomers(context.Context, string, core.Filter, func(done, of int)) (int, error) {
	return 143, nil
}
