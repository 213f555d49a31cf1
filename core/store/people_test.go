package store

import (
	"slices"
	"strings"
	"testing"
)

func TestPeopleAreFoundByTheirNames(t *testing.T) {
	s := crowd(t)
	if _, err := s.write.Exec(`UPDATE customers SET name = upper(substr(id, 1, 1)) || substr(id, 2) || ' Silva'`); err != nil {
		t.Fatal(err)
	}
	named := func(limit int) string {
		list, err := s.Named(t.Context(), func(name string) bool { return strings.HasSuffix(name, "Silva") && name != "Bo Silva" }, limit)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range list {
			out = append(out, string(r.ID))
		}
		return strings.Join(out, " ")
	}
	if got := named(10); got != "ana dee cem eva" {
		t.Errorf("found %q, the newest first", got)
	}
	if got := named(2); got != "ana dee" {
		t.Errorf("two of them are %q", got)
	}
}

func TestWhatPeopleCanBeFilteredBy(t *testing.T) {
	s := crowd(t)
	if err := s.SetTags(t.Context(), "ana", []string{"Ring", "gift"}); err != nil {
		t.Fatal(err)
	}
	tags, err := s.Tags(t.Context())
	if err != nil || !slices.Equal(tags, []string{"gift", "Ring", "VIP"}) {
		t.Errorf("tags %v, %v", tags, err)
	}
	languages, err := s.Languages(t.Context())
	if err != nil || !slices.Equal(languages, []string{"en", "pt", "pt-BR", "ptx", "tr"}) {
		t.Errorf("languages %v, %v", languages, err)
	}
}
