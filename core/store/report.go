package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"shopbell/core"
	"shopbell/core/report"
)

// ReportFacts reads what became of a campaign's messages, or of all campaigns' when id is empty. The parts are read side
// by side: each sees the store as it is when it is read.
func (s *Store) ReportFacts(ctx context.Context, id core.CampaignID) (report.Facts, error) {
	var f report.Facts
	var errs [4]error
	var work sync.WaitGroup
	n := max(campaignNumber(id), 0)
	if id != "" && n == 0 {
		return f, nil // no campaign has such an id
	}
	work.Go(func() { f.Counts, errs[0] = s.reportCounts(ctx, n) })
	work.Go(func() { f.Answers, errs[1] = s.reportAnswers(ctx, n) })
	work.Go(func() { f.Losses, errs[2] = s.reportLosses(ctx, n) })
	work.Go(func() { f.Sales, errs[3] = s.reportSales(ctx, n) })
	work.Wait()
	return f, errors.Join(errs[:]...)
}

// every runs a query and calls scan for each row.
func every(ctx context.Context, q querier, op, query string, args []any, scan func(rows *sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fault(op, err)
		}
	}
	return fault(op, rows.Err())
}

// In all of these ?1 is the campaign, 0 for all of them.
const (
	reportCountsSQL = `
	SELECT campaign_id, arm, state, CASE WHEN state = 'sent' THEN '' ELSE coalesce(json_extract(reason, '$.code'), '') END, count(*),
		sum(state = 'sent' AND reserved_ms - created_ms < ?2)
	FROM deliveries WHERE campaign_id > 0 AND (?1 = 0 OR campaign_id = ?1) GROUP BY 1, 2, 3, 4`

	// Each sent message with the first message of its customer since, all offers to the same people among them: which of
	// them a message answers is found out from all of them. The platform tells times in whole seconds, so an answer may
	// bear the beginning of the second in which the offer left.
	reportAnswersSQL = `
	SELECT * FROM (
		SELECT d.id, d.campaign_id, d.arm, d.reserved_ms, (
			SELECT m.key FROM messages m
			WHERE m.customer_n = d.customer_n AND m.key >= (d.reserved_ms / 1000 * 1000) << 6 AND m.key < (d.reserved_ms + ?2) << 6 AND m.from_page = 0
			ORDER BY m.key LIMIT 1) AS answer
		FROM deliveries d INDEXED BY deliveries_past -- person by person, as the messages lie
		WHERE d.state IN ('sending', 'sent', 'uncertain') AND +d.state = 'sent' AND d.campaign_id > 0
		  AND (?1 = 0 OR d.customer_n IN (SELECT customer_n FROM deliveries WHERE campaign_id = ?1)))
	WHERE answer IS NOT NULL`

	// For messages whose answer may have been there before them: the first one that the reservation did not know of. The
	// ledger tells which message of the customer it rested on.
	reportTiesSQL = `
	SELECT d.id, d.reserved_ms, (
		SELECT m.key FROM messages m
		WHERE m.customer_n = d.customer_n AND m.from_page = 0 AND m.key < (d.reserved_ms + ?2) << 6 AND m.key > (
			SELECT max(k.key) FROM ledger_people p JOIN ledger l ON l.seq = p.seq JOIN messages k ON k.id = json_extract(p.body, '$.message')
			WHERE p.customer = c.id AND json_extract(l.body, '$.what') = 'reserved' AND json_extract(l.body, '$.delivery') = CAST(d.id AS TEXT))
		ORDER BY m.key LIMIT 1) AS answer
	FROM json_each(?1) j JOIN deliveries d ON d.id = j.value JOIN customers c ON c.n = d.customer_n
	WHERE answer IS NOT NULL`

	// Whom a stop or a block is blamed on: the newest offer before it.
	reportLossesSQL = `
	SELECT d.campaign_id, d.arm, sum(w.stop), sum(NOT w.stop) FROM (
		SELECT 1 AS stop, c.n AS n, min(o.at_ms) + 1000 AS before FROM optouts o JOIN customers c ON c.hash = o.hash WHERE o.state = 'stopped' GROUP BY c.n
		UNION ALL
		SELECT 0, c.n, c.unreachable_ms FROM customers c WHERE c.unreachable_ms > 0) w
	JOIN deliveries d ON d.id = (
		SELECT x.id FROM deliveries x
		WHERE x.customer_n = w.n AND x.state IN ('sending', 'sent', 'uncertain') AND +x.state = 'sent' AND x.campaign_id > 0 AND x.reserved_ms < w.before
		ORDER BY x.reserved_ms DESC, x.id DESC LIMIT 1)
	WHERE ?1 = 0 OR d.campaign_id = ?1 GROUP BY 1, 2`

	reportSalesSQL = `
	SELECT p.campaign_id, coalesce(d.arm, ''), p.currency, count(*), sum(p.amount_minor)
	FROM purchases p LEFT JOIN deliveries d ON d.campaign_id = p.campaign_id AND d.customer_n = p.customer_n AND d.campaign_id > 0
	WHERE p.campaign_id > 0 AND (?1 = 0 OR p.campaign_id = ?1) GROUP BY 1, 2, 3`
)

