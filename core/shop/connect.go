package shop

import (
	"context"
	"strconv"
	"time"

	"shopbell/core"
	"shopbell/core/outbox"
	"shopbell/core/views"
)

// Settings of the store that this package keeps.
const (
	settingConnectedAt = "connected_at"
	settingMissing     = "permissions_missing" // separated by spaces
)

// Where a token is kept.
const (
	KeptKeyring = "keyring"
	KeptSession = "session"
)

// Connect checks a token with the platform, keeps it and makes its page the shop's. keep false, or a keyring that does
// not take it, keeps the token for this run only: Connection says which and why.
//
// Errors: core.CodeTokenInvalid, core.CodeTokenNotPage, core.CodeOtherPage, core.CodeOffline and the platform's others.
// Missing permissions are no error; they are named.
func (s *Shop) Connect(ctx context.Context, token core.Token, keep bool) (views.Connection, error) {
	client, err := s.client(ctx, "", token)
	if err != nil {
		return views.Connection{}, err
	}
	page, err := client.Me(ctx)
	if err != nil {
		return views.Connection{}, s.noteLine(err)
	}
	c := views.Connection{Page: page, Kept: KeptSession}
	if c.Permissions, c.Missing, c.ExpiresAt, err = client.Permissions(ctx); err != nil {
		return views.Connection{}, s.noteLine(err)
	}
	if err := s.store.SetPage(ctx, page); err != nil {
		return views.Connection{}, err
	}
	if keep && !s.cfg.Practice {
		if err := s.cfg.Vault.Save(ctx, page.ID, s.cfg.Base, token); err != nil {
			c.KeptWhy = core.CodeOf(err)
		} else {
			c.Kept = KeptKeyring
		}
	}
	if err := s.keepConnection(ctx, c); err != nil {
		return views.Connection{}, err
	}
	s.mu.Lock()
	s.session, s.line, s.checked, s.offline, s.offlineWhy = token, nil, check{views.TokenValid, s.clock.Now()}, time.Time{}, ""
	s.mu.Unlock()
	s.publish(views.Event{Kind: views.EventStatus})
	s.wake()
	return c, nil
}

func (s *Shop) keepConnection(ctx context.Context, c views.Connection) error {
	values := map[string]string{settingMissing: join(c.Missing)}
	if at, err := s.store.SettingTime(ctx, settingConnectedAt); err != nil {
		return err
	} else if at.IsZero() {
		values[settingConnectedAt] = strconv.FormatInt(s.clock.Now().UnixMilli(), 10)
	}
	if err := s.store.Set(ctx, values); err != nil {
		return err
	}
	return outbox.EndHalt(ctx, s.store)
}

// Disconnect removes the token from the keyring and from memory. The history stays.
func (s *Shop) Disconnect(ctx context.Context) (core.PageID, error) {
	page, err := s.store.Page(ctx)
	if err != nil {
		return "", err
	}
	if page.ID == "" {
		return "", core.E(core.CodeNotConnected, "shop.disconnect", "", nil)
	}
	if !s.cfg.Practice {
		if err := s.cfg.Vault.Delete(ctx, page.ID, s.cfg.Base); err != nil && core.CodeOf(err) != core.CodeTokenMissing {
			return "", err
		}
	}
	s.mu.Lock()
	s.session, s.line, s.checked = core.Token{}, nil, check{views.TokenNone, s.clock.Now()}
	s.mu.Unlock()
	s.publish(views.Event{Kind: views.EventStatus})
	return page.ID, nil
}

// noteLine remembers what an answer, or none, says about the line and the token, and gives the error back.
func (s *Shop) noteLine(err error) error {
	now := s.clock.Now()
	s.mu.Lock()
	switch code := core.CodeOf(err); code {
	case "":
		s.offline, s.offlineWhy, s.checked = time.Time{}, "", check{views.TokenValid, now}
	case core.CodeOffline, core.CodeIntercepted:
		if s.offline.IsZero() {
			s.offline = now
		}
		s.offlineWhy = code
	case core.CodeTokenInvalid:
		s.offline, s.offlineWhy, s.checked = time.Time{}, "", check{views.TokenInvalid, now}
	}
	s.mu.Unlock()
	s.publish(views.Event{Kind: views.EventStatus})
	return err
}
