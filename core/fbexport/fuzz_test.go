package fbexport

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// checked fails on a message that nobody could keep.
func checked(t *testing.T, prefix string) func(Message) error {
	return func(m Message) error {
		if m.Sender == "" || !plausible(m.At) || !strings.HasPrefix(string(m.ID), prefix) || m.Text == "" && len(m.Attachments) == 0 ||
			!utf8.ValidString(m.Text) || len(m.Text) > 2*maxString {
			t.Errorf("%+v", m)
		}
		return nil
	}
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"participants":[{"name":"Ana"},"B"],"messages":[{"sender_name":"Ana","timestamp_ms":1795252506980,"content":"Caf\u00c3\u00a9"}],"title":"x"}`))
	f.Add([]byte("\ufeff" + `{"messages":[{"senderName":"A","timestamp":1795252506,"text":"x","media":[{"uri":"a.jpg"}]},{"sticker":null,"share":{}}],"x":[[{}]]}`))
	f.Add([]byte(`{"messages":[{"sender_name":"\ud800","timestamp_ms":1e12,"call_duration":-5,"photos":[{}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, _, err := new(jsonReader).entries(bytes.NewReader(b), "f_1", checked(t, IDPrefix)); err != nil && why(err, 0).Code == "" {
			t.Errorf("no reason for %v", err)
		}
		if _, err := new(jsonReader).read(bytes.NewReader(b), nil); err != nil && err != errEnough && why(err, 0).Code == "" {
			t.Errorf("no reason for %v", err)
		}
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(`<title>A</title><div class="_a6-g"><h2 class=_a6-h>A</h2><div class="_a6-p">x<br/><ul><li>y</ul></div><div class="_a6-o">Jun 01, 2025 3:31:29 pm</div></div>`))
	f.Add([]byte(`<!-- - --><script>"</div>"</script><div class='pam _2lej'><a href="https://x">&amp;</a></span></div><`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := readHTML(bytes.NewReader(b), "f_1", time.UTC, checked(t, CoarsePrefix)); err != nil && why(err, 0).Code == "" {
			t.Errorf("no reason for %v", err)
		}
		if h, err := htmlHeader(bytes.NewReader(b)); err == nil && len(h.participants) > maxParticipants {
			t.Error("too many participants")
		}
	})
}

// However it is chopped, what passes the bound is the same, and no longer than it says.
func TestBoundCutsStringsBetweenEscapes(t *testing.T) {
	long := strings.Repeat("a", maxString-3) + `\u00e9\ud83d\ude0a tail \" end`
	for _, text := range []string{long, strings.Repeat(`\\`, maxString), strings.Repeat("b", maxString)} {
		in := `{"messages":[{"sender_name":"A","timestamp_ms":1795252506980,"content":"` + text + `"},{"sender_name":"A","timestamp_ms":1795252506981,"content":"next"}]}`
		var got []Message
		_, cut, err := new(jsonReader).entries(strings.NewReader(in), "f_1", func(m Message) error { got = append(got, m); return nil })
		if err != nil || len(got) != 2 || got[1].Text != "next" || len(got[0].Text) > maxString+8 || cut != (len(text) > maxString) {
			t.Errorf("%d bytes: %d messages, cut %v, %v", len(text), len(got), cut, err)
		}
	}
}
