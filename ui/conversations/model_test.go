package conversations

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

func row(id int, minutes int) views.ConversationRow {
	return views.ConversationRow{CustomerID: core.CustomerID(fmt.Sprintf("c%05d", id)), At: now.Add(-time.Duration(minutes) * time.Minute)}
}

// rows makes n conversations a minute apart, the first being number from.
func rows(from, n int) []views.ConversationRow {
	var all []views.ConversationRow
	for i := range n {
		all = append(all, row(from+i, from+i))
	}
	return all
}

func TestChatsReadOnFromTheirEnd(t *testing.T) {
	c := Chats{Filter: "open"}
	c.Renew(rows(0, pageSize))
	if !c.More {
		t.Fatal("a full part is not taken for the last")
	}
	q := c.Next()
	if last := c.Rows[pageSize-1]; q.BeforeID != last.CustomerID || !q.BeforeAt.Equal(last.At) || q.Filter != "open" {
		t.Errorf("asks %+v", q)
	}
	c.Append(rows(pageSize, 10))
	if len(c.Rows) != pageSize+10 || c.More {
		t.Errorf("%d rows, more %v", len(c.Rows), c.More)
	}
}

// Given a long list, when one old conversation gets a message and another within the newest part leaves the filter, then
// the first stands once, in front, the second is gone, and nothing else is lost.
func TestRenewKeepsWhatWasReadBeyond(t *testing.T) {
	c := Chats{}
	c.Renew(rows(0, pageSize))
	c.Append(rows(pageSize, pageSize))
	moved := row(pageSize+50, -1)
	fresh := append([]views.ConversationRow{moved}, rows(0, pageSize)...)
	fresh = slices.Delete(fresh, 6, 7)[:pageSize]
	c.Renew(fresh)
	seen := map[core.CustomerID]int{}
	for _, r := range c.Rows {
		seen[r.CustomerID]++
	}
	if seen[moved.CustomerID] != 1 || c.Rows[0].CustomerID != moved.CustomerID {
		t.Errorf("the moved one stands %d times", seen[moved.CustomerID])
	}
	if gone := row(5, 5).CustomerID; seen[gone] != 0 {
		t.Error("the one that left stays")
	}
	if len(c.Rows) != 2*pageSize-1 {
		t.Errorf("%d rows, want %d", len(c.Rows), 2*pageSize-1)
	}
	if !slices.IsSortedFunc(c.Rows, func(a, b views.ConversationRow) int { return b.At.Compare(a.At) }) {
		t.Error("not newest first")
	}
}

// Whatever arrives while the owner scrolls, every conversation stands once and newest first, and reading on to the end
// finds them all.
func TestChatsAreTheListWhateverArrives(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		world := rows(0, rapid.IntRange(0, 3*pageSize).Draw(r, "conversations"))
		ask := func(q views.ConversationQuery) []views.ConversationRow {
			var out []views.ConversationRow
			for _, w := range world {
				if q.BeforeAt.IsZero() || w.At.Before(q.BeforeAt) {
					out = append(out, w)
				}
				if len(out) == q.Limit {
					break
				}
			}
			return out
		}
		c := Chats{}
		c.Renew(ask(c.First()))
		for step := range rapid.IntRange(0, 6).Draw(r, "steps") {
			if c.More {
				c.Append(ask(c.Next()))
			}
			if len(world) > 0 { // one writes: it comes to the front
				i := rapid.IntRange(0, len(world)-1).Draw(r, "writes")
				one := world[i]
				one.At = now.Add(time.Duration(step+1) * time.Hour)
				world = append([]views.ConversationRow{one}, slices.Delete(slices.Clone(world), i, i+1)...)
			}
			c.Renew(ask(c.First()))
		}
		for c.More {
			c.Append(ask(c.Next()))
		}
		if len(c.Rows) != len(world) {
			r.Fatalf("%d rows of %d", len(c.Rows), len(world))
		}
		for i := range world {
			if c.Rows[i].CustomerID != world[i].CustomerID {
				r.Fatalf("row %d is %s, want %s", i, c.Rows[i].CustomerID, world[i].CustomerID)
			}
		}
	})
}

func TestSpansMarkFoundWords(t *testing.T) {
	o, c := views.SnippetOpen, views.SnippetClose
	for marked, want := range map[string][]widgets.Span{
		"two " + o + "blue" + c + " mugs": {{Text: "two "}, widgets.Found("blue"), {Text: " mugs"}},
		o + "blue" + c:                    {widgets.Found("blue")},
		"nothing":                         {{Text: "nothing"}},
		"":                                nil,
		"open " + o + "end":               {{Text: "open "}, widgets.Found("end")},
	} {
		if got := spans(marked); !slices.Equal(got, want) {
			t.Errorf("%q: %+v", marked, got)
		}
	}
}

