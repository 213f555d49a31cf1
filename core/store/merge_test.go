package store

import (
	"testing"
	"time"

	"shopbell/core"
)

// run runs SQL that must succeed.
func run(t *testing.T, s *Store, list ...string) {
	t.Helper()
	for _, q := range list {
		if _, err := s.write.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

// one gives the one value of a query.
func one(t *testing.T, s *Store, query string) (v string) {
	t.Helper()
	if err := s.read.QueryRow(query).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

func TestGoingBackKeepsWhatWasBoughtSavedAndPromised(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	if err := s.SetPage(ctx, core.Page{ID: "p", Name: "Tulip Corner"}); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon, says("a", noon, "hello"), says("b", noon, "hi"))
	order := func(ref, code string, id core.CustomerID) core.Purchase {
		return core.Purchase{Order: ref, Code: code, CustomerID: id, At: noon, Amount: core.Money{Minor: 100, Currency: "EUR"}}
	}
	buy := func(list ...core.Purchase) {
		t.Helper()
		if _, _, err := s.AddPurchases(ctx, list); err != nil {
			t.Fatal(err)
		}
	}
	save := func(name string, f core.Filter) {
		t.Helper()
		if err := s.SaveSegment(ctx, core.Segment{Name: name, Filter: f}); err != nil {
			t.Fatal(err)
		}
	}
	buy(order("1", "X", "a"), order("~7", "Y", "a"))
	save("both", core.Filter{Tag: "then"})
	if err := s.Set(ctx, map[string]string{"backup_on": "", "backup_folder": "/then", "retention_months": "12", "rule.page_day": "7"}); err != nil {
		t.Fatal(err)
	}
	backup := copied(t, s)

	later := noon.Add(time.Hour)
	apply(t, s, later, says("c", later, "new here"))
	buy(order("2", "X", "c"), order("~7", "Z", "b"))
	save("both", core.Filter{Tag: "now"})
	save("newer", core.Filter{Bought: true})
	if err := s.Set(ctx, map[string]string{"backup_on": "1", "backup_folder": "/now", "retention_months": "", "rule.page_day": "9"}); err != nil {
		t.Fatal(err)
	}
	run(t, s, `UPDATE messages SET deleted_ms = 77, reactions = '[{}]' WHERE id = (SELECT last_in_id FROM customers WHERE id = 'a')`,
		`UPDATE messages SET deleted_ms = 78 WHERE id = (SELECT last_in_id FROM customers WHERE id = 'c')`)
	dir := closed(t, s)
	if got, err := Restore(ctx, dir, from(backup), later); err != nil || len(got.Unread) != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	s = reopen(t, dir)
	check(t, s)
	for query, want := range map[string]string{
		`SELECT group_concat(order_ref || code || (SELECT id FROM customers WHERE n = customer_n), ' ') FROM (SELECT * FROM purchases ORDER BY order_ref, code)`: "1Xa 2Xc ~7Ya ~7Zb",
		`SELECT group_concat(name || filter, ' ') FROM segments`:                                   `both{"tag":"then"} newer{"bought":true}`,
		`SELECT group_concat(name || '=' || value, ' ') FROM settings WHERE name LIKE 'backup%'`:   "backup_folder=/now backup_on=1",
		`SELECT count(*) FROM settings WHERE name = 'retention_months'`:                            "0",
		`SELECT value FROM settings WHERE name = 'rule.page_day'`:                                  "7",
		`SELECT group_concat(deleted_ms, ' ') FROM messages WHERE deleted_ms > 0`:                  "77 78",
		`SELECT count(*) FROM messages WHERE reactions = '[{}]'`:                                   "1",
		`SELECT count(*) FROM purchases p JOIN customers c ON c.n = p.customer_n WHERE c.id = 'a'`: "2",
	} {
		if got := one(t, s, query); got != want {
			t.Errorf("%s\n gives %q, want %q", query, got, want)
		}
	}
}

// On a new computer, whose data folder knows no page yet, the backup's own settings count.
func TestANewComputerTakesTheBackupsSettings(t *testing.T) {
	s := open(t)
	if err := s.Set(t.Context(), map[string]string{"backup_on": "1", "retention_months": "12"}); err != nil {
		t.Fatal(err)
	}
	backup := copied(t, s)
	fresh := open(t)
	dir := closed(t, fresh)
	if _, err := Restore(t.Context(), dir, from(backup), noon); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, dir)
	if got := one(t, s, `SELECT group_concat(name || value, ' ') FROM settings WHERE name IN ('backup_on', 'retention_months')`); got != "backup_on1 retention_months12" {
		t.Errorf("settings %q", got)
	}
}
