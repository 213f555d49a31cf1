package shop

import (
	"context"
	"iter"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/sheet"
	"shopbell/core/views"
)

// everyHit is how many hits a saved search holds at most: as many as fit into one spreadsheet.
const everyHit = 1<<20 - 1

// SaveCustomers writes the people that a filter means into a new .csv or .xlsx file, newest activity first, and gives how
// many there are. The heads of the columns are the names that the commands use in JSON; times are RFC 3339 in UTC. told,
// which may be nil, is called now and then on the caller's goroutine: how many lines are written, and of how many.
// Errors: those of Customers and of sheet.Write.
func (s *Shop) SaveCustomers(ctx context.Context, file string, f core.Filter, told func(done, of int)) (int, error) {
	rows, err := s.Customers(ctx, f)
	if err != nil {
		return 0, err
	}
	return len(rows), sheet.Write(ctx, file, sheet.Table{
		Name: "Customers",
		Heads: []string{"customer_id", "name", "language", "first_contact", "last_inbound_at", "last_outbound_at", "window_closes_at",
			"opted_out", "review", "reachable", "tags", "note"},
		Rows: each(rows, told, func(r CustomerRow) []string {
			return []string{string(r.ID), r.Name, r.Language, inSheet(r.FirstContact), inSheet(r.LastInboundAt), inSheet(r.LastOutbound),
				inSheet(r.ClosesAt), yesNo(is(r.OptOut, core.OptOutStopped)), yesNo(is(r.OptOut, core.OptOutReview)),
				yesNo(r.UnreachableSince.IsZero()), strings.Join(r.Tags, "|"), r.Note}
		}),
	})
}

// SaveSearch writes the hits of a search into a new .csv or .xlsx file, in the order of the search, and gives how many
// there are. A query that names no limit means all. told is as for SaveCustomers. Errors: those of Search and of
// sheet.Write.
func (s *Shop) SaveSearch(ctx context.Context, file string, q views.SearchQuery, told func(done, of int)) (int, error) {
	if q.Limit <= 0 {
		q.Limit = everyHit
	}
	hits, err := s.Search(ctx, q)
	if err != nil {
		return 0, err
	}
	return len(hits), sheet.Write(ctx, file, sheet.Table{
		Name:  "Messages",
		Heads: []string{"message_id", "customer_id", "name", "from_page", "at", "text"},
		Rows: each(hits, told, func(h views.SearchHit) []string {
			return []string{string(h.MessageID), string(h.CustomerID), h.Name, yesNo(h.FromPage), inSheet(h.At), h.Text}
		}),
	})
}

// linesTold is after how many lines of a table progress is told.
const linesTold = 1000

// each makes the rows of a table and tells how far they are. told may be nil.
func each[T any](list []T, told func(done, of int), row func(T) []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for i, v := range list {
			if told != nil && i%linesTold == 0 {
				told(i, len(list))
			}
			if !yield(row(v)) {
				return
			}
		}
	}
}

func is(o *core.OptOut, state core.OptOutState) bool { return o != nil && o.State == state }

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// inSheet gives a time for a table, to the second.
func inSheet(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
