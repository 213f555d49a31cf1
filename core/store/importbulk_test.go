package store

import (
	"context"
	"testing"
	"time"

	"shopbell/core"
)

func triggers(t *testing.T, s *Store) string {
	t.Helper()
	var all string
	if err := s.read.QueryRowContext(t.Context(), `
		SELECT group_concat(name || sql) FROM (SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name)`).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// What the triggers do for a message of the page, an import does for its own, and leaves them in place.
func TestImportDoesWhatTheTriggersDo(t *testing.T) {
	s := open(t)
	before := triggers(t, s)
	hung := []core.Attachment{{Kind: "file", Name: "a.pdf"}, {Kind: "image", Name: "1.jpg", URL: "https://x.example/1.jpg"}, {Kind: "sticker"}, {Kind: "image", Name: "2.jpg"}}
	words, bare := old("1", noon.Add(-49*time.Hour), false, "green lamp"), old("2", noon.Add(-48*time.Hour), false, "")
	words.Attachments, bare.Attachments = hung, hung
	count := bring(t, s, ImportPiece{Folder: "ana_1", Name: "Ana", Messages: []ImportMessage{bare, words}})
	c := core.Conversation{ID: "t_1", CustomerID: "1", Name: "Bob", UpdatedAt: noon}
	pull := Pull{Conversation: c, UpTo: noon}
	for _, m := range []core.Message{words.Message, bare.Message} {
		m.ID, m.CustomerID, m.At = "m_"+m.ID, "1", m.At.Add(time.Hour/2)
		pull.Messages = append(pull.Messages, Read{Message: m, OptOut: core.ReadNothing})
	}
	if _, err := s.Apply(t.Context(), []Pull{pull}, noon); err != nil {
		t.Fatal(err)
	}
	if count.New != 2 || triggers(t, s) != before {
		t.Errorf("brought %+v, or the triggers are not what they were", count)
	}
	var imported, pulled string
	const which = `SELECT group_concat(p.place || p.state || p.hash || p.tries || p.next_ms) FROM pictures p JOIN messages m ON m.key = p.message_key WHERE m.id LIKE ?`
	for like, into := range map[string]*string{"fb:%": &imported, "m_fb:%": &pulled} {
		if err := s.read.QueryRowContext(t.Context(), which, like).Scan(into); err != nil {
			t.Fatal(err)
		}
	}
	if imported != pulled || imported == "" {
		t.Errorf("pictures of the download %s, of the page %s", imported, pulled)
	}
	if found, err := s.Search(t.Context(), Query{Words: "lamp", Limit: 10}); err != nil || len(found) != 2 {
		t.Errorf("found %+v, %v", found, err)
	}
}

// An import that is ended inside a step leaves nothing of the step, and the triggers.
func TestAnEndedStepLeavesTheTriggers(t *testing.T) {
	s := open(t)
	before := triggers(t, s)
	ctx, end := context.WithCancel(t.Context())
	i, err := s.BeginImport(ctx, func(m core.Message) Read { end(); return stopWord(m) })
	if err != nil {
		t.Fatal(err)
	}
	piece := ImportPiece{Folder: "ana_1", Name: "Ana", Messages: []ImportMessage{old("1", noon.Add(-48*time.Hour), false, "green lamp")}}
	if n, err := i.Keep(ctx, []ImportPiece{piece}, noon); err == nil || n.New != 0 {
		t.Errorf("kept %+v, %v", n, err)
	}
	if err := i.Finish(ctx); err != nil {
		t.Error(err)
	}
	if triggers(t, s) != before {
		t.Error("the triggers are not what they were")
	}
	if n := bring(t, s, piece); n.New != 1 {
		t.Errorf("then brought %+v", n)
	}
}

// The full-text index merges as it is written again after an import that ended, and after one that was killed.
func TestTheIndexMergesAgainAfterAnImport(t *testing.T) {
	s := open(t)
	settings := func() (all string) {
		if err := s.write.QueryRowContext(t.Context(), `
			SELECT group_concat(k || ' ' || v) FROM (SELECT k, v FROM messages_fts_config WHERE k LIKE '%merge' ORDER BY k)`).Scan(&all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	const usual = "automerge 8,crisismerge 16"
	bring(t, s, ImportPiece{Folder: "ana_1", Name: "Ana", Messages: []ImportMessage{old("1", noon.Add(-48*time.Hour), false, "green lamp")}})
	i, err := s.BeginImport(t.Context(), stopWord)
	if err != nil || settings() == usual {
		t.Fatalf("an import has the settings %s, %v", settings(), err)
	}
	if err := i.Finish(t.Context()); err != nil || settings() != usual {
		t.Errorf("after an import: %s, %v", settings(), err)
	}
	if _, err := s.BeginImport(t.Context(), stopWord); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, closed(t, s))
	if settings() != usual {
		t.Errorf("after one that was killed: %s", settings())
	}
}
