package outbox

import (
	"context"
	"errors"
	"strconv"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/store"
)

// Halt is why the whole outbox rests.
type Halt struct {
	Code  core.Code // "" when it does not
	At    time.Time
	Until time.Time // from when it tries again by itself; zero: when the token is accepted again, or the owner says so
}

// Settings of the store that keep a halt across restarts.
const (
	settingHalt      = "halt_code"
	settingHaltAt    = "halt_at"
	settingHaltUntil = "halt_until"
)

// How long the outbox rests. The platform names no times but for rates; the owner may end any of them earlier.
const (
	restRestricted = time.Hour
	restRate       = time.Minute
	restAccess     = time.Hour
)

// Halted tells whether the outbox rests at a moment.
func Halted(ctx context.Context, s *store.Store, now time.Time) (Halt, error) {
	if lost, err := s.Lost(ctx); err != nil || lost.Waits {
		return Halt{Code: core.CodeDataLost, At: lost.Since}, err
	}
	code, err := s.Setting(ctx, settingHalt)
	if err != nil || code == "" {
		return Halt{}, err
	}
	h := Halt{Code: core.Code(code)}
	if h.At, err = s.SettingTime(ctx, settingHaltAt); err != nil {
		return Halt{}, err
	}
	if h.Until, err = s.SettingTime(ctx, settingHaltUntil); err != nil {
		return Halt{}, err
	}
	if !h.Until.IsZero() && !now.Before(h.Until) {
		return Halt{}, nil
	}
	return h, nil
}

// EndHalt lets the outbox try again: the token was accepted, or the owner says so.
func EndHalt(ctx context.Context, s *store.Store) error {
	return s.Set(ctx, map[string]string{settingHalt: "", settingHaltAt: "", settingHaltUntil: ""})
}

func (o *Outbox) halted(ctx context.Context) error {
	h, err := Halted(ctx, o.Store, o.Clock.Now())
	if err != nil || h.Code == "" {
		return err
	}
	return core.E(h.Code, "outbox.run", "", nil)
}

// heed remembers an error that stops everything, so that the next run and the windows know, and gives it back.
func (o *Outbox) heed(ctx context.Context, err error) error {
	now := o.Clock.Now()
	var until time.Time
	switch core.CodeOf(err) {
	case core.CodeTokenInvalid:
	case core.CodePageRestricted:
		until = now.Add(restRestricted)
	case core.CodePermission, core.CodeAppAccess:
		until = now.Add(restAccess)
	case core.CodeRateLimited:
		until = now.Add(max(graph.RetryAfter(err), restRate))
	default:
		return err
	}
	kept := map[string]string{settingHalt: string(core.CodeOf(err)), settingHaltAt: strconv.FormatInt(now.UnixMilli(), 10), settingHaltUntil: ""}
	if !until.IsZero() {
		kept[settingHaltUntil] = strconv.FormatInt(until.UnixMilli(), 10)
	}
	return errors.Join(err, o.Store.Set(context.WithoutCancel(ctx), kept))
}
