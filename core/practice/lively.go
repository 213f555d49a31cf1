package practice

import (
	"container/heap"
	"time"
)

// life is what lively customers will do. Nothing runs in the background: what has fallen due is played, in order, when
// somebody looks. Guarded by Page.mu.
type life struct {
	due   deeds
	count uint64 // of deeds that nobody's message caused
}

// deed is something that a customer will do.
type deed struct {
	at   time.Time
	t    *thread // nil: somebody, chosen then
	what act
	dice uint64
}

// act is what a customer does.
type act uint8

const (
	actNothing act = iota
	actThank
	actAsk
	actBuy
	actSticker
	actStop
	actBlock
	actOwn // writes without having got anything
)

// Lively customers answer between these two after a message, and somebody writes unasked about every five minutes; all
// divided by the pace.
const (
	soonestAnswer = 20 * time.Second
	answerSpread  = 15 * time.Minute
	soonestOwn    = 2 * time.Minute
	ownSpread     = 6 * time.Minute
)

func (l *life) start(p *Page) {
	if p.opt.Lively && len(p.threads) > 0 {
		l.planOwn(p, p.start)
	}
}

// planOwn plans the next message that nobody asked for.
func (l *life) planOwn(p *Page, now time.Time) {
	l.count++
	dice := mix(p.salt ^ l.count<<24 ^ 0x0b)
	heap.Push(&l.due, deed{at: p.later(now, soonestOwn, ownSpread, dice), what: actOwn, dice: dice})
}

// later gives a time after now, by chance and pace.
func (p *Page) later(now time.Time, soonest, spread time.Duration, dice uint64) time.Time {
	d := soonest + time.Duration(dice>>20%uint64(spread))
	return now.Add(time.Duration(float64(d) / p.opt.pace()))
}

// received plans how a person answers a message of the page. The dice are thrown from seed, person and message, so that
// the order in which messages to several people arrive changes nothing.
func (l *life) received(p *Page, t *thread, m message) {
	if !p.opt.Lively {
		return
	}
	if t.stopped {
		t.sinceStop++
	}
	dice := mix(p.salt ^ uint64(t.index)<<32 ^ uint64(m.seq))
	if what := react(t, dice); what != actNothing {
		heap.Push(&l.due, deed{at: p.later(m.at, soonestAnswer, answerSpread, dice), t: t, what: what, dice: mix(dice)})
	}
}

// react throws the dice. Who said stop lets one message pass, which confirms it, and blocks the page at the next.
func react(t *thread, dice uint64) act {
	if t.stopped {
		if t.sinceStop > 1 {
			return actBlock
		}
		return actNothing
	}
	switch r := dice % 100; {
	case r < 20:
		return actThank
	case r < 32:
		return actAsk
	case r < 43:
		return actBuy
	case r < 48:
		return actSticker
	case r < 53:
		return actStop
	case r < 55:
		return actBlock
	}
	return actNothing
}

// settle plays everything that has fallen due by now. The caller holds the lock.
func (p *Page) settle(now time.Time) {
	for len(p.life.due) > 0 && !p.life.due[0].at.After(now) {
		d, isDeed := heap.Pop(&p.life.due).(deed)
		if !isDeed {
			return
		}
		p.play(d)
	}
}

func (p *Page) play(d deed) {
	t := d.t
	if d.what == actOwn {
		p.life.planOwn(p, d.at)
		t = p.threads[d.dice>>8%uint64(len(p.threads))]
	}
	if t.blocked || t.gone || t.stopped && d.what != actBlock {
		return
	}
	ph := phrasesOf(t.language)
	m := message{at: d.at}
	switch d.what {
	case actThank:
		m.text = ph.say(sayThanks, d.dice)
	case actAsk:
		m.text = ph.say(sayQuestion, d.dice)
	case actBuy:
		m.text = ph.say(sayBuy, d.dice)
	case actSticker:
		m.kind = kindSticker
	case actStop:
		m.text = ph.say(sayStop, d.dice)
		t.stopped, t.sinceStop, t.stopMessage = true, 0, p.messageID(t, t.nextSeq)
	case actBlock:
		t.blocked = true
		return
	case actOwn:
		p.writeOwn(t, &m, ph, d.dice)
	case actNothing:
		return
	}
	p.arrive(t, m)
}

// writeOwn fills in what a person writes unasked: half greet or ask something, half want to hear about a product.
func (p *Page) writeOwn(t *thread, m *message, ph phrases, dice uint64) {
	if dice%2 == 0 {
		m.text = ph.say(sayHello, dice>>4)
		return
	}
	var w Want
	m.text, w.SKU = ph.wish(dice >> 4)
	w.MessageID = p.messageID(t, t.nextSeq)
	t.wants = append(t.wants, w)
}

// deeds is a heap by time; of one instant the dice decide, so that the order does not depend on when they were planned.
type deeds []deed

func (d deeds) Len() int { return len(d) }
func (d deeds) Less(i, j int) bool {
	if d[i].at.Equal(d[j].at) {
		return d[i].dice < d[j].dice
	}
	return d[i].at.Before(d[j].at)
}
func (d deeds) Swap(i, j int) { d[i], d[j] = d[j], d[i] }

// Push is for package heap.
func (d *deeds) Push(x any) {
	if v, isDeed := x.(deed); isDeed {
		*d = append(*d, v)
	}
}

// Pop is for package heap.
func (d *deeds) Pop() any {
	last := len(*d) - 1
	v := (*d)[last]
	*d = (*d)[:last]
	return v
}
