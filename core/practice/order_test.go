package practice

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// listed walks the list and checks its links on the way.
func listed(t *rapid.T, o *order) []*thread {
	var out []*thread
	for at := o.first; at != nil; at = at.older {
		if at.newer != nil && at.newer.older != at || at.newer == nil && o.first != at {
			t.Fatalf("thread %d is linked wrongly", at.index)
		}
		out = append(out, at)
	}
	return out
}

// TestTheOrderIsTheSortedOne: whatever moves when, the list is the one that sorting would give, and a cursor goes on
// with exactly what sorts behind it.
func TestTheOrderIsTheSortedOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		threads := make([]*thread, rapid.IntRange(1, 12).Draw(t, "threads"))
		minute := rapid.IntRange(0, 6) // few, so that many share an instant
		for i := range threads {
			threads[i] = &thread{index: uint32(i), updated: noon.Add(time.Duration(minute.Draw(t, "start")) * time.Minute)}
		}
		var o order
		o.fill(threads)
		for range rapid.IntRange(0, 30).Draw(t, "bumps") {
			moved := rapid.SampledFrom(threads).Draw(t, "moved")
			at, rank := moved.updated, moved.rank
			o.bump(moved, noon.Add(time.Duration(minute.Draw(t, "minute"))*time.Minute))

			want := slices.Clone(threads)
			slices.SortFunc(want, func(a, b *thread) int {
				if before(a.updated, a.rank, b) {
					return -1
				}
				return 1
			})
			if got := listed(t, &o); !slices.Equal(got, want) {
				t.Fatalf("the list is not sorted")
			}
			// The cursor stands where the moved thread stood before.
			var behind *thread
			for _, candidate := range want {
				if behind == nil && before(at, rank, candidate) {
					behind = candidate
				}
			}
			if got := o.after(at, rank, moved); got != behind {
				t.Fatalf("the cursor goes on elsewhere")
			}
		}
	})
}
