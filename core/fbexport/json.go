package fbexport

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// header is what a thread's file says besides its messages.
type header struct {
	participants []string
	title        string
	newest       time.Time // of the first message, which is the newest of the file; zero when it was not seen
}

// jsonFile is what was read of one JSON file.
type jsonFile struct {
	header
	messages bool // it has a list of messages
	count    int  // messages that were read
	bad      int  // entries of the list that are no messages
	cut      bool // a text was longer than any message can be, and was cut
}

// Faults of a file that is whole JSON and no conversation.
var errNoThread = errors.New("not a conversation")

// errEnough ends the reading of a file early.
var errEnough = errors.New("enough")

// readJSON reads one file of a thread as a stream. each is called for every message; nil passes over them and ends with
// errEnough once the participants are known, which stand first in every file seen so far, and the time of the first
// message behind them. What was read before an error is given with it.
func readJSON(r io.Reader, each func(entry) error) (jsonFile, error) {
	limited := &bound{from: withoutMark(r)}
	p := jsonParser{dec: json.NewDecoder(limited), each: each}
	err := p.thread()
	p.got.cut = limited.cut
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && !p.got.messages {
		err = errNoThread
	}
	return p.got, err
}

// withoutMark takes away a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, 16) // what asks for more reads past it
	if head, err := b.Peek(3); err == nil && string(head) == "\ufeff" {
		_, _ = b.Discard(3) // was just seen
	}
	return b
}

type jsonParser struct {
	dec  *json.Decoder
	each func(entry) error
	got  jsonFile
}

func (p *jsonParser) thread() error {
	if err := p.delim('{'); err != nil {
		return err
	}
	for p.dec.More() {
		key, err := p.dec.Token()
		if err != nil {
			return err
		}
		switch key {
		case "participants":
			err = p.list(p.participant)
		case "messages":
			p.got.messages = true
			err = p.list(p.message)
		case "title", "threadName":
			err = p.title()
		default:
			err = p.pass()
		}
		if err != nil {
			return err
		}
	}
	return p.delim('}')
}

func (p *jsonParser) delim(want json.Delim) error {
	t, err := p.dec.Token()
	if err == nil && t != want {
		return errNoThread
	}
	return err
}

// list calls item for each element of an array.
func (p *jsonParser) list(item func() error) error {
	if err := p.delim('['); err != nil {
		return err
	}
	for p.dec.More() {
		if err := item(); err != nil {
			return err
		}
	}
	return p.delim(']')
}

// participant reads {"name": …}, or a bare name.
func (p *jsonParser) participant() error {
	var v struct{ Name string }
	var raw json.RawMessage
	if err := p.dec.Decode(&raw); err != nil {
		return err
	}
	if json.Unmarshal(raw, &v) != nil {
		_ = json.Unmarshal(raw, &v.Name) // neither: no name
	}
	if v.Name != "" && len(p.got.participants) < maxParticipants {
		p.got.participants = append(p.got.participants, repair(v.Name))
	}
	return nil
}

// maxParticipants is beyond any conversation of a shop; more are not kept.
const maxParticipants = 300

func (p *jsonParser) title() error {
	var raw json.RawMessage
	if err := p.dec.Decode(&raw); err != nil {
		return err
	}
	var s string
	if json.Unmarshal(raw, &s) == nil && p.got.title == "" {
		p.got.title = repair(s)
	}
	return nil
}

func (p *jsonParser) message() error {
	known := len(p.got.participants) > 0
	if p.each == nil && !known {
		return p.pass()
	}
	var e entry
	err := p.dec.Decode(&e)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) || err == nil && !e.valid():
		p.got.bad++
		if p.each == nil {
			return errEnough
		}
		return nil
	case err != nil:
		return err
	case p.each == nil:
		p.got.newest = e.at()
		return errEnough
	}
	p.got.count++
	return p.each(e)
}

// pass passes over a value of any size without keeping it.
func (p *jsonParser) pass() error {
	depth := 0
	for {
		t, err := p.dec.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// whyJSON says in plain words why a file was not read to its end, "" for errors that are not the file's.
func whyJSON(err error, read int) string {
	var syntax *json.SyntaxError
	what := ""
	switch {
	case errors.Is(err, errNoThread):
		return "it is not a Messenger conversation"
	case errors.Is(err, io.ErrUnexpectedEOF):
		what = "it is cut short"
	case errors.As(err, &syntax):
		what = "it is not valid JSON"
	case errors.Is(err, errTooDeep), errors.Is(err, errTooLarge):
		what = "it holds something that no conversation holds: " + err.Error()
	default:
		return ""
	}
	return afterCount(what, read)
}

func afterCount(what string, read int) string {
	switch read {
	case 0:
		return what
	case 1:
		return what + " after 1 message, which was read"
	}
	return fmt.Sprintf("%s after %d messages, which were read", what, read)
}
