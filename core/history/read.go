package history

import (
	"context"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/optout"
	"shopbell/core/store"
)

// read lets the readers look at every customer message that is new here, oldest first: what "it" means depends on what
// was said before.
func (p *pull) read(ctx context.Context, c core.Conversation, msgs []core.Message, t store.Thread) (store.Pull, error) {
	ids := make([]core.MessageID, len(msgs))
	for i, m := range msgs {
		ids[i] = m.ID
	}
	have, err := p.store.Known(ctx, ids)
	if err != nil {
		return store.Pull{}, err
	}
	sorted := slices.Clone(msgs)
	slices.Reverse(sorted) // the page gives the newest first
	slices.SortStableFunc(sorted, func(a, b core.Message) int { return a.At.Compare(b.At) })
	out := store.Pull{Conversation: c, UpTo: p.upToOf(c)}
	if len(sorted) > 0 {
		// Of the second of the oldest message, more may lie on the next page of the list.
		out.Since, out.Until = sorted[0].At.Truncate(time.Second).Add(time.Second), p.began.Add(-settled)
	}
	taken := takenBack(msgs)
	last := t.LastSKU
	for _, m := range sorted {
		m.CustomerID, m.ConversationID = c.CustomerID, c.ID
		if taken[m.ID] {
			m.DeletedAt = p.began
		}
		r := store.Read{Message: m, OptOut: core.ReadNothing}
		if !m.FromPage && !m.DetailUnavailable && !have[m.ID] {
			r = p.understand(m, last)
		} else if m.FromPage && !have[m.ID] {
			r.LastSKU = p.spokenOf(m.Text, last)
		}
		if r.LastSKU != "" {
			last = r.LastSKU
		}
		out.Messages = append(out.Messages, r)
	}
	return out, nil
}

// takenBack finds messages, of a list with the newest first, that were deleted or unsent: the page keeps back what they
// said, and not because they are old, since it tells an older one in full.
func takenBack(msgs []core.Message) map[core.MessageID]bool {
	out := map[core.MessageID]bool{}
	told := false
	for _, m := range slices.Backward(msgs) {
		told = told || !m.DetailUnavailable
		if told && m.DetailUnavailable {
			out[m.ID] = true
		}
	}
	return out
}

// upToOf is the change of a conversation up to which this run can vouch for its messages. The list names changes by the
// second: what was said in the same second as a change that is only just over may still be missing.
func (p *pull) upToOf(c core.Conversation) time.Time {
	if sure := p.began.Add(-settled); c.UpdatedAt.After(sure) {
		return sure
	}
	return c.UpdatedAt
}

// understand reads one customer message.
func (p *pull) understand(m core.Message, last core.SKU) store.Read {
	r := store.Read{Message: m, LastSKU: last}
	text := m.Text
	if text == "" {
		text = caption(m.Attachments)
	}
	stop := p.stops().Read(text)
	if stop.Reading == core.ReadReview {
		stop.Reading = p.decided(text)
	}
	r.OptOut, r.Words, r.Language = stop.Reading, stop.Words, or(stop.Language, optout.Language(text))
	for _, match := range p.wishes.Read(text, last) {
		r.LastSKU = match.SKU
		if r.OptOut == core.ReadStop || r.OptOut == core.ReadReview {
			if stop.ItemOnly && r.StopSKU == "" {
				r.StopSKU = match.SKU
			}
			continue // "no more messages about the mug" is no wish for it
		}
		if match.Wants || match.Withdraw {
			r.Wishes = append(r.Wishes, store.Wish{SKU: match.SKU, Variant: match.Variant, Withdraw: match.Withdraw})
		}
	}
	if r.OptOut == core.ReadStop && !m.At.Before(p.since) {
		r.Confirm = p.confirm(r.Language)
	}
	return r
}

// decided gives what the owner said about the same doubtful words before; a person should look when nothing was said.
func (p *pull) decided(text string) core.Reading {
	stop, known := p.judged[compose.TextKey(text)]
	switch {
	case !known:
		return core.ReadReview
	case stop:
		return core.ReadStop
	}
	return core.ReadNothing
}

// spokenOf gives the product that one of our own messages is about, so that "yes, I want it" is understood.
func (p *Puller) spokenOf(text string, last core.SKU) core.SKU {
	for _, match := range p.wishes.Read(text, last) {
		last = match.SKU
	}
	return last
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// caption gives the words that came with a picture or a shared link.
func caption(list []core.Attachment) string {
	for _, a := range list {
		if a.Text != "" {
			return a.Text
		}
	}
	return ""
}
