package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/history"
	"shopbell/core/outbox"
	"shopbell/core/views"
)

// Sync looks for new messages: what changed, or with full everything that the page still has. One look runs at a time:
// where another is under way it is waited for, and what that brings counts too. progress may be nil; it is told from any
// goroutine. What was pulled before an error is kept, and the next look goes on from there.
func (s *Shop) Sync(ctx context.Context, full bool, progress func(views.SyncProgress)) (views.SyncResult, error) {
	l, err := s.connection(ctx)
	if err != nil {
		return views.SyncResult{}, err
	}
	defer s.looks.watched(progress)()
	ctx, mine, before, err := s.looks.begin(ctx)
	if err != nil {
		return before, err
	}
	s.setSyncing(true)
	got, err := s.pull(ctx, l, full)
	s.setSyncing(false)
	s.looks.end(mine, got)
	return sum(before, got), err
}

// pull is one look.
func (s *Shop) pull(ctx context.Context, l *line, full bool) (views.SyncResult, error) {
	began := time.Now()
	got, err := l.puller.Pull(ctx, full, func(p history.Progress) {
		s.looks.tell(views.SyncProgress{Conversations: p.Changed, Of: p.Conversations, Messages: p.Messages})
		if p.Messages > 0 {
			s.publish(views.Event{Kind: views.EventMessages})
		}
	})
	r := views.SyncResult{Conversations: got.Conversations, MessagesNew: got.Messages, OptOutsNew: got.OptOuts,
		InterestsNew: got.Requests, Unavailable: got.Unavailable + got.Stubs, Took: time.Since(began)}
	if err := s.noteLine(err); err != nil {
		return r, err
	}
	if h, err := outbox.Halted(ctx, s.store, s.clock.Now()); err == nil && h.Code == core.CodeTokenInvalid {
		// The page just accepted the token, so what stopped the outbox is mended.
		if err := outbox.EndHalt(ctx, s.store); err != nil {
			return r, err
		}
	}
	if err := s.lookAtFeatures(ctx, l); err != nil {
		return r, err
	}
	s.publish(views.Event{Kind: views.EventMessages})
	s.wantPictures()
	return r, nil
}

func (s *Shop) setSyncing(on bool) {
	s.mu.Lock()
	s.syncing = on
	s.mu.Unlock()
	s.publish(views.Event{Kind: views.EventStatus})
}
