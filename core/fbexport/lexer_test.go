package fbexport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// asWritten is a message as encoding/json reads it.
type asWritten struct {
	SenderName  string         `json:"sender_name"`
	TimestampMS int64          `json:"timestamp_ms"`
	Content     string         `json:"content"`
	Type        string         `json:"type"`
	Photos      []writtenMedia `json:"photos"`
	Videos      []writtenMedia `json:"videos"`
	Audio       []writtenMedia `json:"audio_files"`
	Files       []writtenMedia `json:"files"`
	Gifs        []writtenMedia `json:"gifs"`
	Sticker     *writtenMedia  `json:"sticker"`
	Share       *struct {
		Link string `json:"link"`
		Text string `json:"share_text"`
	} `json:"share"`
	Duration  *int64 `json:"call_duration"`
	Missed    bool   `json:"missed"`
	Unsent    bool   `json:"is_unsent"`
	Reactions []struct {
		Emoji string `json:"reaction"`
		Actor string `json:"actor"`
	} `json:"reactions"`
	Sender    string         `json:"senderName"`
	Timestamp int64          `json:"timestamp"`
	Text      string         `json:"text"`
	Media     []writtenMedia `json:"media"`
	IsUnsent  bool           `json:"isUnsent"`
}

type writtenMedia struct {
	URI string `json:"uri"`
}

// mended is what encoding/json read, with its texts repaired.
func (w asWritten) mended() entry {
	fix := func(s string) string {
		if b, ok := repair(nil, []byte(s)); ok {
			return string(b)
		}
		return s
	}
	list := func(written []writtenMedia) (l []media) {
		for _, m := range written {
			l = append(l, media{fix(m.URI)})
		}
		return l
	}
	e := entry{
		SenderName: fix(w.SenderName), TimestampMS: w.TimestampMS, Content: fix(w.Content), Type: w.Type,
		Photos: list(w.Photos), Videos: list(w.Videos), Audio: list(w.Audio), Files: list(w.Files), Gifs: list(w.Gifs),
		Duration: w.Duration, Missed: w.Missed, Unsent: w.Unsent,
		Sender: w.Sender, Timestamp: w.Timestamp, Text: w.Text, Media: list(w.Media), IsUnsent: w.IsUnsent,
	}
	if w.Sticker != nil {
		e.Sticker = &media{fix(w.Sticker.URI)}
	}
	if w.Share != nil && (w.Share.Link != "" || w.Share.Text != "") {
		e.Share = &share{fix(w.Share.Link), fix(w.Share.Text)}
	}
	for _, r := range w.Reactions[:min(len(w.Reactions), maxReactions)] {
		e.Reactions = append(e.Reactions, Reaction{Emoji: fix(r.Emoji), Actor: fix(r.Actor)})
	}
	return e
}

// sameAsStandard reads one message by both readers, the text of the file in whole and byte by byte.
func sameAsStandard(t *testing.T, text []byte) {
	var want asWritten
	wantErr := json.Unmarshal(text, &want)
	var wrong *json.UnmarshalTypeError
	for _, r := range []io.Reader{bytes.NewReader(text), iotest.OneByteReader(bytes.NewReader(text))} {
		var p jsonReader
		p.start(r)
		var got entry
		fits, err := p.entryOf(&got)
		if got.Share != nil && *got.Share == (share{}) {
			got.Share = nil // says as much
		}
		if err == nil {
			if _, more := p.peek(); !errors.Is(more, io.ErrUnexpectedEOF) {
				err = errSyntax // encoding/json wants nothing behind it
			}
		}
		switch {
		case errors.Is(err, errTooDeep), errors.Is(err, errTooLarge):
		case errors.As(wantErr, &wrong):
			if err != nil || fits {
				t.Errorf("%q: fits %v, %v; encoding/json says %v", text, fits, err, wantErr)
			}
		case (err == nil) != (wantErr == nil):
			t.Errorf("%q: %v; encoding/json says %v", text, err, wantErr)
		case err == nil && (!fits || !reflect.DeepEqual(got, want.mended())):
			t.Errorf("%q: fits %v\n%+v\n%+v", text, fits, got, want.mended())
		}
	}
}

