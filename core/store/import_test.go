package store

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// stopWord reads "stop" and "maybe stop", as a reader would.
func stopWord(m core.Message) Read {
	r := Read{Message: m, OptOut: core.ReadNothing, Words: m.Text, Confirm: "You are out."}
	switch {
	case m.Text == "stop":
		r.OptOut = core.ReadStop
	case strings.HasPrefix(m.Text, "maybe"):
		r.OptOut = core.ReadReview
	case m.Text == "start":
		r.OptOut = core.ReadResume
	}
	return r
}

// old makes a message of a download.
func old(id string, at time.Time, fromPage bool, text string) ImportMessage {
	m := ImportMessage{Message: core.Message{ID: core.MessageID(ImportPrefix + id), At: at, FromPage: fromPage, Text: text}}
	if text == "" {
		m.Attachments = []core.Attachment{{Kind: "image", Name: "1.jpg"}}
	}
	return m
}

func bring(t *testing.T, s *Store, pieces ...ImportPiece) ImportCount {
	t.Helper()
	i, err := s.BeginImport(t.Context(), stopWord)
	if err != nil {
		t.Fatal(err)
	}
	var all ImportCount
	for _, p := range pieces {
		n, err := i.Keep(t.Context(), []ImportPiece{p}, noon)
		if err != nil {
			t.Fatal(err)
		}
		all = ImportCount{all.New + n.New, all.Duplicates + n.Duplicates, all.OptOuts + n.OptOuts}
	}
	return all
}

// texts gives what is here of a person, newest first.
func texts(t *testing.T, s *Store, id core.CustomerID) string {
	t.Helper()
	list, err := s.Conversation(t.Context(), id, time.Time{}, "", 100)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range list {
		side := "<"
		if m.FromPage {
			side = ">"
		}
		out = append(out, side+m.Text)
	}
	return strings.Join(out, " ")
}

