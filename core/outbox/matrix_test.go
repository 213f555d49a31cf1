package outbox

import (
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/outbox/docs"
	"shopbell/core/practice"
	"shopbell/ui/words"
)

var update = flag.Bool("update", false, "write docs/faults.md")

// place is a request that an answer hits.
type place struct {
	title, intro string
	match, query string
	nth, count   int
	lookup       bool // a message has to be lost first, so that it is looked up
	every        bool // every code, not one of each class alone
	chatter      bool // who stops writes so much that the list does not hold it all
	struck       int  // of the people, whom the table tells of
}

// The people of a cell: three get the campaign, the fourth has written STOP on the page, which was not read yet.
const (
	struckSend = 1
	stopping   = 3
)

func places() []place {
	return []place{
		{title: "An answer to a message", match: "POST /", nth: 2, count: 1, every: true, struck: struckSend,
			intro: "`POST /{page}/messages`, at the second of three messages that leave one after the other. The row tells of that message."},
		{title: "While the list of conversations is read", match: "/conversations", count: -1, struck: struckSend,
			intro: "`GET /{page}/conversations`, before the first message and until it is mended. The row tells of a message that is due."},
		{title: "While a conversation is read", match: "GET /v25.0/t_", count: -1, chatter: true, struck: stopping,
			intro: "`GET /{conversation}/messages`, of the person whose unread words hold a STOP. The row tells of the message to that person."},
		{title: "While a lost message is looked for: its conversation", match: "/conversations", query: "user_id=", count: -1, lookup: true, struck: struckSend,
			intro: "`GET /{page}/conversations?user_id=…` after the connection broke at a message that had not arrived. The row tells of that message."},
		{title: "While a lost message is looked for: its messages", match: "GET /v25.0/t_", count: -1, lookup: true, struck: struckSend,
			intro: "`GET /{conversation}/messages` after the connection broke at a message that had not arrived. The row tells of that message."},
	}
}

var head = []string{"fault", "the owner is told", "the message meanwhile", "the outbox rests", "in the end"}

const intro = `Made by TestFaultMatrix from what happens: a real store, the real client and the practice page behind a socket. In every row
three people are due and a fourth wrote STOP on the page before anything of this campaign was read. Checked in each: by the page's own log
nobody gets two messages and the fourth none, while the outbox rests nothing leaves, all people are accounted for, what the outbox calls sent is on the page,
and everyone whom the fault does not concern is reached once it is over. "Next look": the outbox tries again by itself within a minute.`

// What happens at every fault, everywhere, is what docs/faults.md says.
func TestFaultMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of stores")
	}
	var cells []cell
	var sections []docs.Section
	for i, p := range places() {
		sections = append(sections, docs.Section{Title: p.title, Intro: p.intro, Head: head})
		for _, a := range append(platformAnswers(p.every), brokenAnswers()...) {
			cells = append(cells, cell{section: i, name: a.name, find: func(t *testing.T) []string { return answered(t, p, a) }})
		}
	}
	for _, tr := range troubles() {
		cells = append(cells, cell{section: len(sections), name: tr.name, find: tr.cell})
	}
	sections = append(sections, docs.Section{Title: "The line, the disk, the clock and the token", Head: head,
		Intro: "The row tells of the message that was concerned, or of one that was due."})
	found := findAll(t, cells)
	for i, c := range cells {
		row := append([]string{c.name}, found[i]...)
		if rows := &sections[c.section].Rows; c.section < len(places()) {
			*rows = join(*rows, row)
		} else {
			*rows = append(*rows, row)
		}
	}
	if !t.Failed() {
		docs.Check(t, "docs/faults.md", "What happens when something goes wrong", intro, sections, *update)
	}
}

// cell is one row of the table, before it is known. find gives no cells when it cannot be tried on this machine.
type cell struct {
	section int
	name    string
	find    func(t *testing.T) []string
}

// findAll tries all cells, several at once: they wait for the disk more than for the processor.
func findAll(t *testing.T, cells []cell) [][]string {
	t.Helper()
	found := make([][]string, len(cells))
	next := make(chan int)
	var tries sync.WaitGroup
	for range 8 {
		tries.Go(func() {
			for i := range next {
				t.Run(fmt.Sprintf("%d/%s", cells[i].section, cells[i].name), func(t *testing.T) { found[i] = cells[i].find(t) })
			}
		})
	}
	for i := range cells {
		next <- i
	}
	close(next)
	tries.Wait()
	return found
}

// join adds a row, or the fault's name to the row that says the same.
func join(rows [][]string, row []string) [][]string {
	for i, r := range rows {
		if len(row) > 1 && slices.Equal(r[1:], row[1:]) {
			rows[i][0] += "; " + row[0]
			return rows
		}
	}
	return append(rows, row)
}

// matrix is a scene with what a row tells.
type matrix struct {
	*scene
	campaignID core.CampaignID
	struck     core.CustomerID
	words      *words.Words
	cells      []string
}

// newMatrix plans a campaign for four people; after that the fourth says stop.
func newMatrix(t *testing.T, struck int, chatter bool) *matrix {
	t.Helper()
	s := newScene(t, 4)
	s.rules.InFlight = 1
	m := &matrix{scene: s, struck: s.ids[struck], words: words.New("en")}
	m.campaignID = s.campaign()
	s.clock.Advance(time.Minute)
	s.page.Write(s.ids[stopping], "STOP")
	if chatter {
		for i := range 8 {
			s.page.Write(s.ids[stopping], fmt.Sprint("And another thing, number ", i))
		}
	}
	s.clock.Advance(10 * time.Second)
	return m
}

