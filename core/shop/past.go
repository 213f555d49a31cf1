package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/interest"
	"shopbell/core/store"
)

const (
	// fewProducts is up to how many changed products are looked for by their words; for more, every message is read.
	fewProducts = 20
	// remembers is for how many messages of the same person "it" still means the product last spoken of.
	remembers = 5
	// findingsAtOnce is how many findings are kept in one transaction, and in memory.
	findingsAtOnce = 500
	// toldEvery is after how many messages progress is told.
	toldEvery = 5000
)

// past reads the history again for products whose words are new. For one goroutine.
type past struct {
	store  *store.Store
	reader *interest.Reader
	fresh  map[core.SKU]bool
	skus   []core.SKU
	now    time.Time
	told   func(done, of int)

	found    []store.Finding
	added    int
	done, of int
}

func newPast(st *store.Store, all []core.Product, changed []core.SKU, now time.Time, told func(done, of int)) *past {
	p := &past{store: st, skus: changed, fresh: map[core.SKU]bool{}, now: now, told: told}
	for _, sku := range changed {
		p.fresh[sku] = true
	}
	if len(changed) > 0 {
		p.reader = interest.New(all)
	}
	return p
}

// read finds what people asked for and gives how many places on waiting lists that made.
func (p *past) read(ctx context.Context) (int, error) {
	if len(p.skus) == 0 {
		return 0, nil
	}
	read := p.everything
	if len(p.skus) <= fewProducts {
		read = p.candidates
	}
	if err := read(ctx); err != nil {
		return p.added, err
	}
	return p.added, p.keep(ctx)
}

// spoken is the product that a person last spoken of, and for how many more messages "it" means it.
type spoken struct {
	sku  core.SKU
	left int
}

// everything reads every message of the customers, oldest first.
func (p *past) everything(ctx context.Context) error {
	var err error
	if p.of, err = p.store.CountInbound(ctx); err != nil {
		return err
	}
	last := map[core.CustomerID]spoken{}
	return p.store.EachInbound(ctx, func(m core.Message) error {
		p.tell()
		was, ok := last[m.CustomerID]
		matches := p.reader.Read(m.Text, was.sku)
		switch {
		case len(matches) > 0:
			last[m.CustomerID] = spoken{matches[len(matches)-1].SKU, remembers}
		case ok && was.left == 1:
			delete(last, m.CustomerID)
		case ok:
			last[m.CustomerID] = spoken{was.sku, was.left - 1}
		}
		return p.note(ctx, m, matches)
	})
}

// candidates reads the messages that have a word of the products, and after each that names one of them, what the same
// person wrote next.
func (p *past) candidates(ctx context.Context) error {
	c := p.reader.Candidates(p.skus)
	return p.store.Candidates(ctx, store.Words{Any: c.Any, Beside: c.Beside, With: c.With}, func(m core.Message) error {
		p.tell()
		matches := p.reader.Read(m.Text, "")
		if err := p.note(ctx, m, matches); err != nil || len(matches) == 0 {
			return err
		}
		if last := matches[len(matches)-1].SKU; p.fresh[last] {
			return p.follow(ctx, m, last)
		}
		return nil
	})
}

// follow reads on after a message that names a product, until another is named or it is long forgotten.
func (p *past) follow(ctx context.Context, m core.Message, sku core.SKU) error {
	for left := remembers; left > 0; {
		next, err := p.store.Next(ctx, m, left)
		if err != nil || len(next) == 0 {
			return err
		}
		left -= len(next)
		for i := range next {
			m = next[i]
			if len(p.reader.Read(m.Text, "")) > 0 {
				return nil // read by itself
			}
			matches := p.reader.Read(m.Text, sku)
			if err := p.note(ctx, m, matches); err != nil {
				return err
			}
			if len(matches) > 0 {
				left = remembers
				if i < len(next)-1 {
					break // from here on again
				}
			}
		}
	}
	return nil
}

// note keeps what a message asks for of the products in question.
func (p *past) note(ctx context.Context, m core.Message, matches []interest.Match) error {
	f := store.Finding{Message: m}
	for _, match := range matches {
		if p.fresh[match.SKU] && (match.Wants || match.Withdraw) {
			f.Wishes = append(f.Wishes, store.Wish{SKU: match.SKU, Variant: match.Variant, Withdraw: match.Withdraw})
		}
	}
	if len(f.Wishes) == 0 {
		return nil
	}
	p.found = append(p.found, f)
	if len(p.found) < findingsAtOnce {
		return nil
	}
	return p.keep(ctx)
}

// keep writes the findings so far.
func (p *past) keep(ctx context.Context) error {
	if len(p.found) == 0 {
		return nil
	}
	n, err := p.store.AddFindings(ctx, p.found, p.now)
	p.added += n
	p.found = p.found[:0]
	return err
}

// tell counts a message and tells of it now and then.
func (p *past) tell() {
	p.done++
	if p.told != nil && p.done%toldEvery == 0 {
		p.told(p.done, p.of)
	}
}
