package conversations

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// windowSize is how many messages are read at a time. The pane never holds more than mostBubbles.
const (
	windowSize  = 50
	mostBubbles = 400
)

// Item is one thing of the reading pane, oldest first: the name of a day, or a message.
type Item struct {
	Day     string // set for the name of a day
	ID      core.MessageID
	Kind    widgets.BubbleKind
	Words   string
	Caption string
	Icon    fyne.Resource
	Tone    widgets.Tone
	Parts   []Part
	Reacts  string // the emojis put on the message, with who did, "" for none
}

// Thread is the part of one conversation that was read so far, newest first.
type Thread struct {
	Bubbles []views.Bubble
	Earlier bool // there may be older ones
	Around  bool // read around a found message: newer ones may be missing
}

// Renew takes a new answer for the newest messages and keeps what was read before them.
func (t *Thread) Renew(newest []views.Bubble) {
	if t.Around || len(newest) < windowSize {
		t.Bubbles, t.Earlier, t.Around = newest, len(newest) == windowSize, false
		return
	}
	oldest := newest[len(newest)-1]
	for i, b := range t.Bubbles {
		if b.ID == oldest.ID {
			t.Bubbles = append(slices.Clone(newest), t.Bubbles[i+1:]...)
			return
		}
	}
	t.Bubbles, t.Earlier = newest, true
}

// Prepend adds older messages.
func (t *Thread) Prepend(older []views.Bubble) {
	t.Bubbles = append(t.Bubbles, older...)
	t.Earlier = len(older) == windowSize && len(t.Bubbles) < mostBubbles
}

// Oldest is when the oldest message read was written, from where Prepend goes on.
func (t *Thread) Oldest() time.Time {
	if len(t.Bubbles) == 0 {
		return time.Time{}
	}
	return t.Bubbles[len(t.Bubbles)-1].At
}

// Items words the thread for the pane.
func (t *Thread) Items(w *words.Words, now time.Time, zone *time.Location) []Item {
	items, day := make([]Item, 0, len(t.Bubbles)+8), ""
	for _, b := range slices.Backward(t.Bubbles) {
		if d := w.Day(b.At, now, zone); d != day {
			day = d
			items = append(items, Item{Day: d})
		}
		items = append(items, item(w, b, now, zone))
	}
	return items
}

func item(w *words.Words, b views.Bubble, now time.Time, zone *time.Location) Item {
	at := w.Clock(b.At, zone)
	if !b.DeletedAt.IsZero() {
		at = w.T("bubble.deleted", "Caption", at)
	}
	i := Item{ID: b.ID, Words: said(w, b.Message), Caption: at, Kind: widgets.BubbleIn, Parts: parts(w, b), Reacts: reactions(w, b.Message)}
	switch {
	case b.FromPage:
		out(w, b, &i, at, now, zone)
	case b.Proof == "stop":
		i.Kind, i.Tone, i.Icon = widgets.BubbleProof, widgets.Brick, theme.Icon(theme.IconStop)
		i.Caption = w.T("bubble.stop", "Time", at)
	case b.Proof != "":
		i.Kind, i.Tone, i.Icon = widgets.BubbleProof, widgets.Brass, theme.Icon(theme.IconBox)
		i.Caption = w.T("bubble.waitlist", "Time", at)
		if b.Product != "" {
			i.Caption = w.T("bubble.waitlist_product", "Time", at, "Product", b.Product)
		}
	}
	return i
}

// out words what became of our own message.
func out(w *words.Words, b views.Bubble, i *Item, at string, now time.Time, zone *time.Location) {
	i.Kind = widgets.BubbleOut
	d := b.Delivery
	switch {
	case d != nil && d.State == core.DeliverySent && d.Kind == core.KindAnswer:
		i.Caption = w.T("bubble.automatic", "Time", at)
		return
	case d == nil, d.State == core.DeliverySent && d.Kind == core.KindReply:
		i.Caption = w.T("bubble.by_you", "Time", at)
		return
	case d.State == core.DeliverySent:
		i.Caption = w.T("bubble.by_shopbell", "Time", at)
		return
	}
	why := w.Reason(core.Reason{Code: d.Reason, Until: d.DueAt}, now, zone)
	i.Kind = widgets.BubbleKept
	i.Icon, i.Tone = screen.StateLook(d.State)
	if d.State == core.DeliveryHeld || d.State == core.DeliveryPlanned {
		i.Icon, i.Tone = theme.Icon(theme.IconClock), widgets.Brass
		i.Caption = w.T("bubble.kept", "Why", why)
		return
	}
	if i.Icon == nil {
		i.Icon = fynetheme.InfoIcon()
	}
	i.Caption = w.T("bubble.state", "Time", at, "State", w.State(d.State), "Why", why)
}

// said gives the words of a message, or says why there are none. What hangs on it is told by its parts.
func said(w *words.Words, m core.Message) string {
	switch {
	case strings.TrimSpace(m.Text) != "":
		return m.Text
	case len(m.Attachments) > 0:
		return ""
	case !m.DeletedAt.IsZero():
		return w.T("bubble.taken_back")
	case m.DetailUnavailable:
		return w.T("bubble.gone")
	}
	return w.T("bubble.nothing")
}
