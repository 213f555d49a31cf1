package store

import (
	"fmt"
	"testing"
	"time"

	"shopbell/core"
)

// The best match is the best of all messages, also where it is the oldest of very many.
func TestTheBestMatchMayBeTheOldest(t *testing.T) {
	s := open(t)
	pulls := []Pull{says("a", noon, "blue lamp")}
	for i := range 1500 {
		id := core.CustomerID(fmt.Sprint("c", i%40))
		pulls = append(pulls, says(id, noon.Add(time.Duration(i+1)*time.Minute), fmt.Sprintf("hello there, is the lamp number %d in the window by the door still blue?", i)))
	}
	apply(t, s, noon, pulls...)
	for _, words := range []string{"lamp", "blue lamp", "lamp blu"} {
		hits, err := s.Search(t.Context(), Query{Words: words, Best: true, Limit: 50})
		if err != nil || len(hits) != 50 || hits[0].Text != "blue lamp" {
			t.Errorf("%s: %d hits, the first is %q, %v", words, len(hits), hits[0].Text, err)
		}
	}
}
