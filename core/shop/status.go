package shop

import (
	"context"
	"strings"

	"shopbell/core"
	"shopbell/core/history"
	"shopbell/core/outbox"
	"shopbell/core/policy"
	"shopbell/core/views"
)

// Status tells where the shop stands. It asks neither the platform nor the keyring.
func (s *Shop) Status(ctx context.Context) (views.Status, error) {
	st := views.Status{Practice: s.cfg.Practice, ClockOffset: s.clock.Offset()}
	now := s.clock.Now()
	rules, err := s.rules(ctx)
	if err != nil {
		return st, err
	}
	if st.Page, err = s.store.Page(ctx); err != nil {
		return st, err
	}
	s.mu.Lock()
	st.Token, st.TokenAt, st.OfflineFrom, st.OfflineWhy, st.Syncing = s.checked.state, s.checked.at, s.offline, s.offlineWhy, s.syncing
	st.LedgerBroken = s.ledgerBroken
	st.TokenKept = KeptKeyring
	if !s.session.IsZero() {
		st.TokenKept = KeptSession
	}
	s.mu.Unlock()
	if st.Page.ID == "" {
		st.Token, st.TokenKept = views.TokenNone, ""
	}
	missing, err := s.store.Setting(ctx, settingMissing)
	if err != nil {
		return st, err
	}
	st.Missing = strings.Fields(missing)
	if st.SyncedAt, err = history.ListedAt(ctx, s.store); err != nil {
		return st, err
	}
	h, err := outbox.Halted(ctx, s.store, now)
	if err != nil {
		return st, err
	}
	st.Halted, st.HaltedUntil = h.Code, h.Until
	c, err := s.store.Counts(ctx, now, counted(rules), rules.Zone)
	if err != nil {
		return st, err
	}
	st.Customers, st.Messages, st.OptedOut, st.Reviews, st.Waiting, st.Sent24h = c.Customers, c.Messages, c.OptedOut, c.Reviews, c.Waiting, c.Sent24h
	st.PageCap, st.PageCapLeft = rules.PageDay, max(rules.PageDay-c.SentToday, 0)
	st.QuietFrom, st.QuietTo = rules.Get("quiet_from"), rules.Get("quiet_to")
	st.Quiet = policy.QuietNow(nil, rules, now)
	st.BackupFailed, _, err = s.backupFailed(ctx)
	return st, err
}

func counted(r policy.Rules) []core.Kind {
	var out []core.Kind
	for k, on := range r.Counts {
		if on {
			out = append(out, k)
		}
	}
	return out
}

// CheckToken asks the platform whether it still accepts the token.
func (s *Shop) CheckToken(ctx context.Context) (views.TokenState, error) {
	l, err := s.connection(ctx)
	if err != nil {
		return lockedOrNone(err), err
	}
	_, err = l.client.Me(ctx)
	_ = s.noteLine(err)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.checked.state, err
}

// addHalt tells a plan that the outbox rests, so that the owner sees it before sending.
func (s *Shop) addHalt(ctx context.Context, p *policy.Page) error {
	h, err := outbox.Halted(ctx, s.store, s.clock.Now())
	if err != nil {
		return err
	}
	switch h.Code {
	case core.CodeTokenInvalid:
		p.TokenInvalid = policy.Event{At: h.At}
	case core.CodePageRestricted:
		p.Restricted = policy.Event{At: h.At}
	case core.CodeRateLimited:
		p.RateUntil = h.Until
	}
	return nil
}
