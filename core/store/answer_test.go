package store

import (
	"testing"
	"time"

	"shopbell/core"
)

func (s *Store) keysOf(t *testing.T) map[string]core.Purpose {
	t.Helper()
	list, err := s.SavedAnswers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]core.Purpose{}
	for _, a := range list {
		out[a.Key] = a.Purpose
	}
	return out
}

func TestSavedAnswers(t *testing.T) {
	s := open(t)
	save := func(was, key string, p core.Purpose) error {
		return s.SaveAnswer(t.Context(), was, core.SavedAnswer{Key: key, Purpose: p, Texts: map[string]string{"en": "9 to 6"}}, noon)
	}
	for _, err := range []error{save("", "hours", core.PurposeHours), save("", "thanks", ""), save("thanks", "Thanks", ""), save("", "open", core.PurposeHours)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := s.keysOf(t); len(got) != 3 || got["hours"] != "" || got["open"] != core.PurposeHours || got["Thanks"] != "" {
		t.Errorf("%v", got) // one answer has a purpose, and a key may change its case
	}
	if err := save("", "HOURS", ""); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a key that another answer has: %v", err)
	}
	if err := s.DeleteAnswer(t.Context(), "open"); err != nil || len(s.keysOf(t)) != 2 {
		t.Error(err, s.keysOf(t))
	}
}

func TestADraftIsKeptAndForgotten(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "hello"))
	if err := s.SetDraft(t.Context(), "a", "Dear", noon); err != nil {
		t.Fatal(err)
	}
	if text, err := s.Draft(t.Context(), "a"); err != nil || text != "Dear" {
		t.Error(text, err)
	}
	if err := s.SetDraft(t.Context(), "a", "", noon); err != nil {
		t.Fatal(err)
	}
	if text, err := s.Draft(t.Context(), "a"); err != nil || text != "" {
		t.Error(text, err)
	}
	if err := s.SetDraft(t.Context(), "nobody", "Dear", noon); core.CodeOf(err) != core.CodeNotFound {
		t.Error(err)
	}
}

func goes() core.Verdict {
	return core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}
}

func TestAMessageIsAnsweredOnce(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "how much?"))
	d := Draft{CustomerID: "a", Text: "12 EUR", Verdict: goes()}
	add := func(to core.MessageID) bool {
		t.Helper()
		added, err := s.AddAnswer(t.Context(), d, to, core.QuestionPrice, noon, noon.Add(time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		return added
	}
	if !add("q1") || add("q1") {
		t.Error("answered not at all or twice")
	}
	if add("q2") {
		t.Error("another message is on its way")
	}
	list, err := s.Deliveries(t.Context())
	if err != nil || len(list) != 1 || list[0].Kind != core.KindAnswer || list[0].Question != "q1" || list[0].Class != core.QuestionPrice {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestWhatAPersonMustAnswerIsListedUntilTheyDo(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "how much??!"))
	row, err := s.Customer(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	p := PassedOn{MessageID: row.LastInboundID, CustomerID: "a", Class: core.QuestionPrice, Why: "upset", At: noon}
	for _, want := range []bool{true, false} {
		if isNew, err := s.PassOn(t.Context(), p); err != nil || isNew != want {
			t.Fatal(isNew, err)
		}
	}
	list, err := s.PassedOn(t.Context(), noon.Add(-time.Hour))
	if err != nil || len(list) != 1 || list[0].Quote != "how much??!" || list[0].Why != "upset" || !list[0].At.Equal(noon) {
		t.Fatalf("%+v, %v", list, err)
	}
	run(t, s, `UPDATE customers SET last_out_ms = last_in_ms`)
	if list, err = s.PassedOn(t.Context(), noon.Add(-time.Hour)); err != nil || len(list) != 0 {
		t.Errorf("answered, and still listed: %+v, %v", list, err)
	}
	p.MessageID, p.At = "m_later", noon.Add(passedOnFor+time.Second)
	if _, err := s.PassOn(t.Context(), p); err != nil || one(t, s, `SELECT group_concat(message_id) FROM questions`) != "m_later" {
		t.Error(err)
	}
}

// What the shop typed is found behind an earlier question; what Shopbell sent by itself is nobody's answer.
func TestTypedAnswersAreFoundBehindEarlierQuestions(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "do you deliver abroad"), says("b", noon, "do you deliver"), says("c", noon, "delivery?"))
	run(t, s, `INSERT INTO messages (key, id, customer_n, from_page, text) SELECT key + (60000 << 6), 'r-' || c.id, c.n, 1, 'answer to ' || c.id
			FROM messages m JOIN customers c ON c.n = m.customer_n`,
		`INSERT INTO deliveries (customer_n, kind, state, text, message_id, created_ms, updated_ms)
			SELECT n, iif(id = 'a', 'reply', 'answer'), 'sent', '', 'r-' || id, 0, 0 FROM customers WHERE id IN ('a', 'b')`)
	list, err := s.AskedBefore(t.Context(), `"deliver" OR "delivery"`, 10)
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	got := map[core.CustomerID]string{}
	for _, a := range list {
		text, ok, err := s.TypedAnswer(t.Context(), a, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			got[a.CustomerID] = text
		}
		if text, ok, err := s.TypedAnswer(t.Context(), a, time.Second); ok || err != nil {
			t.Errorf("too late, and still found: %q, %v", text, err)
		}
	}
	if len(got) != 2 || got["a"] != "answer to a" || got["c"] != "answer to c" {
		t.Errorf("%v", got)
	}
}

