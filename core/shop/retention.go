package shop

import (
	"context"
	"errors"
	"strconv"
	"time"

	"shopbell/core"
	"shopbell/core/history"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Settings of how long conversations are kept.
const (
	settingRetention    = "retention_months"
	settingRetentionRan = "retention_ran"
)

// longestRetention bounds the setting, in months.
const longestRetention = 600

// Retention tells how long conversations are kept, and how many people are over that now.
func (s *Shop) Retention(ctx context.Context) (views.Retention, error) {
	var r views.Retention
	months, err := s.retention(ctx)
	if err != nil || months == 0 {
		return r, err
	}
	r.Months = months
	r.Due, err = s.CountSilent(ctx, months)
	return r, err
}

func (s *Shop) retention(ctx context.Context) (int, error) {
	v, err := s.store.Setting(ctx, settingRetention)
	if err != nil || v == "" {
		return 0, err
	}
	months, err := strconv.Atoi(v)
	if err != nil {
		return 0, core.E(core.CodeDataDamaged, "shop.retention", settingRetention, err)
	}
	return months, nil
}

// SetRetention keeps for how many months after the last word conversations are kept, 0 for ever. Who is over that is
// erased once a day while the app runs. core.CodeBadInput for months that cannot be.
func (s *Shop) SetRetention(ctx context.Context, months int) error {
	if err := checkMonths(months); months != 0 && err != nil {
		return err
	}
	value := ""
	if months > 0 {
		value = strconv.Itoa(months)
	}
	// What ran today ran by the older setting.
	if err := s.store.Set(ctx, map[string]string{settingRetention: value, settingRetentionRan: ""}); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	s.wakeChores()
	return nil
}

func checkMonths(months int) error {
	if months < 1 || months > longestRetention {
		return core.Errorf(core.CodeBadInput, "shop.retention", "conversations can be kept for 1 to %d months", longestRetention)
	}
	return nil
}

// CountSilent counts the people who neither wrote nor were written to for so many months.
func (s *Shop) CountSilent(ctx context.Context, months int) (int, error) {
	if err := checkMonths(months); err != nil {
		return 0, err
	}
	ids, err := s.store.Silent(ctx, silentSince(s.clock.Now(), months))
	return len(ids), err
}

// silentSince gives the moment so many months ago.
func silentSince(now time.Time, months int) time.Time { return now.UTC().AddDate(0, -months, 0) }

// EraseSilent erases everybody who neither wrote nor were written to for so many months, as ErasePerson does.
func (s *Shop) EraseSilent(ctx context.Context, months int) (store.Erased, error) {
	if err := checkMonths(months); err != nil {
		return store.Erased{}, err
	}
	now := s.clock.Now()
	ids, err := s.store.Silent(ctx, silentSince(now, months))
	if err != nil {
		return store.Erased{}, err
	}
	done, err := s.store.EraseAll(ctx, ids, now)
	if done.People > 0 {
		_, serr := s.SweepPictures(ctx)
		err = errors.Join(err, serr)
		s.publish(views.Event{Kind: views.EventMessages})
	}
	return done, err
}

// freshEnough is how old the newest look at the page may be for people to be taken as silent by themselves: who wrote
// since is not known yet.
const freshEnough = 24 * time.Hour

// ForgetToday erases who is over the time that conversations are kept, when that is set and was not done today, and new
// messages were looked for within the last day. It also finishes what an erasure left behind that was cut off.
func (s *Shop) ForgetToday(ctx context.Context) (store.Erased, error) {
	var done store.Erased
	if err := s.store.FinishErasing(ctx); err != nil {
		return done, err
	}
	months, err := s.retention(ctx)
	if err != nil || months == 0 {
		return done, err
	}
	ran, err := s.store.SettingTime(ctx, settingRetentionRan)
	if err != nil {
		return done, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return done, err
	}
	looked, err := history.ListedAt(ctx, s.store)
	if err != nil {
		return done, err
	}
	now := s.clock.Now()
	if now.Sub(looked) > freshEnough || !ran.IsZero() && sameDay(ran, now, rules.Zone) {
		return done, nil
	}
	if done, err = s.EraseSilent(ctx, months); err != nil {
		return done, err
	}
	return done, s.store.SetTime(ctx, settingRetentionRan, now)
}
