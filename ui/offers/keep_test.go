package offers

import (
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/ui/timing"
)

// All that was chosen and written comes back, also two texts in several languages.
func TestADraftIsKeptWhole(t *testing.T) {
	d := NewDraft()
	d.Title, d.Texts[Place{}], d.Texts[Place{Second: true}] = "Winter", "Hi {first_name}", "Hello"
	d.Texts[Place{Lang: "pt-BR"}], d.Texts[Place{true, "pt-BR"}] = "Oi", "Olá"
	d.Who = Who{Person: "ana", Name: "Ana", Filter: core.Filter{Tag: "regular"}, Saved: "Candles"}
	d.Codes, d.Pool, d.Expires = CodesPool, "WINTER", noon
	d.Timing = timing.Value{At: noon.Add(time.Hour), HoldFor: 72 * time.Hour, OnReply: core.OnReplyAsk}
	kept, err := d.encode()
	if err != nil {
		t.Fatal(err)
	}
	got, ok := decode(kept)
	if !ok || !reflect.DeepEqual(got, d) {
		t.Errorf("came back as %+v, was %+v", got, d)
	}
}

func TestWhatIsNoDraftIsLeftOut(t *testing.T) {
	for _, kept := range []string{"", "{", `"words"`, "{}", `{"Texts":{},"Kind":"promo"}`, `{"Texts":{"a ":"x"},"Codes":99}`} {
		if d, ok := decode(kept); ok {
			t.Errorf("%s is read as %+v", kept, d)
		}
	}
	if kept, err := NewDraft().encode(); kept != "" || err != nil {
		t.Errorf("an empty message is kept as %q, %v", kept, err)
	}
}

// What was being written is there again after a restart, with when it leaves, and is forgotten once it was sent.
func TestTheMessageOutlivesTheWindow(t *testing.T) {
	s := raised(t, &fake{now: 2})
	s.draft.Timing = timing.Value{At: noon.Add(25 * time.Hour), HoldFor: 72 * time.Hour, OnReply: core.OnReplyAsk}
	s.Type("Winter is here")
	s.Advance(keepRest)
	s.FinishAll()
	if s.fake.kept == "" {
		t.Fatal("nothing was kept")
	}
	again := raised(t, s.fake)
	again.Resume()
	again.settle()
	if got := again.form.area.Text; got != "Winter is here" {
		t.Errorf("the field has %q", got)
	}
	test.Type(again.form.area, "!")
	if got := again.form.area.Text; got != "Winter is here!" {
		t.Errorf("typing goes on as %q", got)
	}
	if got := again.form.timing.Value(); !got.At.Equal(s.draft.Timing.At) || got.HoldFor != 72*time.Hour || got.OnReply != core.OnReplyAsk {
		t.Errorf("it leaves %+v", got)
	}
	again.begin()
	again.Advance(keepRest)
	again.FinishAll()
	if s.fake.kept != "" {
		t.Errorf("after it was sent there is still %s", s.fake.kept)
	}
}

// Who begins to write before the older message was read goes on with their own.
func TestAnOlderMessageReplacesNothing(t *testing.T) {
	s := raised(t, &fake{now: 2, kept: `{"Kind":"promo","Texts":{"a ":"older"}}`})
	s.Type("newer")
	s.Resume()
	s.settle()
	if got := s.form.area.Text; got != "newer" {
		t.Errorf("the field has %q", got)
	}
}
