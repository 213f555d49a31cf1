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

// entry is a message as JSON has it; all names are the download's.
type entry struct {
	SenderName  string `json:"sender_name"`
	TimestampMS int64  `json:"timestamp_ms"`
	Content     string `json:"content"`
	Type        string `json:"type"`

	Photos   []media `json:"photos"`
	Videos   []media `json:"videos"`
	Audio    []media `json:"audio_files"`
	Files    []media `json:"files"`
	Gifs     []media `json:"gifs"`
	Sticker  *media  `json:"sticker"`
	Share    *share  `json:"share"`
	Duration *int64  `json:"call_duration"` // seconds
	Missed   bool    `json:"missed"`
	Unsent   bool    `json:"is_unsent"`

	Reactions []struct {
		Reaction string `json:"reaction"`
		Actor    string `json:"actor"`
	} `json:"reactions"`

	// The names in exports of secure storage, whose text is plain UTF-8.
	Sender    string  `json:"senderName"`
	Timestamp int64   `json:"timestamp"` // milliseconds there; seconds in the oldest exports
	Text      string  `json:"text"`
	Media     []media `json:"media"`
	IsUnsent  bool    `json:"isUnsent"`
}

type media struct {
	URI string `json:"uri"`
}

type share struct {
	Link string `json:"link"`
	Text string `json:"share_text"`
}

// Times that a message of Messenger can have.
var (
	earliest = time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

func plausible(t time.Time) bool { return !t.Before(earliest) && t.Before(latest) }

func (e entry) at() time.Time {
	ms := cmp.Or(e.TimestampMS, e.Timestamp)
	if ms > 0 && ms < earliest.UnixMilli() {
		ms *= 1000 // seconds
	}
	return time.UnixMilli(ms).UTC()
}

// valid reports whether an entry has what every message has.
func (e entry) valid() bool { return cmp.Or(e.SenderName, e.Sender) != "" && plausible(e.at()) }

// message turns an entry into a message of a thread. ok is false for what is none: a line that tells of a reaction, a
// note that somebody joined or left.
func (e entry) message(folder string) (m Message, ok bool) {
	m = Message{Sender: repair(e.SenderName), At: e.at(), Text: repair(e.Content)}
	if e.SenderName == "" { // secure storage
		m.Sender, m.Text = e.Sender, e.Text
	}
	m.Attachments, m.Files = e.attachments(folder)
	m.Reactions, m.Unsent = e.reactions(), e.Unsent || e.IsUnsent
	if e.Type == "Subscribe" || e.Type == "Unsubscribe" || reactionLine.MatchString(m.Text) {
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
	b = strconv.AppendQuote(b, folder)
	b = strconv.AppendInt(append(b, ' '), m.At.UnixMilli(), 10)
	b = strconv.AppendQuote(append(b, ' '), m.Sender)
	b = strconv.AppendQuote(append(b, ' '), m.Text)
	for _, a := range m.Attachments {
		b = append(b, "\x00"+a.Kind+"\x00"+a.Name+"\x00"+a.URL...)
	}
	h := sha256.Sum256(b)
	return core.MessageID(prefix + hex.EncodeToString(h[:16]))
}

// attachments gives what hangs on a message, with the file of each in the download.
func (e entry) attachments(folder string) (out []core.Attachment, files []string) {
	add := func(kind string, list []media) {
		for _, f := range list {
			uri := repair(f.URI)
			out = append(out, core.Attachment{Kind: kind, Name: baseName(uri)})
			files = append(files, mediaIn(folder, uri))
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
		out = append(out, core.Attachment{Kind: "share", URL: webAddress(repair(s.Link)), Text: repair(s.Text)})
	}
	if e.Duration != nil {
		out = append(out, core.Attachment{Kind: "call", Seconds: max(*e.Duration, 0), Missed: e.Missed})
	}
	return out, files
}

// maxReactions bounds the reactions of one message; a conversation with a shop has two people.
const maxReactions = 20

func (e entry) reactions() []Reaction {
	var out []Reaction
	for _, r := range e.Reactions[:min(len(e.Reactions), maxReactions)] {
		if emoji := repair(r.Reaction); emoji != "" && len(emoji) <= 32 {
			out = append(out, Reaction{Emoji: emoji, Actor: repair(r.Actor)})
		}
	}
	return out
}

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
