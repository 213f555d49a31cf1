package store

import (
	"context"
	"database/sql"
	"encoding/json"
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
		r := reserver{tx: tx, now: now, rules: rules, page: page, decide: decide}
		var err error
		going, err = r.run(ctx, ids)
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
	kept   []NamedDelivery
}

func (r *reserver) run(ctx context.Context, ids []core.DeliveryID) ([]NamedDelivery, error) {
	list, err := deliveries(ctx, r.tx, `WHERE d.id IN (SELECT value FROM json_each(?)) AND d.state IN ('planned', 'held') ORDER BY d.id`, deliveryNumbers(ids))
	if err != nil {
		return nil, err
	}
	if r.page.SentToday, err = sentOn(ctx, r.tx, countedKinds(r.rules), r.now, r.rules.Zone); err != nil {
		return nil, err
	}
	var going []NamedDelivery
	busy := map[core.CustomerID]bool{}
	for len(list) > 0 {
		// One campaign at a time: its people share item and wave.
		first := list[0]
		var group, rest []NamedDelivery
		for _, d := range list {
			switch {
			case d.CampaignID != first.CampaignID:
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
	return going, appendLedger(ctx, r.tx, r.ledger...)
}

// group decides deliveries of one campaign, or single messages, in their order.
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
			if page.Wave, err = wave(ctx, r.tx, c); err != nil {
				return nil, err
			}
		}
	}
	people, keys, err := r.load(ctx, group)
	if err != nil {
		return nil, err
	}
	var going []NamedDelivery
	for _, d := range group {
		k := people[d.CustomerID]
		m := policy.Message{Kind: d.Kind, Campaign: d.CampaignID, SKU: d.SKU, Variant: d.Variant, Code: d.Code,
			TextKey: keys[d.ID], LapsesAt: d.LapsesAt, Leaving: true}
		page.SentToday = r.page.SentToday
		v := r.decide(c, m, k.Customer, page)
		if v.Action != core.ActionSend {
			if err := r.postpone(ctx, d, v); err != nil {
				return nil, err
			}
			continue
		}
		if err := r.mark(ctx, &d, v); err != nil {
			return nil, err
		}
		if r.rules.Counts[d.Kind] {
			r.page.SentToday++
		}
		if page.Wave != nil {
			page.Wave.Told++
			if page.Wave.StartedAt.IsZero() {
				page.Wave.StartedAt = r.now
			}
		}
		going = append(going, d)
	}
	if c.ID != "" && len(going) > 0 {
		_, err = r.tx.ExecContext(ctx, `UPDATE campaigns SET begun_ms = ? WHERE id = ? AND begun_ms = 0`, toMS(r.now), campaignNumber(c.ID))
	}
	return going, err
}

func (r *reserver) load(ctx context.Context, group []NamedDelivery) (map[core.CustomerID]*known, map[core.DeliveryID]string, error) {
	ids := make([]core.DeliveryID, len(group))
	for i, d := range group {
		ids[i] = d.ID
	}
	rows, err := r.tx.QueryContext(ctx, `SELECT id, customer_n, text_key FROM deliveries WHERE id IN (SELECT value FROM json_each(?))`, deliveryNumbers(ids))
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	keys, ns := make(map[core.DeliveryID]string, len(group)), make([]int64, 0, len(group))
	for rows.Next() {
		var id, n int64
		var key string
		if err := rows.Scan(&id, &n, &key); err != nil {
			return nil, nil, err
		}
		keys[deliveryID(id)] = key
		ns = append(ns, n)
	}
	if err := rows.Err(); err != nil {
		return nil, nil, err
	}
	list, err := states(ctx, r.tx, ns, item{group[0].SKU, group[0].Variant}, r.now.Add(-r.rules.LookBack()-time.Hour))
	people := make(map[core.CustomerID]*known, len(list))
	for _, k := range list {
		people[k.ID] = k
	}
	return people, keys, err
}

