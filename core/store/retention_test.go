package store

import (
	"fmt"
	"strings"
	"testing"

	"shopbell/core"
)

func TestWhoIsSilent(t *testing.T) {
	s := open(t)
	old := noon.AddDate(-2, 0, 0)
	apply(t, s, noon, says("old", old, "hello"), says("new", noon, "hello"), says("answered", old, "hello"), says("waits", old, "hello"),
		says("sent", old, "hello"), says("erased", old, "hello"), says("changed", old, "hello"))
	for _, q := range []string{
		`UPDATE customers SET last_ms = %[1]d, last_out_ms = %[1]d WHERE id = 'answered'`,
		`UPDATE conversations SET listed_ms = %[1]d WHERE id = 't_changed'`, // something new that is not pulled yet
		`INSERT INTO deliveries (customer_n, kind, state, text, due_ms, created_ms, updated_ms) SELECT n, 'restock', 'held', 'x', -1, 1, 1 FROM customers WHERE id = 'waits'`,
		`INSERT INTO deliveries (customer_n, kind, state, text, created_ms, updated_ms) SELECT n, 'restock', 'sent', 'x', 1, 1 FROM customers WHERE id = 'sent'`,
		`INSERT INTO customers (id, hash, name) VALUES ('unknown', x'01', 'Never Heard')`,
	} {
		if strings.Contains(q, "%") {
			q = fmt.Sprintf(q, toMS(noon))
		}
		if _, err := s.write.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Erase(t.Context(), "erased", noon); err != nil {
		t.Fatal(err)
	}
	got, err := s.Silent(t.Context(), noon.AddDate(-1, 0, 0))
	if err != nil || fmt.Sprint(got) != "[old sent]" {
		t.Errorf("silent: %v, %v", got, err)
	}
	if got, err := s.Silent(t.Context(), old); err != nil || len(got) != 0 {
		t.Errorf("silent before they wrote: %v, %v", got, err)
	}
}

func TestManyAreErasedAtOnce(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "quetzalcoatlus"), says("b", noon, "archaeopteryx"), says("c", noon, "compsognathus"))
	done, err := s.EraseAll(t.Context(), []core.CustomerID{"a", "nobody", "c"}, noon)
	if err != nil || done.People != 2 || done.Messages != 2 {
		t.Errorf("%+v, %v", done, err)
	}
	if found := traces(t, s.Dir(), "quetzalcoatlus", "compsognathus"); len(found) != 0 {
		t.Errorf("traces in %v", found)
	}
	if found := traces(t, s.Dir(), "archaeopteryx"); len(found) == 0 {
		t.Error("the search finds nothing at all")
	}
}

// An erasure that was cut off after the person left the tables leaves words in the file's log and indexes until it is
// finished, also by the next run.
func TestACutOffErasureIsFinished(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "quetzalcoatlus"), says("b", noon, "hello"))
	var e Erased
	if err := s.eraseOne(t.Context(), "a", noon, &e); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, s.Dir(), "quetzalcoatlus"); len(found) == 0 {
		t.Fatal("nothing was left behind: the test proves nothing")
	}
	if err := s.FinishErasing(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, s.Dir(), "quetzalcoatlus"); len(found) != 0 {
		t.Errorf("traces in %v", found)
	}
	if due, err := s.Setting(t.Context(), settingErasing); err != nil || due != "" {
		t.Errorf("still due: %q, %v", due, err)
	}
}
