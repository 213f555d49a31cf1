package today

import (
	"time"

	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/words"
)

// wrongClock is from when a wrong computer clock is told: below it, nobody would notice.
const wrongClock = 2 * time.Minute

// health words the state of the shop, what is wrong first.
func health(w *words.Words, s views.Status, now time.Time, zone *time.Location) []Health {
	bad, good := []Health{}, []Health{}
	add := func(h Health) {
		if h.OK {
			good = append(good, h)
		} else {
			bad = append(bad, h)
		}
	}
	add(key(w, s, now, zone))
	if len(s.Missing) > 0 {
		add(Health{Icon: theme.Icon(theme.IconKey), What: w.T("health.missing", "Which", w.Permissions(s.Missing)), Why: w.T("health.missing_why")})
	}
	add(history(w, s, now, zone))
	if s.LedgerBroken > 0 {
		add(Health{Icon: theme.Icon(theme.IconProof), What: w.T("health.ledger"), Why: w.T("health.ledger_why", "Entry", s.LedgerBroken)})
	}
	if s.BackupFailed != nil {
		add(Health{Icon: fynetheme.DocumentSaveIcon(), What: w.T("health.backup"), Why: w.Error(s.BackupFailed).What})
	}
	if s.ClockOffset.Abs() >= wrongClock {
		add(Health{Icon: theme.Icon(theme.IconClock), What: w.T("health.clock", "Off", w.Duration(s.ClockOffset.Abs())), Why: w.T("health.clock_why")})
	}
	if s.Messages > 0 {
		add(Health{OK: true, Icon: fynetheme.StorageIcon(), What: w.N("health.kept", s.Messages), Why: w.T("health.kept_why")})
	}
	if s.QuietFrom != s.QuietTo {
		what := w.T("health.quiet_at", "From", s.QuietFrom)
		if s.Quiet {
			what = w.T("health.quiet_now", "To", s.QuietTo)
		}
		add(Health{OK: true, Icon: theme.Icon(theme.IconMoon), What: what, Why: w.T("health.quiet_why", "To", s.QuietTo)})
	}
	return append(bad, good...)
}

// key words the connection and its access key.
func key(w *words.Words, s views.Status, now time.Time, zone *time.Location) Health {
	switch {
	case s.Practice:
		return Health{OK: true, Icon: theme.Icon(theme.IconShop), What: w.T("health.practice"), Why: w.T("health.practice_why")}
	case s.Token == views.TokenLocked:
		return Health{Icon: theme.Icon(theme.IconLock), What: w.T("health.key_locked"), Why: w.T("health.key_locked_why")}
	case s.Token == views.TokenInvalid, s.Token == views.TokenNone:
		return Health{Icon: theme.Icon(theme.IconKey), What: w.T("health.key_bad"), Why: w.T("health.key_bad_why")}
	}
	h := Health{OK: true, Icon: theme.Icon(theme.IconOK), What: w.T("health.connected", "Shop", s.Page.Name), Why: w.T("health.key_unknown")}
	if s.Token == views.TokenValid && !s.TokenAt.IsZero() {
		h.Why = w.T("health.checked", "When", w.Within(s.TokenAt, now, zone))
	}
	return h
}

// history words whether the conversations here are those of the page.
func history(w *words.Words, s views.Status, now time.Time, zone *time.Location) Health {
	switch {
	case s.OfflineWhy == core.CodeIntercepted:
		said := w.Code(s.OfflineWhy, "")
		return Health{Icon: theme.Icon(theme.IconOffline), What: said.What, Why: said.Do}
	case !s.OfflineFrom.IsZero():
		return Health{Icon: theme.Icon(theme.IconOffline), What: w.T("health.offline", "When", w.Within(s.OfflineFrom, now, zone)), Why: w.T("health.offline_why")}
	case s.Syncing:
		return Health{OK: true, Icon: fynetheme.ViewRefreshIcon(), What: w.T("health.syncing")}
	case s.SyncedAt.IsZero():
		return Health{Icon: fynetheme.ViewRefreshIcon(), What: w.T("health.never_synced"), Why: w.T("health.never_synced_why")}
	}
	return Health{OK: true, Icon: theme.Icon(theme.IconOK), What: w.T("health.synced"), Why: w.T("health.synced_at", "When", w.Within(s.SyncedAt, now, zone))}
}
