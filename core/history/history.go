// Package history pulls the page's conversations into the store and reads every new customer message once.
//
// There is no webhook: a desktop has no public address. The list of conversations is read newest first until what is
// known; of each changed conversation, messages until what is known. A conversation is kept whole or not at all, so a
// pull that breaks off anywhere is taken up again where it stood. What the page no longer returns stays in the store.
package history

import (
	"context"
	"errors"
	"sync"
	"time"

	"shopbell/core"
	"shopbell/core/interest"
	"shopbell/core/optout"
	"shopbell/core/store"
)

// Page is where conversations are read from.
type Page interface {
	Recent(ctx context.Context, after string, limit, newest int) (list []core.Listed, next string, err error)
	Messages(ctx context.Context, in core.ConversationID, page core.PageID, after string, limit int) (list []core.Message, next string, err error)
}

// Settings of the store that this package keeps.
const (
	settingUpTo     = "history_up_to"     // newest change that a complete reading of the list saw
	settingListedAt = "history_listed_at" // when the last complete reading began
)

const (
	firstPage, firstNewest = 25, 20 // the first pull: few conversations a request, mostly with all their messages
	laterPage, laterNewest = 50, 5
	messagePage            = 50
	// The list names changes by the second, and two answers may come from two computers of the platform.
	overlap = 5 * time.Second
	// settled is after how long a second of the list can bring no more messages.
	settled = 3 * time.Second
)

// Puller pulls one page's history. Its methods may be called from any goroutine; pulls run one after the other.
type Puller struct {
	store  *store.Store
	clock  core.Clock
	stops  func() *optout.Reader
	pageID core.PageID

	mu     sync.Mutex // one pull at a time
	page   Page
	wishes *interest.Reader
	// confirm gives the text that confirms a stop in a language, "" for none.
	confirm func(language string) string
	since   time.Time // stops before it are not confirmed
	retried time.Time // when lagging conversations were last tried again
}

// New makes a puller. stops makes the reader of stops, which is large, for the first message. since is when the page was
// connected: stops from before are heeded, not confirmed.
func New(s *store.Store, page Page, id core.PageID, clock core.Clock, stops func() *optout.Reader, since time.Time) *Puller {
	return &Puller{store: s, page: page, pageID: id, clock: clock, stops: sync.OnceValue(stops), since: since,
		wishes: interest.New(nil), confirm: func(string) string { return "" }}
}

// SetCatalogue replaces the products that messages are read for.
func (p *Puller) SetCatalogue(products []core.Product) {
	r := interest.New(products)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wishes = r
}

// SetConfirm replaces what confirms a stop; it gives "" for no confirmation.
func (p *Puller) SetConfirm(confirm func(language string) string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.confirm = confirm
}

// Progress is how far a pull has come.
type Progress struct {
	Conversations int // looked at
	Changed       int // of them, pulled
	Messages      int // new
}

// Result is what a pull brought.
type Result struct {
	store.Pulled
	Unavailable int // conversations that the page listed and did not give
}

// Pull reads the list until what is known, or to its end when full is set, and every changed conversation. progress may
// be nil. What was pulled before an error is kept.
func (p *Puller) Pull(ctx context.Context, full bool, progress func(Progress)) (Result, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	run := pull{Puller: p, began: p.clock.Now(), full: full, progress: progress}
	err := run.all(ctx)
	return run.got, err
}

// ListedAt is when the last complete reading of the list began; zero: never.
func (p *Puller) ListedAt(ctx context.Context) (time.Time, error) {
	return ListedAt(ctx, p.store)
}

// ListedAt is the same for whoever has only the store.
func ListedAt(ctx context.Context, s *store.Store) (time.Time, error) {
	return s.SettingTime(ctx, settingListedAt)
}

// pull is one run.
type pull struct {
	*Puller
	began    time.Time
	full     bool
	upTo     time.Time // what an earlier run saw
	newest   time.Time
	got      Result
	seen     Progress
	progress func(Progress)
	judged   map[string]bool // what the owner decided about doubtful words
}

func (p *pull) all(ctx context.Context) error {
	var err error
	if p.judged, err = p.store.Judged(ctx); err != nil {
		return err
	}
	if p.upTo, err = p.store.SettingTime(ctx, settingUpTo); err != nil {
		return err
	}
	limit, newest := laterPage, laterNewest
	if p.full || p.upTo.IsZero() {
		limit, newest = firstPage, firstNewest
	}
	after := ""
	for {
		list, next, err := p.page.Recent(ctx, after, limit, newest)
		if err != nil {
			return err
		}
		if err := p.keep(ctx, list); err != nil {
			return err
		}
		if next == "" || p.known(list) {
			break
		}
		after = next
	}
	if err := p.retry(ctx); err != nil {
		return err
	}
	if p.newest.After(p.upTo) {
		if err := p.store.SetTime(ctx, settingUpTo, p.newest); err != nil {
			return err
		}
	}
	return p.store.SetTime(ctx, settingListedAt, p.began)
}

