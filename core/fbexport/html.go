package fbexport

import (
	"errors"
	"io"
	"strings"
	"time"
	"unicode"

	"shopbell/core"
)

// The HTML of a download names its parts by classes only, and changes them now and then; the older and the newer ones
// seen are known here. It has neither zone nor thousandths in its times, so JSON is always to be preferred.
const (
	noField = iota
	senderField
	bodyField
	dateField
	titleField
)

var (
	errNoMessages = errors.New("no messages in it")
	errNoDates    = errors.New("no date that can be read")
)

func isMessage(t token) bool {
	return t.has("_a6-g") || t.has("pam") && t.has("_2lej")
}

func fieldOf(t token) int {
	switch {
	case t.has("_a6-h") || t.has("_2lek"):
		return senderField
	case t.has("_a6-p") || t.has("_2let"):
		return bodyField
	case t.has("_a6-o") || t.has("_2lem"):
		return dateField
	}
	return noField
}

// htmlReader reads one file of a thread.
type htmlReader struct {
	markup *markup
	folder string
	zone   *time.Location
	each   func(Message) error

	stack   []string
	message int // depth of the current message's element, 0 outside
	field   int
	depth   int // of the current field's element
	listing int // depth of the list of reactions, 0 outside
	sender  strings.Builder
	body    strings.Builder
	date    strings.Builder
	title   strings.Builder
	files   []core.Attachment
	names   []string // of files

	reaction  strings.Builder // the line of the list that is being read
	reactions []Reaction

	count, bad int
}

// readHTML calls each for every message of a file. bad counts those without a sender or a readable date.
func readHTML(r io.Reader, folder string, zone *time.Location, each func(Message) error) (bad int, err error) {
	h := htmlReader{markup: newMarkup(r), folder: folder, zone: zone, each: each}
	if err := h.run(); err != nil {
		return h.bad, err
	}
	switch {
	case h.count == 0 && h.bad > 0:
		return 0, errNoDates
	case h.count == 0:
		return 0, errNoMessages
	}
	return h.bad, nil
}

// htmlHeader reads who takes part: the title, and who wrote in this file.
func htmlHeader(r io.Reader) (header, error) {
	var got header
	seen := map[string]bool{}
	h := htmlReader{markup: newMarkup(r), zone: time.UTC}
	h.each = func(m Message) error {
		if !seen[m.Sender] && len(seen) < maxParticipants {
			seen[m.Sender] = true
			got.participants = append(got.participants, m.Sender)
		}
		return nil
	}
	err := h.run()
	got.title = oneLine(h.title.String())
	if h.count > 0 {
		err = nil
	} else if err == nil {
		err = errNoMessages
		if h.bad > 0 {
			err = errNoDates
		}
	}
	return got, err
}

func (h *htmlReader) run() error {
	for {
		t, err := h.markup.next()
		switch {
		case errors.Is(err, io.EOF) && h.message > 0:
			return io.ErrUnexpectedEOF
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case t.name == "":
			h.text(t.text)
		case t.close:
			err = h.end(t.name)
		default:
			err = h.begin(t)
		}
		if err != nil {
			return err
		}
	}
}

func (h *htmlReader) begin(t token) error {
	h.see(t)
	if t.void {
		return nil
	}
	if len(h.stack) >= 256 {
		return errTooDeep
	}
	h.stack = append(h.stack, t.name)
	depth := len(h.stack)
	switch {
	case h.message == 0 && t.name == "title":
		h.field, h.depth = titleField, depth
	case h.message == 0 && isMessage(t):
		h.message, h.field = depth, noField
	case h.message == 0:
	case h.field == noField && fieldOf(t) != noField:
		h.field, h.depth = fieldOf(t), depth
	case h.field == bodyField && h.listing == 0 && t.name == "ul":
		h.listing = depth
	case h.listing > 0 && t.name == "li":
		h.react()
	}
	return nil
}

