package fbexport

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"time"

	"shopbell/core"
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

// jsonReader reads files of threads, one after the other.
type jsonReader struct {
	lexer
	each  func(*entry) error
	got   jsonFile
	entry entry    // the message in hand
	fixed []byte   // the last text, repaired
	names []string // of the file's senders
}

// read reads one file of a thread as a stream. each is called for every message; nil passes over them and ends with
// errEnough once the participants are known, which stand first in every file seen so far, and the time of the first
// message behind them. What was read before an error is given with it.
func (p *jsonReader) read(r io.Reader, each func(*entry) error) (jsonFile, error) {
	p.start(r)
	p.each, p.got, p.names = each, jsonFile{}, p.names[:0]
	err := p.thread()
	p.got.cut = p.cut
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

// thread reads what every file of a thread is: an object.
func (p *jsonReader) thread() error {
	if err := p.must('{'); err != nil {
		return err
	}
	return p.object(func(key []byte) error {
		switch string(key) {
		case "participants":
			if err := p.must('['); err != nil {
				return err
			}
			return p.list(p.participant)
		case "messages":
			if err := p.must('['); err != nil {
				return err
			}
			p.got.messages = true
			return p.list(p.message)
		case "title", "threadName":
			return p.title()
		}
		return p.skip()
	})
}

// must fails when another value than an object or a list follows.
func (p *jsonReader) must(open byte) error {
	c, err := p.peek()
	switch {
	case err != nil || c == open:
		return err
	case c == '{' || c == '[' || c == '"':
		return errNoThread
	}
	return cmp.Or(p.literal(), errNoThread)
}

// participant reads {"name": …}, or a bare name. What is neither has no name.
func (p *jsonReader) participant() error {
	name := ""
	switch c, err := p.peek(); {
	case err != nil:
		return err
	case c == '{':
		err = p.object(func(key []byte) error {
			if string(key) != "name" {
				return p.skip()
			}
			_, err := p.words(&name, true)
			return err
		})
		if err != nil {
			return err
		}
	default:
		if _, err := p.words(&name, true); err != nil {
			return err
		}
	}
	if name != "" && len(p.got.participants) < maxParticipants {
		p.got.participants = append(p.got.participants, name)
	}
	return nil
}

// maxParticipants is beyond any conversation of a shop; more are not kept.
const maxParticipants = 300

func (p *jsonReader) title() error {
	title := ""
	_, err := p.words(&title, true)
	p.got.title = cmp.Or(p.got.title, title)
	return err
}

func (p *jsonReader) message() error {
	known := len(p.got.participants) > 0
	if p.each == nil && !known {
		return p.skip()
	}
	e := &p.entry
	*e = entry{}
	p.limit = p.taken() + maxValue
	fits, err := p.entryOf(e)
	p.limit = 0
	switch {
	case err != nil:
		return err
	case !fits || !e.valid():
		p.got.bad++
		if p.each == nil {
			return errEnough
		}
		return nil
	case p.each == nil:
		p.got.newest = e.at()
		return errEnough
	}
	p.got.count++
	return p.each(e)
}

// whyJSON says why a file was not read to its end, "" for errors that are not the file's.
func whyJSON(err error) core.SkipCode {
	switch {
	case errors.Is(err, errNoThread):
		return core.SkipNoThread
	case errors.Is(err, io.ErrUnexpectedEOF):
		return core.SkipCutShort
	case errors.Is(err, errSyntax):
		return core.SkipNotJSON
	case errors.Is(err, errTooDeep), errors.Is(err, errTooLarge):
		return core.SkipAbsurd
	}
	return ""
}