// mark reserves one delivery.
func (r *reserver) mark(ctx context.Context, d *NamedDelivery, v core.Verdict) error {
	d.State, d.Lane, d.Reason, d.ReservedAt, d.Attempts = core.DeliverySending, v.Lane, v.Reasons[0], r.now, d.Attempts+1
	r.ledger = append(r.ledger, LedgerEntry{At: r.now, What: "reserved", CustomerID: d.CustomerID, DeliveryID: d.ID, SKU: d.SKU,
		Variant: d.Variant, MessageID: core.MessageID(v.Reasons[0].Evidence), Why: string(d.Kind)})
	_, err := r.tx.ExecContext(ctx, `
		UPDATE deliveries SET state = 'sending', lane = ?, reason = ?, attempts = attempts + 1, reserved_ms = ?, updated_ms = ?, absent_ms = 0
		WHERE id = ?`, v.Lane, encodeReason(v.Reasons[0]), toMS(r.now), toMS(r.now), deliveryNumber(d.ID))
	return err
}

// againAfter is how soon a delivery is tried again when its verdict names no later time.
const againAfter = 4 * time.Second

// postpone holds or refuses a delivery whose verdict is no longer to send.
func (r *reserver) postpone(ctx context.Context, d NamedDelivery, v core.Verdict) error {
	state, due, notBefore := placed(v)
	if v.Action == core.ActionHoldUntil {
		due = max(due, toMS(r.now.Add(againAfter)))
	}
	d.State, d.Reason = state, v.Reasons[0]
	r.kept = append(r.kept, d)
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
	return out
}

// Outcome is how one reserved delivery ended.
type Outcome struct {
	ID        core.DeliveryID
	State     core.DeliveryState // sent, failed, refused, held, uncertain, or planned when it surely did not leave
	MessageID core.MessageID     // for sent
	Reason    core.Reason
	Due       time.Time // for held and planned; zero with held: when the customer writes
	// Unreachable and OtherApp note what the platform said about the person.
	Unreachable, OtherApp bool
	AbsentAt              time.Time // for uncertain: when the page was first seen without it
}

// Settle keeps how reserved deliveries ended, in one durable transaction. A delivery that is not under way is left alone.
func (s *Store) Settle(ctx context.Context, outcomes []Outcome, now time.Time) error {
	return s.change(ctx, "store.settle", func(tx *sql.Tx) error {
		var entries []LedgerEntry
		for _, o := range outcomes {
			e, err := settle(ctx, tx, o, now)
			if err != nil {
				return err
			}
			entries = append(entries, e...)
		}
		return appendLedger(ctx, tx, entries...)
	})
}

func settle(ctx context.Context, tx *sql.Tx, o Outcome, now time.Time) ([]LedgerEntry, error) {
	list, err := deliveries(ctx, tx, `WHERE d.id = ? AND d.state IN ('sending', 'uncertain')`, deliveryNumber(o.ID))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	d := list[0]
	due := toMS(o.Due)
	if o.State == core.DeliveryHeld && o.Due.IsZero() {
		due = -1
	}
	if _, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET state = ?, message_id = ?, reason = ?, due_ms = ?, updated_ms = ?, absent_ms = ? WHERE id = ?`,
		o.State, o.MessageID, encodeReason(o.Reason), due, toMS(now), toMS(o.AbsentAt), deliveryNumber(o.ID)); err != nil {
		return nil, err
	}
	if err := notePerson(ctx, tx, d.CustomerID, o, now); err != nil {
		return nil, err
	}
	e := LedgerEntry{At: now, CustomerID: d.CustomerID, DeliveryID: d.ID, MessageID: o.MessageID, What: "not_sent", Why: string(o.Reason.Code)}
	switch o.State {
	case core.DeliveryUncertain:
		return nil, nil
	case core.DeliverySent:
		e.What, e.Why = "sent", ""
		return []LedgerEntry{e}, keepSent(ctx, tx, d, o.MessageID, now)
	}
	return []LedgerEntry{e}, nil
}

func notePerson(ctx context.Context, tx *sql.Tx, id core.CustomerID, o Outcome, now time.Time) error {
	if !o.Unreachable && !o.OtherApp {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE customers SET unreachable_ms = CASE WHEN ?2 THEN ?4 ELSE unreachable_ms END,
			other_app_ms = CASE WHEN ?3 THEN ?4 ELSE other_app_ms END WHERE id = ?1`, id, o.Unreachable, o.OtherApp, toMS(now))
	return err
}

