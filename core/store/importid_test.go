package store

import (
	"fmt"
	"testing"
	"time"

	"shopbell/core"
)

// Ids of a download are kept shorter and in order of time; whichever form one has, it is the same message.
func TestHeldIDs(t *testing.T) {
	id := core.MessageID("fb:00112233445566778899aabbccddeeff")
	early, late := heldID(id, noon), heldID(id, noon.Add(time.Hour))
	if len(early) != len("fb:")+12 || early >= late || heldMark(early) != heldMark(late) || heldMark(early) != heldMark(id) {
		t.Errorf("%q and %q of %q", early, late, id)
	}
	for _, other := range []core.MessageID{"fb:10112233445566778899aabbccddeeff", "fbh:00112233445566778899aabbccddeeff", "m_1", "fb:1", ""} {
		if kept := heldID(other, noon); kept == early || heldMark(kept) == heldMark(early) || heldMark(kept) != heldMark(other) {
			t.Errorf("%q is kept as %q", other, kept)
		}
	}
	for _, at := range []time.Time{{}, time.Unix(0, 0), time.Unix(1<<33, 0)} {
		if kept := heldID(id, at); heldMark(kept) != heldMark(id) {
			t.Errorf("at %s it is kept as %q", at, kept)
		}
	}
}

// A folder whose messages have their ids in full takes the same download without doubling it.
func TestImportKnowsIDsInFull(t *testing.T) {
	s := open(t)
	piece := ImportPiece{Folder: "a_1", Name: "Name a"}
	for i := range 3 {
		piece.Messages = append(piece.Messages, old(fmt.Sprintf("%d%031d", i+1, 0), noon.Add(-time.Duration(i)*time.Hour), false, "ok"))
	}
	bring(t, s, piece)
	for _, m := range piece.Messages {
		if _, err := s.write.Exec(`UPDATE messages SET id = ? WHERE id = ?`, m.ID, heldID(m.ID, m.At)); err != nil {
			t.Fatal(err)
		}
	}
	if got := bring(t, s, piece); got != (ImportCount{Duplicates: 3}) {
		t.Errorf("again %+v", got)
	}
}
