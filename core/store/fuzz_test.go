package store

import (
	"encoding/json"
	"testing"

	"shopbell/core"
)

// FuzzFilter counts by any filter that JSON can hold: it is a condition that the store takes, or bad input.
func FuzzFilter(f *testing.F) {
	f.Add(`{"asked":"M' OR 1=1 --","silent_days":9223372036854775807,"tag":"\u0000","language":"%"}`)
	f.Add(`{"state":"waiting","bought":true,"window_open":true,"silent_days":-1}`)
	f.Add(`{"state":"x"}`)
	s, err := Open(f.Context(), f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	if _, err := s.Apply(f.Context(), []Pull{says("a", noon, "blue mug")}, noon); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var filter core.Filter
		if json.Unmarshal([]byte(text), &filter) != nil {
			return
		}
		n, err := s.CountFiltered(t.Context(), filter, noon, noon)
		if err != nil && core.CodeOf(err) != core.CodeBadInput {
			t.Fatalf("%+v: %v", filter, err)
		}
		if n > 1 || n == 1 && (filter.Asked != "" || filter.Bought || filter.Tag != "") {
			t.Fatalf("%+v means %d people", filter, n)
		}
	})
}

// FuzzReadStop follows stops through any ledger of two entries: no entry of one person frees another, and nothing frees who
// said stop but their own word.
func FuzzReadStop(f *testing.F) {
	f.Add(`{"What":"not_a_stop"}`, `{"Customer":"a"}`)
	f.Add(`{"What":"resume","At":"x"}`, `{"Customer":"b"}`)
	f.Add(`{"What":"stop_doubtful","SKU":7}`, `[]`)
	f.Fuzz(func(t *testing.T, body, person string) {
		held := map[string]core.OptOut{}
		readStop(held, []byte(`{"What":"stop"}`), []byte(`{"Customer":"a"}`))
		readStop(held, []byte(body), []byte(person))
		var e struct{ What string }
		var p struct{ Customer string }
		_ = json.Unmarshal([]byte(body), &e)
		_ = json.Unmarshal([]byte(person), &p)
		if stopped := held["a\x00"].State == core.OptOutStopped; !stopped && (e.What != "resume" || p.Customer != "a") {
			t.Fatalf("%s of %s freed the person", body, person)
		}
	})
}