func answered(t *testing.T, p place, a answer) []string {
	t.Helper()
	m := newMatrix(t, p.struck, p.chatter)
	f, line := a.on()
	m.box = m.boxOn(m.client(graph.Config{Base: m.url, Token: m.page.Token(), Transport: line}), m.clock)
	if p.lookup {
		m.page.Inject(practice.Fault{Match: "POST /", Nth: 2, Count: 1, Drop: practice.BeforeStore})
	}
	f.Match, f.Query, f.Nth, f.Count = p.match, p.query, p.nth, p.count
	m.page.Inject(f)
	_, err := m.run()
	m.tell(err)
	m.rests(err)
	m.page.ClearFaults()
	m.mended()
	return m.cells
}

// codes are the platform's numbers of an error and an answer, for its support.
var codes = regexp.MustCompile(`code [\d/]+(, trace [\w-]+)?`)

// tell notes what the owner reads after a run, and where the message stands.
func (m *matrix) tell(err error) {
	m.Helper()
	d := m.delivery(m.struck)
	reason := m.words.Reason(d.Reason, m.clock.Now(), time.UTC)
	told := codes.ReplaceAllString(m.words.Error(err).Line(), "code …")
	switch {
	case err == nil && d.State == core.DeliverySent:
		told = "nothing"
	case err == nil:
		told = reason
	}
	if told == "" {
		m.Errorf("the owner is told nothing of %v, %s %s", err, d.State, d.Reason.Code)
	}
	m.cells = append(m.cells, told, stands(d.State, d.Reason.Code))
}

func stands(s core.DeliveryState, why core.ReasonCode) string {
	if s == core.DeliverySent {
		return string(s)
	}
	return fmt.Sprintf("%s, %s", s, why)
}

// rests notes how long the outbox rests, and checks that nothing leaves meanwhile. Then the rest is over: by time, or
// since the token is accepted again.
func (m *matrix) rests(err error) {
	m.Helper()
	h, herr := Halted(m.Context(), m.store, m.clock.Now())
	if herr != nil {
		m.Fatal(herr)
	}
	switch {
	case h.Code == "" && err == nil:
		m.cells = append(m.cells, "no")
		return
	case h.Code == "":
		m.cells = append(m.cells, "until the next look")
		return
	case h.Until.IsZero():
		m.cells = append(m.cells, "until the key is accepted again")
	default:
		m.cells = append(m.cells, "for "+m.words.Duration(h.Until.Sub(h.At)))
		m.clock.Set(h.Until.Add(-time.Second))
	}
	if h.Code != core.CodeOf(err) {
		m.Errorf("rests for %s, and the run ended with %v", h.Code, err)
	}
	before := len(m.page.Log())
	if _, err := m.run(); core.CodeOf(err) != h.Code || len(m.page.Log()) != before {
		m.Errorf("while it rests: %v, %d messages left", err, len(m.page.Log())-before)
	}
	if h.Until.IsZero() {
		if err := EndHalt(m.Context(), m.store); err != nil {
			m.Fatal(err)
		}
		return
	}
	m.clock.Set(h.Until)
}

// mended runs until nothing changes any more, lets the person write again when the message waits for that, notes how it
// ended and checks everything.
func (m *matrix) mended() {
	m.Helper()
	for range 3 {
		m.clock.Advance(time.Minute)
		m.mustRun()
	}
	how := ""
	for _, id := range m.ids[:stopping] {
		if d := m.delivery(id); d.State == core.DeliveryHeld && d.DueAt.IsZero() {
			m.page.Write(id, "Hello, are you there?")
			how = " when they write"
		}
	}
	if how != "" {
		m.clock.Advance(10 * time.Second)
		m.mustRun()
	}
	d := m.delivery(m.struck)
	end := stands(d.State, d.Reason.Code)
	if d.State == core.DeliverySent {
		end += how
	}
	m.cells = append(m.cells, end)
	m.account()
}

// account checks what must hold whatever happened.
func (m *matrix) account() {
	m.Helper()
	for id, n := range m.reached() {
		if n > 1 {
			m.Errorf("%s got %d messages", id, n)
		}
	}
	if m.reached()[m.ids[stopping]] != 0 {
		m.Error("a message after the stop")
	}
	for _, id := range m.ids[:stopping] {
		d := m.delivery(id)
		if id != m.struck && d.State != core.DeliverySent {
			m.Errorf("%s is %s %s", id, d.State, d.Reason.Code)
		}
		if d.State.Open() {
			m.Errorf("%s is still %s %s", id, d.State, d.Reason.Code)
		}
	}
	tally, err := m.store.Tally(m.Context(), m.campaignID)
	if err != nil {
		m.Fatal(err)
	}
	sum := 0
	for _, n := range tally {
		sum += n
	}
	if sum != len(m.ids) {
		m.Errorf("%v: not %d people", tally, len(m.ids))
	}
	m.agree()
	for i, c := range m.cells {
		if strings.TrimSpace(c) == "" {
			m.Errorf("cell %d is empty: %q", i, m.cells)
		}
	}
}
