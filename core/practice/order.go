package practice

import (
	"slices"
	"time"
)

// order keeps the threads newest activity first, as a linked list: a bump to the front is O(1) and a listing costs what
// it returns. Threads of one instant stand in the order of their last bump, newest first (simulator choice).
type order struct {
	first *thread
	bumps uint64
}

// before reports whether a thread with this time and rank is listed before t.
func before(at time.Time, rank uint64, t *thread) bool {
	if at.Equal(t.updated) {
		return rank > t.rank
	}
	return at.After(t.updated)
}

// fill links all threads at once.
func (o *order) fill(threads []*thread) {
	sorted := slices.Clone(threads)
	slices.SortFunc(sorted, func(a, b *thread) int {
		if c := a.updated.Compare(b.updated); c != 0 {
			return c
		}
		return int(a.index) - int(b.index)
	})
	for _, t := range sorted {
		o.push(t)
	}
}

func (o *order) push(t *thread) {
	o.bumps++
	t.rank = o.bumps
	t.newer, t.older = nil, o.first
	if o.first != nil {
		o.first.newer = t
	}
	o.first = t
}

// bump moves t to where its time puts it: to the front, unless at lies in the past.
func (o *order) bump(t *thread, at time.Time) {
	o.remove(t)
	t.updated = at
	if o.first == nil || !o.first.updated.After(at) {
		o.push(t)
		return
	}
	o.bumps++
	t.rank = o.bumps
	above := o.first
	for above.older != nil && !before(at, t.rank, above.older) {
		above = above.older
	}
	t.newer, t.older = above, above.older
	if above.older != nil {
		above.older.newer = t
	}
	above.older = t
}

func (o *order) remove(t *thread) {
	switch {
	case t.newer != nil:
		t.newer.older = t.older
	case o.first == t:
		o.first = t.older
	}
	if t.older != nil {
		t.older.newer = t.newer
	}
	t.newer, t.older = nil, nil
}

// after gives the first thread listed after a position. hint is the thread that stood there; when it has not moved, the
// answer is its neighbour, else the list is walked.
func (o *order) after(at time.Time, rank uint64, hint *thread) *thread {
	if hint != nil && hint.rank == rank {
		return hint.older
	}
	t := o.first
	for t != nil && !before(at, rank, t) {
		t = t.older
	}
	return t
}
