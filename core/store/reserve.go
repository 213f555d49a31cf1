package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// Decide gives the verdict for one delivery. campaign is zero for a single message.
type Decide func(campaign core.Campaign, m policy.Message, c policy.Customer, p policy.Page) core.Verdict

// Reserve decides deliveries again with the state as it is now, and marks those that may go as sending, with a ledger
// entry each, all in one durable transaction. What may not go any more is held or refused instead, with its reason.
// It gives those that may be posted now, and those that were kept back; everything that this call counts (caps, page
// day, wave) is seen by the next one.
//
// page holds what the store does not know: token, restriction, rate, when the list was read. rules says which kinds count.
func (s *Store) Reserve(ctx context.Context, ids []core.DeliveryID, now time.Time, rules policy.Rules, page policy.Page, decide Decide) (going, kept []NamedDelivery, err error) {
	err = s.change(ctx, "store.reserve", func(tx *sql.Tx) error {
		list, err := deliveries(ctx, tx, `WHERE d.id IN (SELECT value FROM json_each(?)) AND d.state IN ('planned', 'held') ORDER BY d.id`, deliveryNumbers(ids))
		if err != nil {
			return err
		}
		r := reserver{tx: tx, now: now, rules: rules, page: page, decide: decide}
		if r.page.SentToday, err = sentOn(ctx, tx, countedKinds(rules), now, rules.Zone); err != nil {
			return err
		}
		going, err = r.run(ctx, list)
		kept = r.kept
		return err
	})
	return going, kept, err
}

// reserver is one reserving transaction.
type reserver struct {
	tx     *sql.Tx
	now    time.Time
	rules  policy.Rules
	page   policy.Page
	decide Decide
	ledger []LedgerEntry
	marked []any // values of what was reserved, see write
	kept   []NamedDelivery
}

// run decides the deliveries of a list and gives those that may go, in the room of the list.
func (r *reserver) run(ctx context.Context, list []NamedDelivery) ([]NamedDelivery, error) {
	r.ledger, r.marked = make([]LedgerEntry, 0, len(list)), make([]any, 0, 3*len(list))
	going := list[:0]
	busy := make(map[core.CustomerID]bool, len(list))
	for len(list) > 0 {
		// One campaign at a time: its people share item and wave.
		campaign := list[0].CampaignID
		group := list[:0]
		var rest []NamedDelivery
		for _, d := range list {
			switch {
			case d.CampaignID != campaign:
				rest = append(rest, d)
			case busy[d.CustomerID]: // one message to a person at a time; the other one stays due
			default:
				busy[d.CustomerID] = true
				group = append(group, d)
			}
		}
		list = rest
		sent, err := r.group(ctx, group)
		if err != nil {
			return nil, err
		}
		going = append(going, sent...)
	}
	return going, r.write(ctx)
}

// group decides deliveries of one campaign, or single messages, in their order. What may go is moved to the front.
func (r *reserver) group(ctx context.Context, group []NamedDelivery) ([]NamedDelivery, error) {
	if len(group) == 0 {
		return nil, nil
	}
	var c core.Campaign
	page := r.page
	if id := group[0].CampaignID; id != "" {
		var err error
		if c, err = campaign(ctx, r.tx, id); err != nil {
			return nil, err
		}
		if c.State != core.CampaignRunning {
			return nil, nil // paused or cancelled since it was listed
		}
		if c.Kind == core.KindRestock {
			if page.Wave, err = wave(ctx, r.tx, c, r.rules, r.now); err != nil {
				return nil, err
			}
		}
	}
	people, err := r.load(ctx, group)
	if err != nil {
		return nil, err
	}
	var codes *tray
	if c.Pool != "" {
		if codes, err = openTray(ctx, r.tx, c.Pool, len(group)); err != nil {
			return nil, err
		}
	}
	going := group[:0]
	for _, d := range group {
		k := people[d.CustomerID]
		m := leaving(c, d, codes)
		m.TextKey = d.textKey
		page.SentToday = r.page.SentToday
		v := r.decide(c, m, k.Customer, page)
		if v.Action != core.ActionSend {
			if err := r.postpone(ctx, d, v); err != nil {
				return nil, err
			}
			continue
		}
		if codes != nil && d.Code == "" {
			if err := codes.take(ctx, r.tx, &d, r.now); err != nil {
				return nil, err
			}
		}
		r.mark(&d, v)
		if r.rules.Counts[d.Kind] {
			r.page.SentToday++
		}
		if page.Wave != nil {
			page.Wave.Tell(r.rules, r.now)
		}
		going = append(going, d)
	}
	if c.ID != "" && len(going) > 0 {
		_, err = r.tx.ExecContext(ctx, `UPDATE campaigns SET begun_ms = ? WHERE id = ? AND begun_ms = 0`, toMS(r.now), campaignNumber(c.ID))
	}
	return going, err
}