func person(t *testing.T, s *Store, id core.CustomerID) Row {
	t.Helper()
	r, err := s.Customer(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestImportStandsBesideWhatThePageGave(t *testing.T) {
	s := open(t)
	at := noon.Add(-48 * time.Hour)
	apply(t, s, noon, says("a", at, "is  it back ❤️"))
	piece := ImportPiece{Folder: "a_1", Name: "Name a", Messages: []ImportMessage{
		old("4", at.Add(time.Hour), false, "newer"),
		old("3", at.Add(1900*time.Millisecond), false, "is it back ❤"), // the same, 1.9 s later
		old("2", at.Add(-2100*time.Millisecond), false, "is it back ❤"),
		old("1", at.Add(-time.Hour), true, ""),
	}}
	if got := bring(t, s, piece); got != (ImportCount{New: 3, Duplicates: 1}) {
		t.Errorf("first %+v", got)
	}
	if got := bring(t, s, piece); got != (ImportCount{Duplicates: 4}) {
		t.Errorf("again %+v", got)
	}
	if got, want := texts(t, s, "a"), "<newer <is  it back ❤️ <is it back ❤ >"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r := person(t, s, "a")
	if !r.LastInboundAt.Equal(at) || r.LastText != "newer" || !r.FirstContact.Equal(at.Add(-time.Hour)) {
		t.Errorf("an import said when the customer last wrote, or nothing of the rest: %+v", r)
	}
}

// Each message of the page stands for one of the download, so that "ok" said twice stays twice.
func TestImportMatchesOneToOne(t *testing.T) {
	s := open(t)
	at := noon.Add(-48 * time.Hour)
	apply(t, s, noon, says("a", at, "ok"))
	piece := ImportPiece{Folder: "a_1", Name: "Name a", Messages: []ImportMessage{
		old("2", at.Add(900*time.Millisecond), false, "ok"), old("1", at.Add(100*time.Millisecond), false, "ok")}}
	for range 2 {
		bring(t, s, piece)
		if got := texts(t, s, "a"); got != "<ok <ok" {
			t.Errorf("here are %s", got)
		}
	}
}

func TestImportFillsStubs(t *testing.T) {
	s := open(t)
	at := time.UnixMilli(noon.UnixMilli()/1000*1000 - 3600_000)
	stub := func(r *Read) { r.DetailUnavailable = true }
	apply(t, s, noon, says("a", at, "", stub))
	piece := ImportPiece{Folder: "a_1", Name: "Name a", Messages: []ImportMessage{old("1", at.Add(700*time.Millisecond), false, "stop")}}
	if got := bring(t, s, piece); got.New != 1 || got.OptOuts != 1 {
		t.Errorf("%+v", got)
	}
	if got := texts(t, s, "a"); got != "<stop" {
		t.Errorf("here are %s", got)
	}
	if got := bring(t, s, piece); got != (ImportCount{Duplicates: 1}) {
		t.Errorf("again %+v", got)
	}
	if o := person(t, s, "a").OptOut; o == nil || strings.HasPrefix(string(o.MessageID), ImportPrefix) {
		t.Errorf("the stop is proved by %+v", o)
	}
}

func TestAnImportedStopHoldsAndIsNotConfirmedOrUndone(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"))
	got := bring(t, s, ImportPiece{Folder: "a_1", Name: "Name a", Messages: []ImportMessage{
		old("2", noon.Add(-2*time.Hour), false, "start"), old("1", noon.Add(-3*time.Hour), false, "stop")}})
	if o := person(t, s, "a").OptOut; got.OptOuts != 1 || o == nil || o.State != core.OptOutStopped {
		t.Errorf("%+v, %+v", got, o)
	}
	if list, err := deliveries(t.Context(), s.read, ``); err != nil || len(list) != 0 {
		t.Errorf("an old stop was confirmed: %+v, %v", list, err)
	}
}

func TestWhoIsKnownFromADownloadOnlyCannotBeMessaged(t *testing.T) {
	s := open(t)
	bring(t, s, ImportPiece{Folder: "eve_3", Name: "Eve", Messages: []ImportMessage{old("1", noon.Add(-time.Minute), false, "hello")}})
	r := person(t, s, "fb:eve_3")
	if r.Name != "Eve" || !r.LastInboundAt.IsZero() || r.LastText != "hello" {
		t.Errorf("%+v", r)
	}
	people, err := states(t.Context(), s.read, []int64{1}, item{}, noon)
	if err != nil || len(people) != 1 || people[0].HasConversation || !people[0].LastInbound.At.IsZero() {
		t.Errorf("%+v, %v", people, err)
	}
}

func TestPeopleOfOneNameAreToldApartByWhatTheySaid(t *testing.T) {
	s := open(t)
	same := func(r *Pull) Pull { r.Conversation.Name = "Ana"; return *r }
	one, two := says("a", noon.Add(-time.Hour), "mug?"), says("b", noon.Add(-2*time.Hour), "apron?")
	apply(t, s, noon, same(&one), same(&two))
	thread := func(folder string, list ...ImportMessage) ImportPiece {
		return ImportPiece{Folder: folder, Name: "Ana", Shared: true, Messages: list}
	}
	bring(t, s,
		thread("ana_1", old("1", noon.Add(-2*time.Hour), false, "apron?"), old("2", noon.Add(-3*time.Hour), false, "b before")),
		thread("ana_2", old("3", noon.Add(-time.Hour), false, "mug?"), old("4", noon.Add(-3*time.Hour), false, "a before")),
		thread("ana_3", old("5", noon.Add(-4*time.Hour), false, "a third")))
	if a, b, c := texts(t, s, "a"), texts(t, s, "b"), texts(t, s, "fb:ana_3"); a != "<mug? <a before" || b != "<apron? <b before" || c != "<a third" {
		t.Errorf("a: %s; b: %s; third: %s", a, b, c)
	}
}

// A download came before the page: the next import brings both together.
func TestImportAgainFindsWhomThePageKnowsNow(t *testing.T) {
	s := open(t)
	at := noon.Add(-time.Hour)
	piece := ImportPiece{Folder: "a_1", Name: "Name a", Messages: []ImportMessage{
		old("4", at, false, "hello"), old("3", at.Add(-time.Hour), true, "hi"), old("2", at.Add(-2*time.Hour), false, "maybe later"), old("1", at.Add(-3*time.Hour), false, "stop")}}
	bring(t, s, piece)
	if o := person(t, s, "fb:a_1").OptOut; o == nil || o.State != core.OptOutStopped {
		t.Errorf("stopped before: %+v", o)
	}
	if err := s.SetNote(t.Context(), "fb:a_1", "likes blue"); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon, says("a", at, "hello"))
	if got := bring(t, s, piece); got != (ImportCount{Duplicates: 4}) {
		t.Errorf("again %+v", got)
	}
	if got := texts(t, s, "a"); got != "<hello >hi <maybe later <stop" {
		t.Errorf("here are %s", got)
	}
	r := person(t, s, "a")
	if r.OptOut == nil || r.OptOut.State != core.OptOutStopped || r.Note != "likes blue" {
		t.Errorf("%+v", r)
	}
	if _, err := s.Customer(t.Context(), "fb:a_1"); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("the thread's own person is still here: %v", err)
	}
	if _, broken, err := s.VerifyLedger(t.Context()); err != nil || broken != 0 {
		t.Errorf("the ledger breaks at %d, %v", broken, err)
	}
}