// keepSent puts a message that arrived into the history, so that the conversation shows it at once, and takes the person
// off the waiting list that it answers.
func keepSent(ctx context.Context, tx *sql.Tx, d NamedDelivery, id core.MessageID, now time.Time) error {
	n, err := existing(ctx, tx, d.CustomerID)
	if err != nil {
		return err
	}
	if id != "" {
		m := core.Message{ID: id, CustomerID: d.CustomerID, FromPage: true, At: now, Text: d.Text}
		if _, err := insertMessage(ctx, tx, n, m); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE customers SET last_ms = ?2, last_text = ?3, last_from_page = 1 WHERE n = ?1 AND last_ms <= ?2`,
		n, toMS(now), d.Text); err != nil {
		return err
	}
	if d.Kind != core.KindRestock {
		return nil
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE requests SET state = 'told'
		WHERE customer_n = ?1 AND sku = ?2 AND state = 'waiting' AND asked_ms <= ?4 AND (?3 = '' OR variant = '' OR variant = ?3 COLLATE NOCASE)`,
		n, d.SKU, d.Variant, toMS(d.ReservedAt))
	return err
}

// Audience loads everyone who waits for an item, oldest request first, with what the rules need to know.
func (s *Store) Audience(ctx context.Context, sku core.SKU, variant string, now time.Time, rules policy.Rules) ([]Person, policy.Page, error) {
	var page policy.Page
	ns, err := s.waitingNumbers(ctx, sku, variant)
	if err != nil {
		return nil, page, fault("store.audience", err)
	}
	list, err := states(ctx, s.read, ns, item{sku, variant}, now.Add(-rules.LookBack()-time.Hour))
	if err != nil {
		return nil, page, fault("store.audience", err)
	}
	page.SentToday, err = sentOn(ctx, s.read, countedKinds(rules), now, rules.Zone)
	return persons(list), page, fault("store.audience", err)
}

// Person is one possible recipient.
type Person struct {
	policy.Customer
	Name     string
	Language string
}

func persons(list []*known) []Person {
	out := make([]Person, len(list))
	for i, k := range list {
		out[i] = Person{k.Customer, k.Name, k.Language}
	}
	return out
}

// One loads one person with what the rules need to know; core.CodeNotFound when there is none.
func (s *Store) One(ctx context.Context, id core.CustomerID, now time.Time, rules policy.Rules) (Person, error) {
	var n int64
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM customers WHERE id = ?`, id).Scan(&n); err != nil {
		return Person{}, fault("store.one", err)
	}
	list, err := states(ctx, s.read, []int64{n}, item{}, now.Add(-rules.LookBack()-time.Hour))
	if err == nil && len(list) == 0 {
		err = core.E(core.CodeNotFound, "store.one", "customer "+string(id), nil)
	}
	if err != nil {
		return Person{}, fault("store.one", err)
	}
	return persons(list)[0], nil
}

func (s *Store) waitingNumbers(ctx context.Context, sku core.SKU, variant string) ([]int64, error) {
	var list string
	err := s.read.QueryRowContext(ctx, `
		SELECT json_group_array(customer_n) FROM (
			SELECT customer_n FROM requests
			WHERE sku = ? AND state = 'waiting' AND (? = '' OR variant = '' OR variant = ? COLLATE NOCASE)
			GROUP BY customer_n ORDER BY min(asked_ms), customer_n)`, sku, variant, variant).Scan(&list)
	if err != nil {
		return nil, err
	}
	var ns []int64
	return ns, json.Unmarshal([]byte(list), &ns)
}
