package outbox

import (
	"context"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/crash"
	"shopbell/core/store"
)

// lookBack finds out what left in a stretch of which the data is missing. The page's list brings whatever was written since;
// a delivery that waits here and whose words the page wrote to its person meanwhile has left, and is kept as sent. The
// list is read twice, some seconds apart, as for any message that is looked for.
//
// A promotional message with the same words that is planned later is the same message too, for as long as the rules
// let nobody get the same words again: its first sending may have been forgotten as a whole.
func (o *Outbox) lookBack(ctx context.Context, got *tally) error {
	lost, err := o.Store.Lost(ctx)
	if err != nil || !lost.Ever {
		return err
	}
	since, until := lost.Since.Add(-slack), lost.Until
	if until.IsZero() {
		for round := range 2 {
			if round > 0 && o.Wait(ctx, crash.Apart(apart)) != nil {
				return nil
			}
			if _, err := o.Puller.Pull(ctx, false, nil); err != nil {
				return o.heed(ctx, err)
			}
		}
		until = o.Clock.Now().Add(slack)
	}
	if err := o.settleLeft(ctx, got, since, until, lost.Until); err != nil {
		return err
	}
	if !lost.Until.IsZero() {
		return nil
	}
	if err := o.Store.SpendSeen(ctx, since, o.Clock.Now()); err != nil {
		return err
	}
	return o.Store.LookedBack(ctx, until)
}

// settleLeft keeps as sent what was found in the conversations of a stretch. looked is when it was first looked through.
func (o *Outbox) settleLeft(ctx context.Context, got *tally, since, until, looked time.Time) error {
	rules, err := o.Rules(ctx)
	if err != nil || !looked.IsZero() && o.Clock.Now().Sub(looked) >= time.Duration(rules.SameTextDays)*24*time.Hour {
		return err
	}
	waiting, err := o.Store.MaybeLeft(ctx, since, until)
	if err != nil {
		return err
	}
	var left []store.Left
	used := map[core.MessageID]bool{}
	for _, d := range waiting {
		if !looked.IsZero() && !d.Kind.Promotional() {
			continue
		}
		found, err := o.left(ctx, d, since, until, used)
		if err != nil {
			return err
		}
		if found.ID != "" {
			used[found.Message.ID] = true
			left = append(left, found)
			got.count(d.ID, core.DeliverySent)
		}
	}
	if len(left) == 0 {
		return nil
	}
	defer o.Notify()
	return o.Store.SettleLeft(ctx, left, o.Clock.Now())
}

// left looks for a delivery in what the page wrote to its person, newest first.
func (o *Outbox) left(ctx context.Context, d store.NamedDelivery, since, until time.Time, used map[core.MessageID]bool) (store.Left, error) {
	var before core.MessageID
	for {
		list, err := o.Store.Conversation(ctx, d.CustomerID, time.Time{}, before, lookPage)
		if err != nil || len(list) == 0 {
			return store.Left{}, err
		}
		for _, m := range list {
			if m.At.Before(since) {
				return store.Left{}, nil
			}
			if !m.FromPage || !m.At.Before(until) || used[m.ID] {
				continue
			}
			code, same := sameButCode(m, d)
			if !same {
				continue
			}
			if taken, err := o.Store.MessageTaken(ctx, m.ID); err != nil {
				return store.Left{}, err
			} else if !taken {
				return store.Left{ID: d.ID, Message: m, Code: code}, nil
			}
		}
		before = list[len(list)-1].ID
	}
}

// sameButCode compares a message of the page with a delivery that may have no code yet, and gives the code in the message.
func sameButCode(m core.Message, d store.NamedDelivery) (code string, same bool) {
	if d.Code != "" || d.Rich == nil {
		return "", sameMessage(m, d)
	}
	texts := []string{m.Text}
	for _, a := range m.Attachments {
		title, _, _ := strings.Cut(a.Text, "\n")
		texts = append(texts, a.Text, title)
	}
	for _, pattern := range []string{d.Rich.Pattern, d.Rich.Shown()} {
		for _, text := range texts {
			code := codeIn(pattern, text)
			if code == "" {
				continue
			}
			d.Code, d.Text = code, core.FillCode(d.Rich.Pattern, code)
			if sameMessage(m, d) {
				return code, true
			}
		}
	}
	d.Code = ""
	return "", sameMessage(m, d)
}

// codeIn gives what stands in a text where a pattern has its first code mark, "" where the text is another one.
func codeIn(pattern, text string) string {
	before, rest, marked := strings.Cut(evened(pattern), core.CodeMark)
	after, _, _ := strings.Cut(rest, core.CodeMark)
	rest, begins := strings.CutPrefix(evened(text), before)
	if !marked || !begins {
		return ""
	}
	if after == "" {
		return rest
	}
	code, _, _ := strings.Cut(rest, after)
	return code
}