func TestAnswersOutliveARestoreAndDraftsNoErasure(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	if err := s.SetPage(ctx, core.Page{ID: "p", Name: "Tulip Corner"}); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon, says("a", noon, "hello"), says("b", noon, "hi"))
	save := func(key, text string, p core.Purpose) {
		t.Helper()
		if err := s.SaveAnswer(ctx, "", core.SavedAnswer{Key: key, Purpose: p, Texts: map[string]string{"en": text}}, noon); err != nil {
			t.Fatal(err)
		}
	}
	draft := func(id core.CustomerID, text string, at time.Time) {
		t.Helper()
		if err := s.SetDraft(ctx, id, text, at); err != nil {
			t.Fatal(err)
		}
	}
	save("hours", "then", core.PurposeHours)
	draft("a", "then", noon)
	draft("b", "then", noon)
	backup := copied(t, s)
	later := noon.Add(time.Hour)
	if err := s.DeleteAnswer(ctx, "hours"); err != nil {
		t.Fatal(err)
	}
	save("open", "now", core.PurposeHours)
	draft("a", "now", later)
	if err := s.Set(ctx, map[string]string{"auto_answers": "now"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PassOn(ctx, PassedOn{MessageID: "m", CustomerID: "a", Why: "upset", At: later}); err != nil {
		t.Fatal(err)
	}
	dir := closed(t, s)
	if got, err := Restore(ctx, dir, from(backup), later); err != nil || len(got.Unread) != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	s = reopen(t, dir)
	check(t, s)
	for query, want := range map[string]string{
		`SELECT group_concat(key || purpose || texts, ' ') FROM answers`: `hourshours{"en":"then"} open{"en":"now"}`,
		`SELECT group_concat(text, ' ') FROM drafts`:                     "now then",
		`SELECT value FROM settings WHERE name = 'auto_answers'`:         "now",
		`SELECT why FROM questions`:                                      "upset",
	} {
		if got := one(t, s, query); got != want {
			t.Errorf("%s: %q", query, got)
		}
	}
	if _, err := s.Erase(ctx, "a", later); err != nil {
		t.Fatal(err)
	}
	if got := one(t, s, `SELECT (SELECT count(*) FROM drafts) || (SELECT count(*) FROM questions)`); got != "10" {
		t.Errorf("left of an erased person: %s", got)
	}
}
