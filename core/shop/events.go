package shop

import (
	"sync"

	"shopbell/core/views"
)

// bus hands events to whoever subscribed.
type bus struct {
	mu   sync.Mutex
	next int
	subs map[int]func(views.Event)
}

// Subscribe calls f after every commit, on the goroutine that made it: f must not block. cancel ends it.
func (s *Shop) Subscribe(f func(views.Event)) (cancel func()) {
	b := &s.events
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = map[int]func(views.Event){}
	}
	id := b.next
	b.next++
	b.subs[id] = f
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, id)
	}
}

func (s *Shop) publish(e views.Event) {
	b := &s.events
	b.mu.Lock()
	list := make([]func(views.Event), 0, len(b.subs))
	for _, f := range b.subs {
		list = append(list, f)
	}
	b.mu.Unlock()
	for _, f := range list {
		f(e)
	}
}
