package practice

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"time"

	"shopbell/core"
)

// kind is what a message consists of.
type kind uint8

const (
	kindText kind = iota
	kindSticker
	kindPicture
	kindTemplate
	kindUnsent // taken back: that there was one is all that is told
)

// message is one message of a thread. Its id is computed from the thread's number and seq, so that 100,000 threads cost
// little memory.
type message struct {
	seq      uint32
	fromPage bool
	kind     kind
	at       time.Time
	text     string
}

// thread is the conversation with one customer and all that the page knows of the person. Guarded by Page.mu.
type thread struct {
	index    uint32
	id       core.ConversationID
	customer core.CustomerID
	name     string
	language string

	messages    []message // oldest first
	nextSeq     uint32
	updated     time.Time
	lastInbound time.Time
	unread      int

	blocked     bool // the person blocked the page
	gone        bool // the account no longer exists
	role        bool // has a role on the app, so Standard Access reaches them
	otherApp    bool // another app has the thread
	wants       []Want
	stopped     bool
	doubtful    bool
	stopMessage core.MessageID // the one that made it stopped or doubtful
	sinceStop   int            // messages from the page since the person said stop
	newer       *thread
	older       *thread
	rank        uint64 // grows with every bump; orders threads of one instant
}

// add puts a message in its place by time and gives it a number.
func (t *thread) add(m message) message {
	m.seq = t.nextSeq
	t.nextSeq++
	i := len(t.messages)
	for i > 0 && t.messages[i-1].at.After(m.at) {
		i--
	}
	t.messages = append(t.messages, message{})
	copy(t.messages[i+1:], t.messages[i:])
	t.messages[i] = m
	if !m.fromPage && m.at.After(t.lastInbound) {
		t.lastInbound = m.at
	}
	return m
}

// position gives the index of the message with a number, or -1.
func (t *thread) position(seq uint32) int {
	for i := len(t.messages) - 1; i >= 0; i-- {
		if t.messages[i].seq == seq {
			return i
		}
	}
	return -1
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014): a cheap hash with well spread bits.
func mix(v uint64) uint64 {
	v += 0x9e3779b97f4a7c15
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

const messagePrefix = "m_"

// messageID makes the id of a message: opaque to clients, readable for the page that made it.
func (p *Page) messageID(t *thread, seq uint32) core.MessageID {
	v := uint64(t.index)<<32 | uint64(seq)
	h := mix(v ^ p.salt)
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], h)
	binary.BigEndian.PutUint64(raw[8:], v^h)
	var out [2 + 22]byte
	copy(out[:], messagePrefix)
	base64.RawURLEncoding.Encode(out[2:], raw[:])
	return core.MessageID(out[:])
}

// messageByID finds a message; ok is false when the page never gave out this id.
func (p *Page) messageByID(id string) (t *thread, index int, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(id, messagePrefix))
	if err != nil || len(raw) != 16 {
		return nil, 0, false
	}
	h := binary.BigEndian.Uint64(raw[:8])
	v := binary.BigEndian.Uint64(raw[8:]) ^ h
	if mix(v^p.salt) != h || v>>32 >= uint64(len(p.threads)) {
		return nil, 0, false
	}
	t = p.threads[v>>32]
	i := t.position(uint32(v))
	return t, i, i >= 0
}
