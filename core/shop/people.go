package shop

import (
	"context"
	"slices"
	"strings"

	"shopbell/core/fold"
	"shopbell/core/views"
)

// PeopleChoices gives what there is to choose from where people are filtered.
func (s *Shop) PeopleChoices(ctx context.Context) (views.PeopleChoices, error) {
	var c views.PeopleChoices
	var err error
	if c.Products, err = s.store.Products(ctx); err != nil {
		return c, err
	}
	if c.Tags, err = s.store.Tags(ctx); err != nil {
		return c, err
	}
	c.Languages, err = s.store.Languages(ctx)
	return c, err
}

// PeopleNamed gives the people in whose name each word of a text begins a word, newest activity first. Capitals and
// accents do not matter. A text without letters finds nobody.
func (s *Shop) PeopleNamed(ctx context.Context, text string, limit int) ([]views.ConversationRow, error) {
	wanted := fold.Words(text)
	if len(wanted) == 0 {
		return nil, nil
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.store.Named(ctx, func(name string) bool {
		have := fold.Words(name)
		for _, w := range wanted {
			if !slices.ContainsFunc(have, func(h fold.Word) bool { return strings.HasPrefix(h.Text, w.Text) }) {
				return false
			}
		}
		return true
	}, limit)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	out := make([]views.ConversationRow, len(list))
	for i, c := range list {
		out[i] = conversationRow(c, rules, now)
	}
	return out, nil
}
