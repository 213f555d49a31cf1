package shop

import (
	"testing"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// A name is found by the beginnings of its words, whatever the accents; a filter without a name narrows the list.
func TestPeopleByNameAndByFilter(t *testing.T) {
	s := newScene(t, practice.Options{})
	all, err := s.Conversations(t.Context(), views.ConversationQuery{Limit: 100})
	s.must(err)
	for _, c := range all {
		if c.Name == "" {
			continue
		}
		found, err := s.PeopleNamed(t.Context(), c.Name, 50)
		s.must(err)
		ok := false
		for _, f := range found {
			ok = ok || f.CustomerID == c.CustomerID
		}
		if !ok {
			t.Errorf("%q is not found by that name", c.Name)
		}
	}
	if found, err := s.PeopleNamed(t.Context(), "?!", 50); err != nil || len(found) != 0 {
		t.Errorf("signs found %d people, %v", len(found), err)
	}
	s.must(s.AddTag(t.Context(), all[0].CustomerID, "regular"))
	choices, err := s.PeopleChoices(t.Context())
	s.must(err)
	if len(choices.Tags) != 1 || len(choices.Products) == 0 || len(choices.Languages) == 0 {
		t.Errorf("choices %+v", choices)
	}
	some, err := s.Conversations(t.Context(), views.ConversationQuery{Only: core.Filter{Tag: "regular"}, Limit: 100})
	s.must(err)
	if len(some) != 1 || some[0].CustomerID != all[0].CustomerID {
		t.Errorf("%d with the tag", len(some))
	}
}
