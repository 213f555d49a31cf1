package shop

import (
	"context"
	"time"
)

// How often the chores are looked at, and how long one that failed rests.
const (
	choresEvery = 10 * time.Minute
	choreRests  = time.Hour
)

// chore is something that is done once a day while the app runs. do finds out by itself whether it is due.
type chore struct {
	name string
	do   func(context.Context) error
	rest time.Time // not tried again before
}

// doChores does what is due once a day, until ctx ends. It stands beside the sending, which a copy of a big history would
// hold up.
func (s *Shop) doChores(ctx context.Context) {
	list := []*chore{
		{name: "daily backup", do: func(ctx context.Context) error { _, err := s.BackupToday(ctx); return err }},
		{name: "forget old conversations", do: func(ctx context.Context) error { _, err := s.ForgetToday(ctx); return err }},
		{name: "find requests in older messages", do: s.readUnread},
	}
	look := time.NewTicker(choresEvery)
	defer look.Stop()
	for {
		for _, c := range list {
			s.doChore(ctx, c)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		case <-s.chores:
			for _, c := range list {
				c.rest = time.Time{} // the owner changed something: try at once
			}
		}
	}
}

func (s *Shop) doChore(ctx context.Context, c *chore) {
	now := s.clock.Now()
	if ctx.Err() != nil || now.Before(c.rest) {
		return
	}
	if err := c.do(ctx); err != nil {
		c.rest = now.Add(choreRests)
		s.logged(c.name, err)
	}
}

// wakeChores makes the background work look at the chores at once.
func (s *Shop) wakeChores() {
	select {
	case s.chores <- struct{}{}:
	default: // it was woken already
	}
}
