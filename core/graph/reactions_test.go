package graph

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"shopbell/core"
)

func TestReactions(t *testing.T) {
	for body, want := range map[string][]core.Reaction{
		``:                         nil,
		`"reactions":null,`:        nil,
		`"reactions":{"data":[]},`: {},
		`"reactions":7,`:           {},
		`"reactions":{"data":[{"reaction":"love","users":[{"id":"` + pageID + `"},{"id":"7100000000000001","name":"Ana"}]}]},`: {{Emoji: "❤", FromPage: true}, {Emoji: "❤"}},
		`"reactions":[{"emoji":"🎉","from":{"id":"7100000000000001"}},{"reaction":"unheard-of"}],`:                              {{Emoji: "🎉"}},
		`"reactions":{"data":[{"emoji":"👍"}]},`:                                                                                {{Emoji: "👍"}},
	} {
		p := newPage(t, says(200, `{"data":[{"id":"m_1",`+body+`"from":{"id":"7100000000000001"},"message":"hi"}]}`))
		got, _, err := p.client(t, nil).Messages(t.Context(), "t_1", pageID, "", 0)
		if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0].Reactions, want) {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

// A platform that does not know reactions refuses the whole request. It is asked without them, then and later.
func TestAPageWithoutReactions(t *testing.T) {
	unknown := says(400, `{"error":{"code":100,"message":"Tried accessing nonexisting field (reactions)"}}`)
	p := newPage(t, inTurn(unknown, says(200, `{"data":[{"id":"m_1","from":{"id":"7100000000000001"},"message":"hi"}]}`)))
	c := p.client(t, nil)
	for range 2 {
		if got, _, err := c.Messages(t.Context(), "t_1", pageID, "", 0); err != nil || len(got) != 1 {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	if _, _, err := c.Recent(t.Context(), "", 5, 5); err != nil {
		t.Fatal(err)
	}
	asked := p.requests()
	for i, r := range asked {
		q, err := url.ParseQuery(r.query)
		if err != nil || strings.Contains(q.Get("fields"), "reactions") != (i == 0) {
			t.Errorf("request %d asks for %s", i, q.Get("fields"))
		}
	}
	if len(asked) != 4 {
		t.Errorf("%d requests", len(asked))
	}
	// Where the rest is refused as well, nothing is learned from it.
	p = newPage(t, unknown)
	c = p.client(t, nil)
	if _, _, err := c.Messages(t.Context(), "t_1", pageID, "", 0); ClassOf(err) != ClassBug || c.noReactions.Load() {
		t.Errorf("got %v", err)
	}
}
