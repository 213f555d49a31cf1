package ledger

import (
	"bytes"
	"testing"
)

// FuzzChain keeps a chain of any bodies, whole and with one byte changed: the first holds to its end, the second breaks
// where it was changed.
func FuzzChain(f *testing.F) {
	f.Add(`{"what":"wish","person":"x"}`, `{"quote":"a"}`, []byte("salt"), uint16(3))
	f.Add("", "", []byte(nil), uint16(0))
	f.Add(`{"person":7}`, "\xff", []byte{}, uint16(9))
	f.Fuzz(func(t *testing.T, body, person string, salt []byte, at uint16) {
		first := Entry{Seq: 1, Body: `{"person":"` + Commit(salt, person) + `"}`, Salt: salt, Person: person}
		first.Hash = Chain(nil, 1, first.Body)
		second := Entry{Seq: 2, Body: body, Hash: Chain(first.Hash, 2, body)}
		var whole Verifier
		whole.Add(first)
		whole.Add(second)
		if whole.BrokenAt != 0 || whole.Entries != 2 {
			t.Fatalf("a whole chain is said to break at %d", whole.BrokenAt)
		}
		(&Verifier{}).Add(Entry{Seq: 1, Body: body, Person: person, Salt: salt, Hash: salt})
		if body == "" {
			return
		}
		changed := []byte(body)
		changed[int(at)%len(changed)] ^= 1
		var broken Verifier
		broken.Add(first)
		broken.Add(Entry{Seq: 2, Body: string(changed), Hash: second.Hash})
		if broken.BrokenAt != 2 {
			t.Fatalf("%q in the place of %q is said to break at %d", changed, body, broken.BrokenAt)
		}
		if person != "" {
			other := first
			other.Person = string(bytes.ToUpper([]byte(person))) + "x"
			if (Linked{Entry: other}).Holds() {
				t.Fatalf("%q holds in the place of %q", other.Person, person)
			}
		}
	})
}
