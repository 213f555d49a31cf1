package shop

import (
	"context"
	"fmt"
	"time"

	"shopbell/core"
	"shopbell/core/outbox"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Doctor looks for what is wrong with this installation and says how to mend it.
func (s *Shop) Doctor(ctx context.Context) []views.Check {
	var d doctor
	d.add("data folder", "", s.store.CheckWritable())
	err := s.store.CheckIntegrity(ctx)
	if err == nil {
		err = s.store.CheckNewest(ctx)
	}
	d.add("database", "shopbell doctor --repair", err)
	entries, broken, err := s.store.VerifyLedger(ctx)
	if err == nil && broken > 0 {
		err = core.Errorf(core.CodeDataDamaged, "shop.doctor", "entry %d of %d was changed", broken, entries)
	}
	d.add("ledger", "Keep the file and ask for help: somebody changed it", err)
	page, err := s.store.Page(ctx)
	if err == nil && page.ID == "" {
		err = core.E(core.CodeNotConnected, "shop.doctor", "", nil)
	}
	d.add("page", "shopbell connect", err)
	if err != nil {
		return d.list
	}
	_, err = s.connection(ctx)
	d.add("keyring", "Unlock the computer's password safe, or run shopbell connect again", err)
	if err != nil {
		return d.list
	}
	_, err = s.CheckToken(ctx)
	d.add("token", "shopbell connect with a new access key", err)
	err = nil
	if offset := s.clock.Offset(); offset.Abs() > time.Minute {
		err = core.Errorf(core.CodeBadInput, "shop.doctor", "the computer's clock is %s off; Shopbell goes by Facebook's", offset.Abs().Round(time.Second))
	}
	d.add("clock", "Set the computer's clock", err)
	h, err := outbox.Halted(ctx, s.store, s.clock.Now())
	if err == nil && h.Code != "" {
		err = core.E(h.Code, "shop.doctor", fmt.Sprintf("since %s", h.At.Format(time.RFC3339)), nil)
	}
	d.add("outbox", "See what stopped it; it tries again by itself", err)
	return d.list
}

// Repair mends the database of a data folder that nobody uses; see store.Repair.
func Repair(ctx context.Context, dir string, now time.Time) (store.Repaired, error) {
	return store.Repair(ctx, dir, now)
}

// doctor gathers checks.
type doctor struct{ list []views.Check }

func (d *doctor) add(name, fix string, err error) {
	c := views.Check{Name: name, OK: err == nil}
	if err != nil {
		c.Detail, c.Fix, c.Err = err.Error(), fix, err
	}
	d.list = append(d.list, c)
}