// However far behind the found word stands, a row shows it near its start.
func TestNearHitBringsTheFoundWordForward(t *testing.T) {
	o, c := views.SnippetOpen, views.SnippetClose
	for marked, want := range map[string]string{
		"Hello! A friend gave me one of your " + o + "mugs" + c: "…one of your " + o + "mugs" + c,
		"a " + o + "mug" + c + " and more":                      "a " + o + "mug" + c + " and more",
		"abcdefghijklmnopqrstuvwxyz" + o + "mug" + c:            "…mnopqrstuvwxyz" + o + "mug" + c,
		"no word at all in this long sentence":                  "no word at all in this long sentence",
	} {
		if got := nearHit(marked); got != want {
			t.Errorf("%q: %q, want %q", marked, got, want)
		}
	}
}

func bubble(id string, minutes int, page bool, text string) views.Bubble {
	return views.Bubble{Message: core.Message{ID: core.MessageID(id), FromPage: page, Text: text, At: now.Add(-time.Duration(minutes) * time.Minute)}}
}

func TestThreadNamesEachDayOnceOldestFirst(t *testing.T) {
	th := Thread{Bubbles: []views.Bubble{bubble("c", 5, false, "now"), bubble("b", 24*60, true, "later"), bubble("a", 24*60+9, false, "first")}}
	got := []string{}
	for _, i := range th.Items(words.New("en"), now, time.UTC) {
		got = append(got, i.Day+i.Words)
	}
	if want := []string{"Yesterday", "first", "later", "Today", "now"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Every state that a message of ours can be in has a caption of its own kind.
func TestCaptionsTellWhatBecameOfAMessage(t *testing.T) {
	w := words.New("en")
	with := func(d *core.Delivery) views.Bubble {
		b := bubble("x", 0, true, "hello")
		b.Delivery = d
		return b
	}
	proof := bubble("x", 0, false, "tell me")
	proof.Proof, proof.Product = "waitlist", "Blue mug"
	stop := bubble("x", 0, false, "stop")
	stop.Proof = "stop"
	for name, c := range map[string]struct {
		b    views.Bubble
		kind widgets.BubbleKind
		says string
	}{
		"in":      {bubble("x", 0, false, "hi"), widgets.BubbleIn, "13:20"},
		"typed":   {with(nil), widgets.BubbleOut, "13:20, sent by you"},
		"reply":   {with(&core.Delivery{State: core.DeliverySent, Kind: core.KindReply}), widgets.BubbleOut, "13:20, sent by you"},
		"restock": {with(&core.Delivery{State: core.DeliverySent, Kind: core.KindRestock}), widgets.BubbleOut, "13:20, sent by Shopbell"},
		"kept":    {with(&core.Delivery{State: core.DeliveryHeld, Reason: core.ReasonWindowClosed}), widgets.BubbleKept, "Kept here. The chat is closed. Leaves when they write"},
		"unsure":  {with(&core.Delivery{State: core.DeliveryUncertain, Reason: core.ReasonNoAnswer}), widgets.BubbleKept, "13:20, Not sure. No answer yet. Shopbell looks into the chat first"},
		"dropped": {with(&core.Delivery{State: core.DeliveryLapsed, Reason: core.ReasonLapsed}), widgets.BubbleKept, "13:20, Dropped. Waited too long and was dropped"},
		"wish":    {proof, widgets.BubbleProof, "13:20, joined the list for Blue mug with these words"},
		"stop":    {stop, widgets.BubbleProof, "13:20, asked to stop with these words"},
	} {
		i := item(w, c.b, now, time.UTC)
		if i.Caption != c.says || i.Kind != c.kind {
			t.Errorf("%s: %q (%d)", name, i.Caption, i.Kind)
		}
	}
}

func TestMessagesWithoutWordsSayWhatTheyAre(t *testing.T) {
	w := words.New("en")
	picture := func(state views.PictureState) views.Bubble {
		return views.Bubble{Message: core.Message{Attachments: []core.Attachment{{Kind: "image", Name: "mug.jpg"}}}, Pictures: []views.Picture{{State: state}}}
	}
	plain := func(m core.Message) views.Bubble { return views.Bubble{Message: m} }
	hangs := func(a ...core.Attachment) views.Bubble { return plain(core.Message{Attachments: a}) }
	for want, b := range map[string]views.Bubble{
		"|A picture: mug.jpg":                    picture(views.PictureMissing),
		"|A picture: missing row":                hangs(core.Attachment{Kind: "image", Name: "missing row"}),
		"look|A sticker: ":                       plain(core.Message{Text: "look", Attachments: []core.Attachment{{Kind: "sticker"}}}),
		"|Something attached: ":                  hangs(core.Attachment{Kind: "hologram"}),
		"|A video: v.mp4, 48.3\u00a0MB":          hangs(core.Attachment{Kind: "video", Name: "v.mp4", Size: 48_300_000}),
		"|A file: 900\u00a0B":                    hangs(core.Attachment{Kind: "file", Size: 900}),
		"|A missed call: ":                       hangs(core.Attachment{Kind: "call", Missed: true}),
		"|A call: ":                              hangs(core.Attachment{Kind: "call"}),
		"|A shared link: Mug\nhttps://x.example": hangs(core.Attachment{Kind: "share", Name: "Mug", URL: "https://x.example"}),
		"|Picture expired: Facebook no longer gives it; it was not kept in time.: mug.jpg": picture(views.PictureExpired),
		"|A picture. It comes as soon as the line allows.: mug.jpg":                        picture(views.PictureComing),
		"|A picture that is not kept: the room for pictures is used up.: mug.jpg":          picture(views.PictureNoRoom),
		"|A picture that is too large, or of a kind that cannot be shown.: mug.jpg":        picture(views.PictureUnfit),
		"Facebook no longer shows this message.":                                           plain(core.Message{DetailUnavailable: true}),
		"This message was taken back in Messenger.":                                        plain(core.Message{DetailUnavailable: true, DeletedAt: now}),
		"A message without words":                                                          plain(core.Message{Text: "  "}),
	} {
		got := said(w, b.Message)
		for _, p := range parts(w, b) {
			got += "|" + p.Title + ": " + p.Second
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMarksOfAMessage(t *testing.T) {
	b := bubble("1", 0, false, "never mind")
	b.DeletedAt = now
	b.Reactions = []core.Reaction{{Emoji: "❤", FromPage: true}, {Emoji: "👍"}}
	i := item(words.New("en"), b, now, time.UTC)
	if !strings.HasSuffix(i.Caption, " · deleted in Messenger, kept here") || i.Words != "never mind" || i.Reacts != "❤ from you   👍 from the customer" {
		t.Errorf("%+v", i)
	}
}

// News in a thread that was read far back keeps what was read.
func TestThreadRenewKeepsEarlierMessages(t *testing.T) {
	th := Thread{}
	newest := []views.Bubble{}
	for i := range windowSize {
		newest = append(newest, bubble(fmt.Sprint(i), i, false, "x"))
	}
	th.Renew(newest)
	th.Prepend([]views.Bubble{bubble("old", 999, false, "old")})
	th.Renew(append([]views.Bubble{bubble("new", -1, false, "new")}, newest[:windowSize-1]...))
	if n := len(th.Bubbles); n != windowSize+2 || th.Bubbles[0].ID != "new" || th.Bubbles[n-1].ID != "old" || th.Earlier {
		t.Errorf("%d messages, %s first, %s last, earlier %v", n, th.Bubbles[0].ID, th.Bubbles[n-1].ID, th.Earlier)
	}
}

// A wish is a yes for that product only, and after a stop nothing else is said to be possible.
func TestConsentIsStatedNarrowly(t *testing.T) {
	w := words.New("en")
	wish := views.CardRequest{Request: core.Request{State: core.RequestWaiting, Quote: "tell me", MessageID: "m1"}, Product: "Blue mug", Place: 1, Of: 37}
	p := NewPerson(w, views.CustomerCard{Customer: core.Customer{Name: "Ana Duarte"}, Requests: []views.CardRequest{wish}}, now, time.UTC)
	if len(p.May) != 1 || p.May[0].Says != "News of Blue mug" || p.May[0].Proof != "m1" || p.Others != "Other offers: not asked for, not refused." || !p.Stoppable {
		t.Errorf("%+v", p)
	}
	stopped := core.Customer{Name: "Ana Duarte", OptOut: &core.OptOut{State: core.OptOutStopped, At: now, MessageID: "m2", Quote: "stop"}}
	if p.Next != "" {
		t.Errorf("a closed chat says %q", p.Next)
	}
	open := views.CustomerCard{Customer: core.Customer{Name: "Ana Duarte"}, ClosesAt: now.Add(time.Hour)}
	if got := NewPerson(w, open, now, time.UTC).Next; got != "The next one is allowed now" {
		t.Errorf("an open chat says %q", got)
	}
	p = NewPerson(w, views.CustomerCard{Customer: stopped, Requests: []views.CardRequest{wish}}, now, time.UTC)
	if len(p.May) != 1 || p.May[0].Says != "Asked to stop, 23 November" || p.Others != "" || p.Stoppable {
		t.Errorf("%+v", p)
	}
	stopped.OptOut.SKU = "MUG"
	if p = NewPerson(w, views.CustomerCard{Customer: stopped}, now, time.UTC); !p.Stoppable || p.Others == "" {
		t.Errorf("a stop for one item stops all: %+v", p)
	}
}

// The words that asked stand on the card once: beside the wish, or above where the card says what they allow.
func TestTheWordsThatAskedStandOnce(t *testing.T) {
	r := views.CardRequest{Request: core.Request{SKU: "MUG", MessageID: "m1", Quote: "mug shot", State: core.RequestWaiting}, Product: "Mug"}
	c := views.CustomerCard{Customer: core.Customer{ID: "a", Name: "Ana Duarte"}, Requests: []views.CardRequest{r}}
	w := words.New("en")
	if p := NewPerson(w, c, now, time.UTC); p.Asked[0].Quote != "" || p.May[0].Quote != "“mug shot”" {
		t.Errorf("%+v", p)
	}
	c.OptOut = &core.OptOut{State: core.OptOutStopped, At: now}
	if p := NewPerson(w, c, now, time.UTC); p.Asked[0].Quote != "“mug shot”" || len(p.May) != 1 {
		t.Errorf("stopped: %+v", p)
	}
}