// see takes line breaks, pictures and links out of a message's body.
func (h *htmlReader) see(t token) {
	if h.field != bodyField || h.listing > 0 {
		return
	}
	switch t.name {
	case "br", "div", "p", "li":
		h.write(&h.body, "\n")
	case "img":
		h.attach("image", t.link)
	case "video":
		h.attach("video", t.link)
	case "audio":
		h.attach("audio", t.link)
	case "a":
		if web := webAddress(t.link); web != "" {
			h.add(core.Attachment{Kind: "share", URL: web}, "")
		} else if kind := kindOf(t.link); kind == "file" {
			h.attach(kind, t.link) // pictures stand in the link as well
		}
	}
}

func (h *htmlReader) attach(kind, link string) {
	if link != "" && !strings.HasPrefix(link, "data:") && !strings.HasPrefix(link, "#") {
		h.add(core.Attachment{Kind: kind, Name: baseName(link)}, link)
	}
}

// maxFiles bounds the attachments of one message.
const maxFiles = 200

func (h *htmlReader) add(a core.Attachment, link string) {
	if len(h.files) < maxFiles {
		h.files, h.names = append(h.files, a), append(h.names, mediaIn(h.folder, link))
	}
}

func (h *htmlReader) text(s string) {
	switch {
	case h.listing > 0:
		h.write(&h.reaction, s)
	case h.field == senderField:
		h.write(&h.sender, s)
	case h.field == bodyField:
		h.write(&h.body, s)
	case h.field == dateField:
		h.write(&h.date, s)
	case h.field == titleField:
		h.write(&h.title, s)
	}
}

func (h *htmlReader) write(b *strings.Builder, s string) {
	if b.Len()+len(s) <= maxText {
		b.WriteString(s)
	}
}

// end closes the innermost element of a name with all that was left open in it.
func (h *htmlReader) end(name string) error {
	at := len(h.stack) - 1
	for at >= 0 && h.stack[at] != name {
		at--
	}
	if at < 0 {
		return nil
	}
	h.stack = h.stack[:at]
	if h.listing > at {
		h.react()
		h.listing = 0
	}
	if h.field != noField && h.depth > at {
		h.field = noField
	}
	if h.message > at {
		h.message = 0
		return h.flush()
	}
	return nil
}

// react takes the line that ended: an emoji, then who put it, in newer files with the time in brackets.
func (h *htmlReader) react() {
	line := oneLine(h.reaction.String())
	h.reaction.Reset()
	actor := strings.TrimLeftFunc(line, isEmoji)
	emoji := line[:len(line)-len(actor)]
	if at := strings.LastIndex(actor, " ("); at > 0 && strings.HasSuffix(actor, ")") && strings.ContainsFunc(actor[at:], unicode.IsDigit) {
		actor = actor[:at]
	}
	r := Reaction{Emoji: emoji, Actor: strings.TrimSpace(actor)}
	if r.fits() && len(h.reactions) < maxReactions {
		h.reactions = append(h.reactions, r)
	}
}

// isEmoji reports a sign that emoji are made of, and no name begins with.
func isEmoji(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Me, unicode.Cf)
}

// flush gives the message that just ended.
func (h *htmlReader) flush() error {
	m := Message{Sender: oneLine(h.sender.String()), Coarse: true, Text: paragraphs(h.body.String()), Attachments: h.files, Files: h.names, Reactions: h.reactions}
	at, ok := localTime(oneLine(h.date.String()), h.zone)
	h.sender.Reset()
	h.body.Reset()
	h.date.Reset()
	h.files, h.names, h.reactions = nil, nil, nil
	if !ok || m.Sender == "" {
		h.bad++
		return nil
	}
	h.count++
	m.At = at
	m, ok = m.finish(h.folder, CoarsePrefix)
	if !ok || reactionLine.MatchString(m.Text) {
		return nil
	}
	return h.each(m)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// paragraphs keeps the lines that have words.
func paragraphs(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// whyHTML says why an HTML file was not read, "" for errors of another kind.
func whyHTML(err error) core.SkipCode {
	switch {
	case errors.Is(err, errNoMessages):
		return core.SkipHTMLEmpty
	case errors.Is(err, errNoDates):
		return core.SkipHTMLDates
	case errors.Is(err, errMarkup):
		return core.SkipNotHTML
	}
	return ""
}
