package store

import (
	"fmt"
	"testing"
	"time"

	"shopbell/core"
)

// What is prepared ahead comes to the same as what is not, and is asked about once.
func TestImportPreparedAhead(t *testing.T) {
	at := noon.Add(-48 * time.Hour)
	var list []ImportMessage
	for n := range 600 {
		list = append(list, old(fmt.Sprint(n), at.Add(time.Duration(n)*time.Hour), n%2 == 1, fmt.Sprint("mug number ", n)))
	}
	list[4].Text, list[6].Text = "stop", ""
	list[6].Attachments = []core.Attachment{{Kind: "image", Name: "1.jpg"}}
	var ahead, plain ImportCount
	for _, count := range []*ImportCount{&ahead, &plain} {
		s := open(t)
		asked := make(chan core.MessageID, len(list)+1)
		i, err := s.BeginImport(t.Context(), func(m core.Message) Read { asked <- m.ID; return stopWord(m) })
		if err != nil {
			t.Fatal(err)
		}
		if count == &ahead {
			i.Prepare(list)
		}
		piece := ImportPiece{Folder: "ana_1", Name: "Ana", Messages: list}
		if *count, err = i.Keep(t.Context(), []ImportPiece{piece}, noon); err != nil {
			t.Fatal(err)
		}
		if len(asked) != 300 {
			t.Errorf("asked about %d customer messages", len(asked))
		}
		found, err := s.Search(t.Context(), Query{Words: "number 599", Limit: 10})
		if err != nil || len(found) != 1 {
			t.Errorf("found %+v, %v", found, err)
		}
		again, err := i.Keep(t.Context(), []ImportPiece{piece}, noon)
		if err != nil || again.New != 0 || again.Duplicates != 600 {
			t.Errorf("again: %+v, %v", again, err)
		}
		for n := range list {
			list[n].known = nil
		}
		if i.Prepare(list); list[0].known != nil {
			t.Error("prepared for messages that are here already")
		}
	}
	if ahead != plain || ahead != (ImportCount{New: 600, OptOuts: 1}) {
		t.Errorf("ahead %+v, else %+v", ahead, plain)
	}
}
