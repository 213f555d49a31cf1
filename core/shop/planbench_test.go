package shop

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/vault"
	"shopbell/core/views"
)

// benchPeople is the audience that a plan must cope with.
const benchPeople = 100_000

// benchShop is a shop with many customers, of whom some wrote today, some said stop, and some had offers before.
func benchShop(b *testing.B) *Shop {
	b.Helper()
	st, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "data"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	if err := st.SetPage(b.Context(), core.Page{ID: "1", Name: "Tulip Corner"}); err != nil {
		b.Fatal(err)
	}
	for from := 0; from < benchPeople; from += 1000 {
		var pulls []store.Pull
		for i := from; i < from+1000; i++ {
			pulls = append(pulls, benchPull(i))
		}
		if _, err := st.Apply(b.Context(), pulls, noon); err != nil {
			b.Fatal(err)
		}
	}
	s := New(Config{Store: st, Vault: vault.NewSession(), Clock: core.NewFakeClock(noon), Zone: time.UTC})
	if _, err := s.Send(b.Context(), views.Order{Kind: core.KindNews, Text: "Earlier news"}); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(st.Dir(), store.FileName))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(b.Context(), `UPDATE deliveries SET state = 'sent', reserved_ms = ? - 86400000 * (1 + id % 40) WHERE id % 5 = 0`, noon.UnixMilli()); err != nil {
		b.Fatal(err)
	}
	return s
}

func benchPull(i int) store.Pull {
	id := core.CustomerID(fmt.Sprintf("72410000%08d", i))
	at := noon.Add(-time.Duration(i%3000) * 7 * time.Minute)
	m := store.Read{Message: core.Message{ID: core.MessageID(fmt.Sprintf("m_%08d", i)), CustomerID: id, At: at, Text: "Do you have the blue mug?"}, Language: []string{"en", "de", "es", ""}[i%4]}
	if i%20 == 0 {
		m.OptOut, m.Text = core.ReadStop, "STOP"
	}
	return store.Pull{Conversation: core.Conversation{ID: core.ConversationID("t_" + string(id)), CustomerID: id, Name: fmt.Sprintf("Name%c%c Family", 'a'+i%26, 'a'+i/26%26),
		UpdatedAt: at, CanReply: true}, Messages: []store.Read{m}, UpTo: at}
}

// BenchmarkPlan plans a promotion to 100,000 people with all rules, beside the bare SQL that loads their state. The memory
// is what the plan and all that led to it hold at its end, before anything is collected.
func BenchmarkPlan(b *testing.B) {
	s := benchShop(b)
	o := views.Order{Kind: core.KindPromo, Text: "Hi {first_name}, {code} gives you 10% off until {expires}.", Code: "TULIP10", Expires: noon.Add(72 * time.Hour)}
	rules := policy.Defaults(time.UTC)
	b.Run("plan", func(b *testing.B) {
		var before, after runtime.MemStats
		for b.Loop() {
			runtime.GC()
			runtime.ReadMemStats(&before)
			plan, err := s.Plan(context.Background(), o)
			if err != nil || len(plan.Rows) != benchPeople || add(plan) != benchPeople {
				b.Fatalf("%d rows, %v", len(plan.Rows), err)
			}
			runtime.ReadMemStats(&after)
		}
		b.ReportMetric(float64(after.HeapInuse)/(1<<20), "MB-heap")
	})
	b.Run("sql", func(b *testing.B) {
		db, err := sql.Open("sqlite3", "file:"+filepath.Join(s.store.Dir(), store.FileName)+"?mode=ro")
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		since := noon.Add(-rules.LookBack()).UnixMilli()
		for b.Loop() {
			n := 0
			for query, columns := range bareSQL {
				n += bareRows(b, db, query, columns, since)
			}
			if n < benchPeople {
				b.Fatalf("%d rows", n)
			}
		}
	})
}

// bareSQL is what a plan must know of people, with how many columns each query has. One of them takes the time since when.
var bareSQL = map[string]int{
	`SELECT c.n, c.id, c.name, c.language, c.zone, c.last_in_ms, c.last_in_id, c.unreachable_ms, c.other_app_ms, v.id IS NOT NULL,
		coalesce(v.listed_ms > v.pulled_ms, 0) FROM customers c LEFT JOIN conversations v ON v.customer_n = c.n WHERE c.last_ms > 0`: 11,
	`SELECT c.n, o.sku, o.state, o.message_id, o.quote, o.words, o.why, o.at_ms FROM optouts o JOIN customers c ON c.hash = o.hash`: 8,
	`SELECT d.customer_n, d.id, d.campaign_id, d.kind, d.reserved_ms, d.sku, d.variant, d.code, d.text_key, d.state FROM deliveries d
		WHERE d.state IN ('sending', 'sent', 'uncertain') AND d.reserved_ms >= ?`: 10,
}

// bareRows reads a query to its end and keeps nothing.
func bareRows(b *testing.B, db *sql.DB, query string, columns int, since int64) int {
	var args []any
	if strings.Contains(query, "?") {
		args = append(args, since)
	}
	rows, err := db.QueryContext(b.Context(), query, args...)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	into := make([]any, columns)
	for i := range into {
		into[i] = new(any)
	}
	n := 0
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			b.Fatal(err)
		}
	}
	return n
}
