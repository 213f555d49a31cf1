package practice

import "time"

// addGenerated adds one more person, made from the seed and their number alone. Three in ten have written within a day,
// the rest within three months; one in four waits for a product and one in twenty-five asked to stop.
func (p *Page) addGenerated() {
	n := uint64(len(p.threads))
	h := mix(p.salt ^ n)
	all := allPhrases()
	ph := all[h%uint64(len(all))]
	h = mix(h)
	t := p.newThread(ph.say(sayFirst, h)+" "+ph.say(sayLast, h>>16), ph.language)
	h = mix(h)
	ago := 24*time.Hour + time.Duration(h%uint64(89*24*3600))*time.Second
	if h>>40%10 < 3 {
		ago = time.Minute + time.Duration(h%uint64(23*3600+50*60))*time.Second
	}
	at := p.start.Add(-ago).Truncate(time.Second).UTC()
	h = mix(h)
	t.messages = make([]message, 0, 4)
	t.add(message{at: at.Add(-50 * time.Minute), text: ph.say(sayHello, h>>3)})
	t.add(message{at: at.Add(-40 * time.Minute), fromPage: true, text: ph.say(sayShop, h>>7)})
	last := message{at: at, text: ph.say(sayThanks, h>>11)}
	switch r := h >> 50 % 100; {
	case r < 25:
		var w Want
		last.text, w.SKU = ph.wish(h >> 15)
		w.MessageID = p.messageID(t, t.nextSeq)
		t.wants = append(t.wants, w)
	case r < 29:
		last.text = ph.say(sayStop, h>>19)
		t.stopped, t.stopMessage = true, p.messageID(t, t.nextSeq)
	}
	t.add(last)
	t.updated, t.unread = at, 1
}