// The download was newer than the last pull: what the page brings then is not here twice, and is read as the page's.
func TestPullTakesOverWhatWasImported(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-48*time.Hour), "hello"))
	at := noon.Add(-time.Hour)
	bring(t, s, ImportPiece{Folder: "a_1", Name: "Name a", Messages: []ImportMessage{old("1", at.Add(321*time.Millisecond), false, "mug?")}})
	if got := apply(t, s, noon, says("a", at, "mug?", wants("MUG", ""))); got.Messages != 1 || got.Requests != 1 {
		t.Errorf("%+v", got)
	}
	if got := texts(t, s, "a"); got != "<mug? <hello" {
		t.Errorf("here are %s", got)
	}
	if r := person(t, s, "a"); !r.LastInboundAt.Equal(at) || strings.HasPrefix(string(r.LastInboundID), ImportPrefix) {
		t.Errorf("%+v", r)
	}
}

func TestImportBringsNobodyBackWhoWasErased(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("7", noon.Add(-time.Hour), "hello"))
	name := person(t, s, "7").Name
	bring(t, s, ImportPiece{Folder: "only_1", Name: "Eve", Messages: []ImportMessage{old("1", noon.Add(-time.Minute), false, "hi")}})
	for _, id := range []core.CustomerID{"7", "fb:only_1"} {
		if _, err := s.Erase(t.Context(), id, noon); err != nil {
			t.Fatal(err)
		}
	}
	pieces := []ImportPiece{
		{Folder: "x_7", Name: name, Messages: []ImportMessage{old("2", noon.Add(-2*time.Hour), false, "from before")}},
		{Folder: "only_1", Name: "Eve", Messages: []ImportMessage{old("1", noon.Add(-time.Minute), false, "hi")}},
	}
	bring(t, s, pieces...)
	if list, err := s.Customers(t.Context(), CustomerQuery{}); err != nil || len(list) != 0 {
		t.Errorf("back again: %+v, %v", list, err)
	}
	later := ImportPiece{Folder: "x_7", Name: name, Messages: []ImportMessage{old("3", noon.Add(time.Hour), false, "from after")}}
	bring(t, s, later)
	if list, err := s.Customers(t.Context(), CustomerQuery{}); err != nil || len(list) != 1 || list[0].LastText != "from after" {
		t.Errorf("who wrote again: %+v, %v", list, err)
	}
}