// How often, and how many of, the conversations that the page listed and did not give are tried again.
const (
	retryEvery = time.Minute
	retryMost  = 10
)

// retry pulls conversations that lag behind the list. They would not be seen again: the list is read only until what an
// earlier run saw.
func (p *pull) retry(ctx context.Context) error {
	if p.retried.IsZero() {
		p.retried = p.began // this run has just tried them
	}
	if p.began.Sub(p.retried) < retryEvery {
		return nil
	}
	p.retried = p.began
	list, err := p.store.Lagging(ctx, retryMost)
	if err != nil {
		return err
	}
	for _, t := range list {
		if t.UpdatedAt.After(p.began.Add(-settled)) {
			continue // this run has just read it
		}
		one, err := p.conversation(ctx, core.Listed{Conversation: t.Conversation}, store.Thread{LastSKU: t.LastSKU})
		if err != nil {
			return err
		}
		if err := p.apply(ctx, []store.Pull{one}); err != nil {
			return err
		}
	}
	return nil
}

// known reports whether the rest of the list was seen by an earlier run.
func (p *pull) known(list []core.Listed) bool {
	if p.full || p.upTo.IsZero() || len(list) == 0 {
		return false
	}
	return list[len(list)-1].UpdatedAt.Before(p.upTo.Add(-overlap))
}

// keep pulls the changed conversations of one page of the list and keeps them together.
func (p *pull) keep(ctx context.Context, list []core.Listed) error {
	ids := make([]core.ConversationID, len(list))
	for i, l := range list {
		ids[i] = l.ID
	}
	have, err := p.store.Threads(ctx, ids)
	if err != nil {
		return err
	}
	var pulls []store.Pull
	for _, l := range list {
		p.seen.Conversations++
		if l.UpdatedAt.After(p.newest) {
			p.newest = l.UpdatedAt
		}
		t := have[l.ID]
		if l.CustomerID == "" || !p.full && t.Pulled && !l.UpdatedAt.After(t.UpdatedAt) {
			if t.CustomerID == l.CustomerID && l.Name != t.Name && !store.Nobody(l.Name) {
				pulls = append(pulls, store.Pull{Conversation: l.Conversation}) // the customer has a new name
			}
			continue
		}
		p.seen.Changed++
		one, err := p.conversation(ctx, l, t)
		if err != nil {
			return errors.Join(err, p.apply(context.WithoutCancel(ctx), pulls))
		}
		pulls = append(pulls, one)
	}
	return p.apply(ctx, pulls)
}

func (p *pull) apply(ctx context.Context, pulls []store.Pull) error {
	if len(pulls) > 0 {
		got, err := p.store.Apply(ctx, pulls, p.clock.Now())
		if err != nil {
			return err
		}
		p.got.Pulled = p.got.Add(got)
		p.seen.Messages += got.Messages
	}
	if p.progress != nil {
		p.progress(p.seen)
	}
	return nil
}

// conversation gathers the messages of one conversation back to what is here, and reads the new ones. A conversation
// that the page lists but does not give is counted and tried again with the next pull.
func (p *pull) conversation(ctx context.Context, l core.Listed, t store.Thread) (store.Pull, error) {
	msgs, whole := l.Newest, l.Count > 0 && len(l.Newest) >= l.Count
	if !whole && !p.reaches(msgs, t) {
		var err error
		if msgs, err = p.messages(ctx, l, t); err != nil {
			if passing(err) {
				return store.Pull{}, err
			}
			p.got.Unavailable++
			return store.Pull{Conversation: l.Conversation}, nil
		}
	}
	return p.read(ctx, l.Conversation, msgs, t)
}

// passing reports whether an error concerns the whole pull and not one conversation.
func passing(err error) bool {
	switch core.CodeOf(err) {
	case core.CodePlatform, core.CodeNotFound, core.CodeAppAccess:
		return false
	}
	return true
}

// reaches reports whether messages go back to before what was pulled, so that nothing lies between.
func (p *pull) reaches(msgs []core.Message, t store.Thread) bool {
	if p.full || !t.Pulled || len(msgs) == 0 {
		return false
	}
	return msgs[len(msgs)-1].At.Before(t.UpdatedAt.Add(-time.Second))
}

func (p *pull) messages(ctx context.Context, l core.Listed, t store.Thread) ([]core.Message, error) {
	var all []core.Message
	for after := ""; ; {
		list, next, err := p.page.Messages(ctx, l.ID, p.pageID, after, messagePage)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
		if next == "" || p.reaches(all, t) {
			return all, nil
		}
		after = next
	}
}
