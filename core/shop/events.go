package shop

import "sync"

// bus hands events to whoever subscribed.
type bus struct {
	mu   sync.Mutex
	next int
	subs map[int]func(Event)
}

// Subscribe calls f after every commit, on the goroutine that made it: f must not block. cancel ends it.
func (s *Shop) Subscribe(f func(Event)) (cancel func()) {
	b := &s.events
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = map[int]func(Event){}
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

func (s *Shop) publish(e Event) {
	b := &s.events
	b.mu.Lock()
	list := make([]func(Event), 0, len(b.subs))
	for _, f := range b.subs {
		list = append(list, f)
	}
	b.mu.Unlock()
	for _, f := range list {
		f(e)
	}
}