var lexed = []string{
	`{"sender_name":"Caf\u00c3\u00a9","timestamp_ms":1795252506980,"content":"\u00f0\u009f\u0098\u008a ok"}`, `{}`, ` { } `, `null`, `7`, `"x"`, `[]`, `[{}]`, ``, `{`, `{"`,
	`{"content":"\ud83d\ude0a \ud83d \ude0a\ud83d\ud83d\ude0a \ud83dx"}`, "{\"content\":\"\xff\xc3\xa9\xc3\"}", "{\"content\":\"a\nb\"}", "{\"text\":\"\xed\xa0\x80\"}",
	`{"content":"\"\\\/\b\f\n\r\t"}`, `{"content":"\x"}`, `{"content":"\u12g4"}`, `{"content":"\u12`, `{"content":null,"photos":null,"sticker":null,"share":null,"call_duration":null,"missed":null}`,
	`{"timestamp_ms":-0}`, `{"timestamp_ms":01}`, `{"timestamp_ms":1.5}`, `{"timestamp_ms":1e3}`, `{"timestamp_ms":99999999999999999999}`, `{"timestamp_ms":"1"}`, `{"timestamp_ms":+1}`, `{"timestamp_ms":-}`,
	`{"timestamp_ms":1.}`, `{"timestamp_ms":true}`, `{"missed":true}`, `{"missed":1}`, `{"missed":truex}`, `{"missed":"true"}`, `{"content":5}`, `{"content":{}}`, `{"photos":{}}`, `{"photos":[null,{"uri":"a"},{"uri":5}]}`,
	`{"photos":[{"uri":"a","creation_timestamp":5}]}`, `{"sticker":[]}`, `{"sticker":{}}`, `{"share":{"link":"x","share_text":"\u00c3\u00a9","more":[[{}]]}}`, `{"call_duration":61}`, `{"call_duration":"x"}`,
	`{"a":1,}`, `{"a" 1}`, `{a:1}`, `{"a":1 "b":2}`, `{"a":[1,]}`, `{"a":[1 2]}`, `{"a":}`, `{"a":1]`, `{"a":-0.0e+5,"b":1E-7}`, `{"a":1e}`, `{"a":nul}`, `{} {}`, "{\"\x00\":1}", `{"content":"x","content":"y"}`,
	`{"senderName":"\u00c3\u00a9","text":"\u00c3\u00a9","timestamp":1,"media":[{"uri":"a"}],"isUnsent":true}`,
	`{"type":"\u00c3\u00a9","is_unsent":true,"videos":[{"uri":"v"}],"audio_files":[{}],"files":[],"gifs":null}`,
	`{"reactions":[{"reaction":"\u00f0\u009f\u0098\u008a","actor":"Caf\u00c3\u00a9"},{},null]}`,
}

func TestReadsAsTheStandardLibraryDoes(t *testing.T) {
	for _, text := range lexed {
		sameAsStandard(t, []byte(text))
	}
}

func FuzzEntry(f *testing.F) {
	for _, text := range lexed {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !odd(text) {
			sameAsStandard(t, text)
		}
	})
}

// odd reports whether a text has what the two part on with purpose: a name in capitals, which encoding/json takes for the
// same, or twice, of which it mixes the values.
func odd(text []byte) bool {
	names := []string{"sender_name", "timestamp_ms", "content", "type", "photos", "videos", "audio_files", "files", "gifs", "uri",
		"sticker", "share", "link", "share_text", "call_duration", "missed", "is_unsent", "reactions", "reaction", "actor",
		"senderName", "timestamp", "text", "media", "isUnsent"}
	seen := map[string]bool{}
	dec := json.NewDecoder(bytes.NewReader(text))
	for {
		token, err := dec.Token()
		if err != nil {
			return false
		}
		name, _ := token.(string)
		for _, known := range names {
			if strings.EqualFold(name, known) && (name != known || seen[name]) {
				return true
			}
		}
		seen[name] = true
	}
}
