package practice

import (
	"sync"
	"time"

	"shopbell/core"
)

// The practice page as the platform would name it.
const (
	PageID   core.PageID = "108800000031415"
	PageName string      = "Tulip Corner"
)

// The person whose tokens these are, and who owns the page.
const (
	ownerID   = "900100200300"
	ownerName = "Mira Tolland"
)

// Page is the practice page. Make one with New.
type Page struct {
	opt    Options
	clock  core.Clock
	salt   uint64
	start  time.Time
	tokens map[TokenState]string

	mu             sync.Mutex
	tokenState     TokenState
	threads        []*thread
	byCustomer     map[core.CustomerID]*thread
	byConversation map[core.ConversationID]*thread
	order          order
	reactions      map[core.MessageID][]reacted
	restriction    *refusal
	templates      []utilityTemplate

	messengerProfile messengerProfile
	profileAsked     []time.Time // calls of the profile within its limit's time

	rate     rate
	life     life
	faults   []*plannedFault
	sent     []Received
	requests []Request
	traces   uint64
	date     dateHeader
}

// New makes a page from its options.
func New(o Options) *Page {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	p := &Page{
		opt: o, clock: o.Clock, salt: mix(o.Seed), start: o.Clock.Now(),
		tokens: makeTokens(o.Seed), tokenState: TokenValid,
		byCustomer: map[core.CustomerID]*thread{}, byConversation: map[core.ConversationID]*thread{}, templates: builtInTemplates(),
		reactions: map[core.MessageID][]reacted{},
	}
	if !o.Empty {
		p.messengerProfile = sampleProfile()
		p.populate()
	}
	p.order.fill(p.threads)
	p.rate.start(p.start)
	p.life.start(p)
	return p
}

// populate adds the sample shop's people and, where more are asked for, generated ones.
func (p *Page) populate() {
	for _, s := range samplePeople() {
		if p.opt.Customers > 0 && len(p.threads) == p.opt.Customers {
			return
		}
		p.addSample(s)
	}
	for len(p.threads) < p.opt.Customers {
		p.addGenerated()
	}
}

// newThread adds an empty thread with the next number.
func (p *Page) newThread(name, language string) *thread {
	n := uint64(len(p.threads))
	t := &thread{
		index: uint32(n), name: name, language: language,
		customer: core.CustomerID(digits(7_241_000_000_000_019 + n*7_919)),
		id:       core.ConversationID("t_" + digits(122_150_000_000_000_000+n*104_729)),
		role:     n == 0, // simulator choice: the first person has a role on the app
	}
	p.threads = append(p.threads, t)
	p.byCustomer[t.customer] = t
	p.byConversation[t.id] = t
	return t
}

// Now gives the page's time.
func (p *Page) Now() time.Time { return p.clock.Now() }

// Customers lists everyone who has written, with the truth about them, in the order of the sample.
func (p *Page) Customers() []Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settle(p.clock.Now())
	out := make([]Person, len(p.threads))
	for i, t := range p.threads {
		out[i] = p.person(t)
	}
	return out
}

// Find gives the person with a name; ok is false when there is none.
func (p *Page) Find(name string) (person Person, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range p.threads {
		if t.name == name {
			return p.person(t), true
		}
	}
	return Person{}, false
}

// Received is a message that really reached a customer.
type Received struct {
	Customer      core.CustomerID `json:"customer"`
	Text          string          `json:"text"`
	Metadata      string          `json:"metadata,omitempty"`
	At            time.Time       `json:"at"`
	Tag           string          `json:"tag,omitempty"`
	MessagingType string          `json:"messaging_type,omitempty"`
	Template      string          `json:"template,omitempty"` // name of an utility template, or type of a template attachment
	Code          string          `json:"coupon_code,omitempty"`
	Replies       []string        `json:"quick_replies,omitempty"`
	MessageID     core.MessageID  `json:"message_id"`
}

// Log lists every message of the page that was stored, in order: the truth that a sender's books are compared with.
func (p *Page) Log() []Received {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Received(nil), p.sent...)
}
