package ledger_test

import (
	"strings"
	"testing"

	"shopbell/core/ledger"
)

// chain makes three entries about one person.
func chain() []ledger.Entry {
	var out []ledger.Entry
	var prev []byte
	for i := range 3 {
		e := ledger.Entry{Seq: int64(i + 1), Salt: []byte(strings.Repeat("s", 32)), Person: `{"customer":"ana"}`}
		e.Body = `{"person":"` + ledger.Commit(e.Salt, e.Person) + `","what":"wish"}`
		e.Hash = ledger.Chain(prev, e.Seq, e.Body)
		prev = e.Hash
		out = append(out, e)
	}
	return out
}

func TestWhatWasDoneToAChainIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		do     func(e []ledger.Entry) []ledger.Entry
		broken int64
	}{
		"nothing":               {func(e []ledger.Entry) []ledger.Entry { return e }, 0},
		"a person taken out":    {func(e []ledger.Entry) []ledger.Entry { e[1].Salt, e[1].Person = nil, ""; return e }, 0},
		"another person put in": {func(e []ledger.Entry) []ledger.Entry { e[1].Person = `{"customer":"bob"}`; return e }, 2},
		"a body changed":        {func(e []ledger.Entry) []ledger.Entry { e[1].Body = `{"what":"stop"}`; return e }, 2},
		"an entry taken out":    {func(e []ledger.Entry) []ledger.Entry { return append(e[:1], e[2]) }, 2},
	} {
		var v ledger.Verifier
		for _, e := range c.do(chain()) {
			v.Add(e)
		}
		if v.BrokenAt != c.broken {
			t.Errorf("%s: broken at %d, want %d", name, v.BrokenAt, c.broken)
		}
	}
}
