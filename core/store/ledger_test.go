package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
)

// What is chained stays what encoding/json writes of a map: entries of years and of other programs fit one chain.
func TestCanonicalIsWhatJSONWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ -~]*`), rapid.SampledFrom([]string{"\xff", "<&>", "\u2028", "\x7f", "\\"}))
		fields, all := []field{}, map[string]string{}
		for _, name := range []string{"at", "delivery", "person"} {
			f := field{name, text.Draw(t, name)}
			fields = append(fields, f)
			if f.value != "" {
				all[name] = f.value
			}
		}
		want, err := json.Marshal(all)
		if got := canonical(fields...); err != nil || got != string(want) {
			t.Fatalf("%s, not %s (%v)", got, want, err)
		}
	})
}

// A delivery's reason is written by hand and read by encoding/json.
func TestReasonComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(0, 1<<45)
		want := core.Reason{Code: core.ReasonCode(rapid.String().Draw(t, "code")), At: fromMS(ms.Draw(t, "at")), Until: fromMS(ms.Draw(t, "until")),
			Evidence: rapid.String().Draw(t, "evidence"), Quote: rapid.String().Draw(t, "quote"), Count: rapid.IntRange(0, 99).Draw(t, "count"), Limit: rapid.IntRange(0, 99).Draw(t, "limit")}
		if got := decodeReason(encodeReason(want)); got != want {
			t.Fatalf("%+v, not %+v", got, want)
		}
	})
}

func TestManyEntriesMakeOneChain(t *testing.T) {
	s := open(t)
	total := 0
	for _, n := range []int{1, rowsAtOnce - 1, rowsAtOnce, 2*rowsAtOnce + 3} {
		entries := make([]LedgerEntry, n)
		for i := range entries {
			total++
			entries[i] = LedgerEntry{At: time.UnixMilli(int64(total)), What: "sent", DeliveryID: core.DeliveryID(fmt.Sprint(total))}
			if i%3 > 0 {
				entries[i].CustomerID, entries[i].Why = "somebody", "né & co"
			}
		}
		if err := s.change(t.Context(), "test", func(tx *sql.Tx) error { return appendLedger(t.Context(), tx, entries...) }); err != nil {
			t.Fatal(err)
		}
	}
	got, broken, err := s.VerifyLedger(t.Context())
	if err != nil || broken != 0 || got != int64(total) {
		t.Errorf("%d entries, broken at %d, %v", got, broken, err)
	}
	var people int
	if err := s.read.QueryRowContext(t.Context(), `SELECT count(*) FROM ledger_people WHERE customer = 'somebody'`).Scan(&people); err != nil {
		t.Fatal(err)
	}
	if want := 0 + 20 + 21 + 44; people != want {
		t.Errorf("%d entries name somebody, not %d", people, want)
	}
}