// leaving describes a delivery to the rules. codes is nil where the campaign has no pool.
func leaving(c core.Campaign, d NamedDelivery, codes *tray) policy.Message {
	m := policy.Message{Kind: d.Kind, Campaign: d.CampaignID, SKU: d.SKU, Variant: d.Variant, Code: d.Code, CodeExpires: c.CodeExpires,
		LapsesAt: d.LapsesAt, NotBefore: c.At, Question: d.Question, Class: d.Class, Leaving: true}
	if codes != nil {
		if m.Code == "" {
			m.Code = codes.next()
			m.CodesShort = m.Code == ""
		}
		if m.CodeExpires.IsZero() || !codes.expires.IsZero() && codes.expires.Before(m.CodeExpires) {
			m.CodeExpires = codes.expires
		}
	}
	if d.Rich != nil {
		m.Offer = d.Rich.Offer
		if d.Rich.Utility != nil {
			m.Template = d.Rich.Utility.Name
		}
	}
	return m
}

func (r *reserver) load(ctx context.Context, group []NamedDelivery) (map[core.CustomerID]*Person, error) {
	ns := make([]int64, len(group))
	for i, d := range group {
		ns[i] = d.customer
	}
	list, err := states(ctx, r.tx, ns, item{group[0].SKU, group[0].Variant}, r.now.Add(-r.rules.LookBack()-time.Hour))
	people := make(map[core.CustomerID]*Person, len(list))
	for i := range list {
		people[list[i].ID] = &list[i]
	}
	return people, err
}

// mark reserves one delivery.
func (r *reserver) mark(d *NamedDelivery, v core.Verdict) {
	d.State, d.Lane, d.Reason, d.ReservedAt, d.Attempts = core.DeliverySending, v.Lane, v.Reasons[0], r.now, d.Attempts+1
	r.ledger = append(r.ledger, LedgerEntry{At: r.now, What: "reserved", CustomerID: d.CustomerID, DeliveryID: d.ID, SKU: d.SKU,
		Variant: d.Variant, MessageID: core.MessageID(v.Reasons[0].Evidence), Why: string(d.Kind)})
	r.marked = append(r.marked, deliveryNumber(d.ID), string(v.Lane), encodeReason(v.Reasons[0]))
}

// write keeps what was marked, and the ledger's entries.
func (r *reserver) write(ctx context.Context) error {
	if err := overRows(ctx, r.tx, `WITH r (id, lane, reason) AS (VALUES `, `(?,?,?)`, `)
		UPDATE deliveries SET state = 'sending', lane = r.lane, reason = r.reason, attempts = attempts + 1, reserved_ms = :now, updated_ms = :now, absent_ms = 0
		FROM r WHERE deliveries.id = r.id`, r.marked, toMS(r.now)); err != nil {
		return err
	}
	return appendLedger(ctx, r.tx, r.ledger...)
}

// againAfter is how soon a delivery is tried again when its verdict names no later time.
const againAfter = 4 * time.Second

// postpone holds or refuses a delivery whose verdict is no longer to send.
func (r *reserver) postpone(ctx context.Context, d NamedDelivery, v core.Verdict) error {
	state, due, notBefore := placed(v)
	if v.Action == core.ActionHoldUntil {
		due = max(due, toMS(r.now.Add(againAfter)))
	}
	was := d
	d.State, d.Reason = state, v.Reasons[0]
	r.kept = append(r.kept, d)
	if err := giveBack(ctx, r.tx, was); err != nil {
		return err
	}
	_, err := r.tx.ExecContext(ctx, `UPDATE deliveries SET state = ?, reason = ?, due_ms = ?, not_before_ms = ?, updated_ms = ? WHERE id = ?`,
		state, encodeReason(v.Reasons[0]), due, notBefore, toMS(r.now), deliveryNumber(d.ID))
	return err
}

func countedKinds(r policy.Rules) []string {
	out := []string{}
	for k, on := range r.Counts {
		if on {
			out = append(out, string(k))
		}
	}
	slices.Sort(out)
	return out
}
