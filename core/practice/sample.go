package practice

import (
	"bufio"
	"fmt"
	"strings"
	"sync"
	"time"

	sample "shopbell/assets/practice"
	"shopbell/core"
)

// samplePerson is one conversation of the sample shop, with its labels.
type samplePerson struct {
	name     string
	language string
	blocked  bool
	gone     bool
	lines    []sampleLine
}

// sampleLine is one message: how long before the start it was written, and what it says.
type sampleLine struct {
	fromPage bool
	ago      time.Duration
	kind     kind
	text     string
	want     []Want
	stop     bool
	resume   bool
	doubt    bool
}

// samplePeople reads the embedded conversations once. They are part of the program, so a mistake in them is a bug that
// the tests of this package find.
var samplePeople = sync.OnceValue(func() []samplePerson {
	var all [][]samplePerson
	for _, language := range sample.Languages() {
		text, err := sample.Conversations(language)
		if err != nil {
			panic(err)
		}
		people, err := parseSample(language, text)
		if err != nil {
			panic(err)
		}
		all = append(all, people)
	}
	// Dealt out by turns, so that the first few customers already speak several languages.
	var out []samplePerson
	for i := 0; ; i++ {
		before := len(out)
		for _, people := range all {
			if i < len(people) {
				out = append(out, people[i])
			}
		}
		if len(out) == before {
			return out
		}
	}
})

// parseSample reads a file of conversations; its form is described in the file format of package assets/practice.
func parseSample(language, text string) ([]samplePerson, error) {
	var out []samplePerson
	scanner := bufio.NewScanner(strings.NewReader(text))
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimRight(scanner.Text(), " ")
		var err error
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '=':
			out = append(out, sampleHead(language, line[1:]))
		case len(out) == 0:
			err = fmt.Errorf("a message before the first person")
		case line[0] == '>' || line[0] == '<':
			var l sampleLine
			l, err = readSampleLine(line)
			last := &out[len(out)-1]
			last.lines = append(last.lines, l)
		case line[0] == ' ' && len(out[len(out)-1].lines) > 0:
			lines := out[len(out)-1].lines
			lines[len(lines)-1].text += "\n" + strings.TrimSpace(line)
		default:
			err = fmt.Errorf("not understood: %q", line)
		}
		if err != nil {
			return nil, fmt.Errorf("conversations in %s, line %d: %w", language, n, err)
		}
	}
	return out, scanner.Err()
}

func sampleHead(language, head string) samplePerson {
	parts := strings.Split(head, "|")
	s := samplePerson{name: strings.TrimSpace(parts[0]), language: language}
	for _, mark := range parts[1:] {
		switch strings.TrimSpace(mark) {
		case "blocked":
			s.blocked = true
		case "gone":
			s.gone = true
		}
	}
	return s
}

func readSampleLine(line string) (sampleLine, error) {
	l := sampleLine{fromPage: line[0] == '<'}
	ago, rest, _ := strings.Cut(strings.TrimSpace(line[1:]), " ")
	var err error
	if l.ago, err = readAgo(ago); err != nil {
		return l, err
	}
	for strings.HasPrefix(rest, "{") {
		label, after, closed := strings.Cut(rest[1:], "}")
		if !closed {
			return l, fmt.Errorf("a label is not closed")
		}
		l.label(label)
		rest = strings.TrimLeft(after, " ")
	}
	l.text = rest
	return l, nil
}

func (l *sampleLine) label(label string) {
	switch label {
	case "stop":
		l.stop = true
	case "resume":
		l.resume = true
	case "doubt":
		l.doubt = true
	case "sticker":
		l.kind = kindSticker
	case "picture":
		l.kind = kindPicture
	default:
		withdrawn := strings.HasPrefix(label, "-")
		sku, variant, _ := strings.Cut(strings.TrimPrefix(label, "-"), "/")
		l.want = append(l.want, Want{SKU: core.SKU(sku), Variant: variant, Withdrawn: withdrawn})
	}
}

// readAgo reads an age such as 12d3h or 45m.
func readAgo(s string) (time.Duration, error) {
	var days int
	if d, rest, has := strings.Cut(s, "d"); has {
		if _, err := fmt.Sscanf(d, "%d", &days); err != nil {
			return 0, fmt.Errorf("age %q: %w", s, err)
		}
		s = rest
	}
	var rest time.Duration
	if s != "" {
		var err error
		if rest, err = time.ParseDuration(s); err != nil {
			return 0, err
		}
	}
	return time.Duration(days)*24*time.Hour + rest, nil
}

// addSample adds a person of the sample with the whole conversation.
func (p *Page) addSample(s samplePerson) {
	t := p.newThread(s.name, s.language)
	t.blocked, t.gone = s.blocked, s.gone
	for i, l := range s.lines {
		// Seconds and milliseconds differ from line to line, so that no two messages of one person share a time.
		at := p.start.Add(-l.ago).Add(time.Duration(i%7)*1300*time.Millisecond - 9*time.Second).UTC()
		m := t.add(message{fromPage: l.fromPage, kind: l.kind, at: at, text: l.text})
		p.remark(t, m, l)
		t.unread++
		if l.fromPage {
			t.unread = 0
		}
		t.updated = at
	}
}

// remark writes the labels of a message into the truth about a person.
func (p *Page) remark(t *thread, m message, l sampleLine) {
	for _, w := range l.want {
		if w.Withdrawn {
			withdraw(t, w.SKU)
			continue
		}
		w.MessageID = p.messageID(t, m.seq)
		t.wants = append(t.wants, w)
	}
	if l.stop || l.doubt {
		t.stopMessage = p.messageID(t, m.seq)
	}
	t.stopped = (t.stopped || l.stop) && !l.resume
	t.doubtful = (t.doubtful || l.doubt) && !l.resume && !l.stop
}

func withdraw(t *thread, sku core.SKU) {
	for i := range t.wants {
		if t.wants[i].SKU == sku {
			t.wants[i].Withdrawn = true
		}
	}
}
