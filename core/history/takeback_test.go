package history

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// stored gives a conversation by message id.
func (s *scene) stored(id core.CustomerID) map[core.MessageID]core.Message {
	s.Helper()
	list, err := s.store.Conversation(s.Context(), id, time.Time{}, "", 1000)
	if err != nil {
		s.Fatal(err)
	}
	out := map[core.MessageID]core.Message{}
	for _, m := range list {
		out[m.ID] = m
	}
	return out
}

// chat is a conversation of n messages, a minute apart, of which the customer wrote all.
func (s *scene) chat(n int) (core.CustomerID, []core.MessageID) {
	id := s.page.AddCustomer("Ana Duarte", "en")
	var ids []core.MessageID
	for i := range n {
		ids = append(ids, s.page.Write(id, fmt.Sprint("word ", i)))
		s.clock.Advance(time.Minute)
	}
	return id, ids
}

func TestWhatIsTakenBackStaysHereAndIsMarked(t *testing.T) {
	for _, full := range []bool{false, true} {
		s := newScene(t, practice.Options{Empty: true, DetailLimit: -1})
		id, ids := s.chat(30)
		s.pull()
		s.page.Unsend(ids[28])
		s.page.Delete(ids[27])
		s.page.Delete(ids[3])
		s.page.Write(id, "and one more")
		s.clock.Advance(time.Minute)
		if _, err := s.puller.Pull(t.Context(), full, nil); err != nil {
			t.Fatal(err)
		}
		have := s.stored(id)
		var gone []string
		for i, m := range ids {
			if !have[m].DeletedAt.IsZero() {
				gone = append(gone, fmt.Sprint(i))
			}
			if have[m].Text != fmt.Sprint("word ", i) {
				t.Errorf("message %d is lost: %+v", i, have[m])
			}
		}
		// A quick look reads only the newest messages; a full one sees all.
		want := map[bool]string{false: "27 28", true: "3 27 28"}[full]
		if strings.Join(gone, " ") != want {
			t.Errorf("full %v: gone are %v, want %s", full, gone, want)
		}
	}
}

// A page that for a moment does not list a message, or tells nothing of it, is believed again when it does.
func TestAMessageThatComesBackIsNotGone(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true, DetailLimit: -1})
	id, ids := s.chat(5)
	s.pull()
	p, _ := s.page.Find("Ana Duarte")
	list, _, err := s.client.Messages(t.Context(), p.ConversationID, practice.PageID, "", 50)
	if err != nil {
		t.Fatal(err)
	}
	pull := store.Pull{Conversation: core.Conversation{ID: p.ConversationID, CustomerID: id}, Since: list[4].At, Until: s.clock.Now()}
	for _, m := range list {
		if m.ID != ids[2] {
			pull.Messages = append(pull.Messages, store.Read{Message: m, OptOut: core.ReadNothing})
		}
	}
	if _, err := s.store.Apply(t.Context(), []store.Pull{pull}, s.clock.Now()); err != nil {
		t.Fatal(err)
	}
	if s.stored(id)[ids[2]].DeletedAt.IsZero() {
		t.Fatal("not marked")
	}
	if _, err := s.puller.Pull(t.Context(), true, nil); err != nil {
		t.Fatal(err)
	}
	for i, m := range ids {
		if !s.stored(id)[m].DeletedAt.IsZero() {
			t.Errorf("%d is marked", i)
		}
	}
}

// Old messages, of which the page tells the id alone, are not gone; nor is what only a download brought.
func TestOldMessagesAreNotGone(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	id, ids := s.chat(45)
	s.pull()
	own, err := s.store.BeginImport(t.Context(), func(m core.Message) store.Read { return store.Read{Message: m, OptOut: core.ReadNothing} })
	if err != nil {
		t.Fatal(err)
	}
	m := core.Message{ID: "fb:1", At: noon.Add(25 * time.Minute).Add(30 * time.Second), Text: "only in the download"}
	if _, err := own.Keep(t.Context(), []store.ImportPiece{{Folder: "ana_1", Name: "Ana Duarte", Messages: []store.ImportMessage{{Message: m}}}}, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.puller.Pull(t.Context(), true, nil); err != nil {
		t.Fatal(err)
	}
	have := s.stored(id)
	if len(have) != len(ids)+1 {
		t.Errorf("%d messages", len(have))
	}
	for id, m := range have {
		if !m.DeletedAt.IsZero() {
			t.Errorf("%s of %v is marked", id, m.At)
		}
	}
}

func TestReactionsAndNamesAreTakenOver(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true, DetailLimit: -1})
	id, ids := s.chat(3)
	s.page.React(ids[1], "❤", true)
	s.pull()
	if r := s.stored(id)[ids[1]].Reactions; len(r) != 1 || r[0] != (core.Reaction{Emoji: "❤", FromPage: true}) {
		t.Errorf("reactions %+v", r)
	}
	s.page.React(ids[1], "", true)
	s.page.React(ids[2], "👍", false)
	s.page.Rename(id, "Ana Prata") // she wrote nothing since
	s.pull()
	name := func() string {
		c, err := s.store.Customer(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return c.Name
	}
	if name() != "Ana Prata" {
		t.Errorf("her name is %q", name())
	}
	s.page.Write(id, "news")
	s.clock.Advance(time.Minute)
	s.pull()
	have := s.stored(id)
	if len(have[ids[1]].Reactions) != 0 || len(have[ids[2]].Reactions) != 1 {
		t.Errorf("%+v", have)
	}
	s.page.Leave(id)
	s.pull()
	if name() != "Ana Prata" {
		t.Errorf("the name went with the account: %q", name())
	}
}
