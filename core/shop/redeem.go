package shop

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/report"
	"shopbell/core/store"
	"shopbell/core/views"
)

// RedeemOrders counts the codes of a list of orders (CSV or XLSX). The same order twice counts once, also in a later list.
func (s *Shop) RedeemOrders(ctx context.Context, path string) (views.Redemption, error) {
	const op = "shop.redeem"
	rules, err := s.rules(ctx)
	if err != nil {
		return views.Redemption{}, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return views.Redemption{}, core.E(core.CodeNotFound, op, "file "+filepath.Base(path), nil)
	}
	if err != nil {
		return views.Redemption{}, core.E(core.CodeBadInput, op, filepath.Base(path)+" cannot be opened", err)
	}
	defer func() { _ = f.Close() }()
	orders, rejected, err := catalogue.ReadOrders(filepath.Base(path), f, defaultCurrency, rules.Zone)
	if err != nil {
		return views.Redemption{}, err
	}
	var r views.Redemption
	for _, x := range rejected {
		r.Rejected = append(r.Rejected, views.RejectedLine{Line: x.Line, Why: x.Why})
	}
	slices.SortFunc(r.Rejected, func(a, b views.RejectedLine) int { return cmp.Compare(a.Line, b.Line) })
	return r, s.redeem(ctx, orders, lineNumbers(), &r)
}

// Till is a code typed at the till.
type Till struct {
	Code   string
	Order  string     // may be empty: a code of one's own counts once, a code for all each time
	Amount core.Money // zero: not told
}

// RedeemCode counts one code typed at the till. A code that Shopbell never gave is named in the result, as is one that was
// used before.
func (s *Shop) RedeemCode(ctx context.Context, t Till) (views.Redemption, error) {
	var r views.Redemption
	if strings.TrimSpace(t.Code) == "" {
		return r, core.E(core.CodeBadInput, "shop.redeem", "there is no code", nil)
	}
	order := catalogue.Order{Line: 1, Codes: []string{strings.TrimSpace(t.Code)}, Number: strings.TrimSpace(t.Order), Amount: t.Amount}
	each := func(catalogue.Order) string { return "till " + s.clock.Now().UTC().Format(time.RFC3339Nano) }
	return r, s.redeem(ctx, []catalogue.Order{order}, each, &r)
}

// redeem counts orders and fills in what came of them. number stands in for the number that an order with a code for all
// does not have; a code of one's own needs none, it counts once.
func (s *Shop) redeem(ctx context.Context, orders []catalogue.Order, number func(catalogue.Order) string, r *views.Redemption) error {
	var codes []string
	for _, o := range orders {
		codes = append(codes, o.Codes...)
	}
	given, err := s.store.CodesGiven(ctx, codes)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	var list []core.Purchase
	names := map[string]string{}
	withCode := map[string]bool{}
	for _, o := range orders {
		withCode[o.Number] = withCode[o.Number] || len(o.Codes) > 0
	}
	for _, o := range orders {
		if len(o.Codes) == 0 {
			if o.Number == "" || !withCode[o.Number] { // a shop program lists further articles of an order without its code
				r.Without++
				withCode[o.Number] = o.Number != ""
			}
			continue
		}
		r.Orders++
		g, ok := giver(given, o, now)
		if !ok {
			r.Unknown = append(r.Unknown, views.UnknownCode{Line: o.Line, Code: strings.Join(o.Codes, " ")})
			continue
		}
		p := purchase(o, g, now)
		if p.Order == "" {
			p.Order = store.MadeUpOrder
			if g.CustomerID == "" {
				p.Order += number(o)
			}
		}
		list = append(list, p)
		names[g.Code] = g.Name
	}
	return s.keepPurchases(ctx, list, names, r)
}

func (s *Shop) keepPurchases(ctx context.Context, list []core.Purchase, names map[string]string, r *views.Redemption) error {
	added, known, err := s.store.AddPurchases(ctx, list)
	if err != nil {
		return err
	}
	campaigns, err := s.store.Campaigns(ctx)
	if err != nil {
		return err
	}
	titles, err := s.campaignTitles(ctx, campaigns)
	if err != nil {
		return err
	}
	title := map[core.CampaignID]string{}
	for i, c := range campaigns {
		title[c.ID] = titles[i]
	}
	r.New, r.Known = len(added), len(known)
	for i, at := range known {
		r.Before = append(r.Before, views.UsedBefore{Code: list[i].Code, At: at})
	}
	slices.SortFunc(r.Before, func(a, b views.UsedBefore) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Code, b.Code)) })
	amounts := make([]core.Money, 0, len(added))
	for _, p := range added {
		amounts = append(amounts, p.Amount)
		r.Sales = append(r.Sales, views.Sale{Purchase: p, Campaign: title[p.CampaignID], Name: names[p.Code]})
	}
	r.Revenue = report.AddMoney(amounts...)
	if len(added) > 0 {
		s.publish(views.Event{Kind: views.EventOutbox})
	}
	return nil
}

// giver finds who or what gave the first code of an order that was given at all: for a code that several campaigns gave to
// everybody, the newest one before the order.
func giver(given map[string][]store.Given, o catalogue.Order, now time.Time) (store.Given, bool) {
	at := o.At
	if at.IsZero() {
		at = now
	}
	for _, code := range o.Codes {
		list := given[store.CodeKey(code)]
		if len(list) == 0 {
			continue
		}
		best := list[0]
		for _, g := range list[1:] {
			if !g.At.After(at) {
				best = g
			}
		}
		return best, true
	}
	return store.Given{}, false
}

func purchase(o catalogue.Order, g store.Given, now time.Time) core.Purchase {
	p := core.Purchase{Code: g.Code, Order: o.Number, CampaignID: g.CampaignID, CustomerID: g.CustomerID, At: o.At, Amount: o.Amount}
	if p.At.IsZero() {
		p.At = now
	}
	return p
}

// lineNumbers gives each line of a list that has no number of its own one that the same line in a later list gets too: what it
// says, and the how manieth of such lines it is.
func lineNumbers() func(catalogue.Order) string {
	seen := map[string]int{}
	return func(o catalogue.Order) string {
		what := strings.Join([]string{store.CodeKey(o.Codes[0]), o.At.UTC().Format(time.RFC3339), o.Amount.Currency, strconv.FormatInt(o.Amount.Minor, 10)}, "\x1f")
		seen[what]++
		sum := sha256.Sum256([]byte(what + "\x1f" + strconv.Itoa(seen[what])))
		return "line " + hex.EncodeToString(sum[:8])
	}
}
