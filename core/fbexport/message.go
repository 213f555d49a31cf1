package fbexport

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
)

// entry is a message as JSON has it, its texts repaired.
type entry struct {
	SenderName  string
	TimestampMS int64
	Content     string
	Type        string

	Photos   []media
	Videos   []media
	Audio    []media
	Files    []media
	Gifs     []media
	Sticker  *media
	Share    *share
	Duration *int64 // seconds
	Missed   bool
	Unsent   bool

	Reactions []Reaction

	// What exports of secure storage have in their place.
	Sender    string
	Timestamp int64 // milliseconds there; seconds in the oldest exports
	Text      string
	Media     []media
	IsUnsent  bool
}

type media struct{ URI string }

type share struct{ Link, Text string }

// Times that a message of Messenger can have.
var (
	earliest = time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

func plausible(t time.Time) bool { return !t.Before(earliest) && t.Before(latest) }

func (e *entry) at() time.Time {
	ms := cmp.Or(e.TimestampMS, e.Timestamp)
	if ms > 0 && ms < earliest.UnixMilli() {
		ms *= 1000 // seconds
	}
	return time.UnixMilli(ms).UTC()
}

// valid reports whether an entry has what every message has.
func (e *entry) valid() bool { return cmp.Or(e.SenderName, e.Sender) != "" && plausible(e.at()) }

// message turns an entry into a message of a thread. ok is false for what is none: a line that tells of a reaction, a
// note that somebody joined or left.
func (e *entry) message(folder string) (m Message, ok bool) {
	m = Message{Sender: e.SenderName, At: e.at(), Text: e.Content}
	if e.SenderName == "" { // secure storage
		m.Sender, m.Text = e.Sender, e.Text
	}
	m.Attachments, m.Files = e.attachments(folder)
	m.Reactions, m.Unsent = e.reactions(), e.Unsent || e.IsUnsent
	if e.Type == "Subscribe" || e.Type == "Unsubscribe" || strings.HasPrefix(m.Text, "Reacted ") && reactionLine.MatchString(m.Text) {
		return m, false
	}
	return m.finish(folder, IDPrefix)
}

// Lines that English exports put in place of words. Other languages' stay as they are.
var (
	reactionLine   = regexp.MustCompile(`^Reacted \S{1,40} to your message\s*$`)
	attachmentLine = regexp.MustCompile(`^.{1,200} sent (an attachment|a photo|a video|a sticker|a GIF|a link|a voice message|a file)\.$`)
)

// finish cleans the text and gives the message its id. ok is false when nothing is left to show.
func (m Message) finish(folder, prefix string) (Message, bool) {
	m.Text = strings.ReplaceAll(strings.TrimSpace(m.Text), "\x00", "")
	if len(m.Attachments) > 0 && attachmentLine.MatchString(m.Text) {
		m.Text = ""
	}
	if m.Text == "" && len(m.Attachments) == 0 && !m.Unsent {
		return m, false
	}
	m.ID = identity(folder, prefix, m)
	return m, true
}

// identity is the same for the same message in every download.
func identity(folder, prefix string, m Message) core.MessageID {
	b := make([]byte, 0, 128+2*len(m.Text))
	b = quoted(b, folder)
	b = strconv.AppendInt(append(b, ' '), m.At.UnixMilli(), 10)
	b = quoted(append(b, ' '), m.Sender)
	b = quoted(append(b, ' '), m.Text)
	for _, a := range m.Attachments {
		b = append(b, "\x00"+a.Kind+"\x00"+a.Name+"\x00"+a.URL...)
	}
	h := sha256.Sum256(b)
	return core.MessageID(prefix + hex.EncodeToString(h[:16]))
}

// quoted is strconv.AppendQuote, faster for plain text.
func quoted(b []byte, s string) []byte {
	for _, c := range []byte(s) {
		if c < ' ' || c == '"' || c == '\\' || c > '~' {
			return strconv.AppendQuote(b, s)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// attachments gives what hangs on a message, with the file of each in the download.
func (e *entry) attachments(folder string) (out []core.Attachment, files []string) {
	add := func(kind string, list []media) {
		for _, f := range list {
			out = append(out, core.Attachment{Kind: kind, Name: baseName(f.URI)})
			files = append(files, mediaIn(folder, f.URI))
		}
	}
	add("image", e.Photos)
	add("image", e.Gifs)
	add("video", e.Videos)
	add("audio", e.Audio)
	add("file", e.Files)
	for _, f := range e.Media {
		add(kindOf(f.URI), []media{f})
	}
	if e.Sticker != nil {
		add("sticker", []media{*e.Sticker})
	}
	if s := e.Share; s != nil && (s.Link != "" || s.Text != "") {
		out = append(out, core.Attachment{Kind: "share", URL: webAddress(s.Link), Text: s.Text})
	}
	if e.Duration != nil {
		out = append(out, core.Attachment{Kind: "call", Seconds: max(*e.Duration, 0), Missed: e.Missed})
	}
	return out, files
}

// maxReactions bounds the reactions of one message; a conversation with a shop has two people.
const maxReactions = 20

func (e *entry) reactions() []Reaction {
	var out []Reaction
	for _, r := range e.Reactions {
		if r.fits() {
			out = append(out, r)
		}
	}
	return out
}

// fits reports whether a reaction can be kept: it has an emoji, and nothing longer than the longest.
func (r Reaction) fits() bool { return r.Emoji != "" && len(r.Emoji) <= 32 }

// kindOf tells the kind of a file by its name.
func kindOf(uri string) string {
	switch strings.ToLower(path.Ext(uri)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic":
		return "image"
	case ".mp4", ".mov", ".webm":
		return "video"
	case ".mp3", ".m4a", ".aac", ".ogg", ".wav":
		return "audio"
	}
	return "file"
}

// baseName is the name of a file without where it lies.
func baseName(uri string) string { return path.Base(strings.ReplaceAll(uri, `\`, "/")) }

// webAddress lets only addresses of the web through.
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}