func (s *Store) reportCounts(ctx context.Context, campaign int64) ([]report.Count, error) {
	var out []report.Count
	err := every(ctx, s.read, "store.report", reportCountsSQL, []any{campaign, report.AtOnce.Milliseconds()}, func(rows *sql.Rows) error {
		var c report.Count
		var id int64
		err := rows.Scan(&id, &c.Arm, &c.State, &c.Reason, &c.Count, &c.AtOnce)
		c.Campaign = campaignID(id)
		out = append(out, c)
		return err
	})
	return out, err
}

// answered is one offer with the customer's first message after it.
type answered struct {
	id, campaign, reserved, answer int64
	arm                            string
}

// early reports whether the answer may have been there before the offer.
func (a answered) early() bool { return a.answer>>keyBits < a.reserved }

// newer reports whether an offer went later than another.
func (a answered) newer(b answered) bool {
	return cmp.Or(cmp.Compare(a.reserved, b.reserved), cmp.Compare(a.id, b.id)) > 0
}

func (s *Store) reportAnswers(ctx context.Context, campaign int64) ([]report.Answer, error) {
	var list []answered
	err := every(ctx, s.read, "store.report", reportAnswersSQL, []any{campaign, report.ReplyWindow.Milliseconds()}, func(rows *sql.Rows) error {
		var a answered
		err := rows.Scan(&a.id, &a.campaign, &a.arm, &a.reserved, &a.answer)
		list = append(list, a)
		return err
	})
	if err != nil {
		return nil, err
	}
	if list, err = s.settleTies(ctx, list); err != nil {
		return nil, err
	}
	newest := make(map[int64]answered, len(list)) // by answer
	for _, a := range list {
		if have, ok := newest[a.answer]; !ok || a.newer(have) {
			newest[a.answer] = a
		}
	}
	out := make([]report.Answer, 0, len(newest))
	for _, a := range newest {
		if campaign == 0 || a.campaign == campaign {
			after := max(a.answer>>keyBits-a.reserved, 0)
			out = append(out, report.Answer{Key: report.Key{Campaign: campaignID(a.campaign), Arm: a.arm}, After: time.Duration(after) * time.Millisecond})
		}
	}
	return out, nil
}

// settleTies finds for offers whose answer may be older than they are the first one that is not.
func (s *Store) settleTies(ctx context.Context, list []answered) ([]answered, error) {
	ids := []int64{}
	for _, a := range list {
		if a.early() {
			ids = append(ids, a.id)
		}
	}
	if len(ids) == 0 {
		return list, nil
	}
	b, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	settled := make(map[int64]int64, len(ids))
	err = every(ctx, s.read, "store.report", reportTiesSQL, []any{string(b), report.ReplyWindow.Milliseconds()}, func(rows *sql.Rows) error {
		var id, reserved, answer int64
		err := rows.Scan(&id, &reserved, &answer)
		settled[id] = answer
		return err
	})
	kept := list[:0]
	for _, a := range list {
		if a.early() {
			a.answer = settled[a.id]
		}
		if a.answer > 0 {
			kept = append(kept, a)
		}
	}
	return kept, err
}

func (s *Store) reportLosses(ctx context.Context, campaign int64) ([]report.Loss, error) {
	var out []report.Loss
	err := every(ctx, s.read, "store.report", reportLossesSQL, []any{campaign}, func(rows *sql.Rows) error {
		var l report.Loss
		var id int64
		err := rows.Scan(&id, &l.Arm, &l.OptedOut, &l.Blocked)
		l.Campaign = campaignID(id)
		out = append(out, l)
		return err
	})
	return out, err
}

func (s *Store) reportSales(ctx context.Context, campaign int64) ([]report.Sale, error) {
	var out []report.Sale
	err := every(ctx, s.read, "store.report", reportSalesSQL, []any{campaign}, func(rows *sql.Rows) error {
		var x report.Sale
		var id int64
		err := rows.Scan(&id, &x.Arm, &x.Revenue.Currency, &x.Orders, &x.Revenue.Minor)
		x.Campaign = campaignID(id)
		out = append(out, x)
		return err
	})
	return out, err
}
