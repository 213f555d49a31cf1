package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
)

// filterStates are the states of people that a filter knows, as SQL over customers c.
var filterStates = map[string]string{
	"unanswered":  `c.last_in_ms > c.last_out_ms`,
	"stopped":     `EXISTS (SELECT 1 FROM optouts o WHERE o.hash = c.hash AND o.sku = '' AND o.state = 'stopped')`,
	"review":      `EXISTS (SELECT 1 FROM optouts o WHERE o.hash = c.hash AND o.state = 'review')`,
	"waiting":     `EXISTS (SELECT 1 FROM requests r WHERE r.customer_n = c.n AND r.state = 'waiting')`,
	"unreachable": `c.unreachable_ms > c.last_in_ms`,
}

// segmentOpen is the built-in segment of people whose window is open. The others are named like the states of a filter.
const segmentOpen = "open"

// BuiltInSegments lists the segments that are there without being saved.
func BuiltInSegments() []string {
	out := []string{segmentOpen}
	for name := range filterStates {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// builtIn gives the filter of a built-in segment; the empty name is everybody.
func builtIn(name string) (core.Filter, bool) {
	switch _, state := filterStates[name]; {
	case name == "":
		return core.Filter{}, true
	case name == segmentOpen:
		return core.Filter{WindowOpen: true}, true
	default:
		return core.Filter{State: name}, state
	}
}

// filtered turns a filter into a condition over customers c with its arguments in their order. It is never empty. Erased
// people, and those of whom nothing but a name is known, match no filter. openSince is the time after which a person must
// have written for the window to be open now.
//
// Errors: core.CodeBadInput for a state that is none.
func filtered(f core.Filter, now, openSince time.Time) (where string, args []any, err error) {
	list := []string{`c.last_ms > 0`}
	add := func(on bool, sql string, values ...any) {
		if on {
			list, args = append(list, sql), append(args, values...)
		}
	}
	state, ok := filterStates[f.State]
	if f.State != "" && !ok {
		return "", nil, core.Errorf(core.CodeBadInput, "store.filter", "no state of customers is named %q", f.State)
	}
	add(f.WindowOpen, `c.last_in_ms > ?`, toMS(openSince))
	add(f.SilentDays > 0, `c.last_in_ms <= ?`, toMS(now.AddDate(0, 0, -f.SilentDays)))
	add(f.Asked != "", `EXISTS (SELECT 1 FROM requests r WHERE r.customer_n = c.n AND r.sku = ?)`, f.Asked)
	add(f.Tag != "", `EXISTS (SELECT 1 FROM json_each(c.tags) t WHERE t.value = ? COLLATE NOCASE)`, f.Tag)
	add(f.Language != "", `(c.language COLLATE NOCASE = ? OR substr(c.language, 1, length(?) + 1) COLLATE NOCASE = ? || '-')`,
		f.Language, f.Language, f.Language)
	add(f.Bought, `EXISTS (SELECT 1 FROM purchases p WHERE p.customer_n = c.n)`)
	add(state != "", state)
	return strings.Join(list, ` AND `), args, nil
}

// filteredNumbers gives the numbers of the people that a filter means, newest activity first.
func filteredNumbers(ctx context.Context, q querier, f core.Filter, now, openSince time.Time) ([]int64, error) {
	where, args, err := filtered(f, now, openSince)
	if err != nil {
		return nil, err
	}
	return column[int64](ctx, q, `SELECT c.n FROM customers c WHERE `+where+` ORDER BY c.last_ms DESC, c.n DESC`, args...)
}

// CountFiltered counts the people that a filter means.
func (s *Store) CountFiltered(ctx context.Context, f core.Filter, now, openSince time.Time) (int, error) {
	ns, err := filteredNumbers(ctx, s.read, f, now, openSince)
	return len(ns), fault("store.filtered", err)
}

// Segments gives the saved segments by name.
func (s *Store) Segments(ctx context.Context) ([]core.Segment, error) {
	const op = "store.segments"
	rows, err := s.read.QueryContext(ctx, `SELECT name, filter FROM segments ORDER BY name COLLATE NOCASE, name`)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []core.Segment{}
	for rows.Next() {
		var g core.Segment
		var filter string
		if err := rows.Scan(&g.Name, &filter); err != nil {
			return nil, fault(op, err)
		}
		if err := json.Unmarshal([]byte(filter), &g.Filter); err != nil {
			return nil, core.E(core.CodeDataDamaged, op, g.Name, err)
		}
		out = append(out, g)
	}
	return out, fault(op, rows.Err())
}

// FilterOf gives the filter of a segment, built-in or saved; the empty name means everybody. An unknown one is
// core.CodeBadInput.
func (s *Store) FilterOf(ctx context.Context, name string) (core.Filter, error) {
	const op = "store.segment"
	f, ok := builtIn(name)
	if ok {
		return f, nil
	}
	f = core.Filter{}
	var filter string
	err := s.read.QueryRowContext(ctx, `SELECT filter FROM segments WHERE name = ?`, name).Scan(&filter)
	if errors.Is(err, sql.ErrNoRows) {
		return f, core.Errorf(core.CodeBadInput, op, "no segment %q", name)
	}
	if err != nil {
		return f, fault(op, err)
	}
	if err := json.Unmarshal([]byte(filter), &f); err != nil {
		return f, core.E(core.CodeDataDamaged, op, name, err)
	}
	return f, nil
}

// longestSegmentName bounds the name of a segment, in characters.
const longestSegmentName = 60

// SaveSegment keeps a filter under a name, in the place of an older one of that name. Everybody is no segment, and the
// built-in names are taken: both are core.CodeBadInput, like a filter that asks for a state that is none.
func (s *Store) SaveSegment(ctx context.Context, g core.Segment) error {
	const op = "store.segment"
	name := strings.TrimSpace(g.Name)
	taken := slices.ContainsFunc(BuiltInSegments(), func(b string) bool { return strings.EqualFold(b, name) })
	switch {
	case name == "" || utf8.RuneCountInString(name) > longestSegmentName || strings.ContainsFunc(name, unicode.IsControl):
		return core.Errorf(core.CodeBadInput, op, "a segment needs a name of 1 to %d characters", longestSegmentName)
	case taken:
		return core.Errorf(core.CodeBadInput, op, "%q is a segment of Shopbell's own: choose another name", name)
	case g.Filter == core.Filter{}:
		return core.E(core.CodeBadInput, op, "a segment must leave somebody out: set at least one condition", nil)
	case g.Filter.SilentDays < 0:
		return core.E(core.CodeBadInput, op, "the days of silence must be 1 or more", nil)
	}
	if _, _, err := filtered(g.Filter, time.Time{}, time.Time{}); err != nil {
		return err
	}
	filter, err := json.Marshal(g.Filter)
	if err != nil {
		return core.E(core.CodeUnknown, op, "", err)
	}
	return s.change(ctx, op, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO segments (name, filter) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET filter = excluded.filter`, name, string(filter))
		return err
	})
}

// DeleteSegment forgets a saved segment; core.CodeNotFound when there is none of that name.
func (s *Store) DeleteSegment(ctx context.Context, name string) error {
	const op = "store.segment"
	return s.change(ctx, op, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM segments WHERE name = ?`, name)
		if err != nil {
			return err
		}
		if gone, err := r.RowsAffected(); err != nil || gone > 0 {
			return err
		}
		return core.E(core.CodeNotFound, op, "segment "+name, nil)
	})
}
