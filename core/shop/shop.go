// Package shop is the use cases: what the windows and the commands call, one file each. It holds no rule of its own;
// it brings the store, the page, the readers and the outbox together, and publishes an event after every commit, so
// that screens reload.
//
// A Shop is safe for concurrent use. Methods block until they are done: windows call them off the UI goroutine.
package shop

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/graph"
	"shopbell/core/history"
	"shopbell/core/optout"
	"shopbell/core/outbox"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Vault keeps the token of one page and base address.
type Vault interface {
	Save(ctx context.Context, page core.PageID, base string, t core.Token) error
	Load(ctx context.Context, page core.PageID, base string) (core.Token, error)
	Delete(ctx context.Context, page core.PageID, base string) error
}

// Config says what a Shop works with. Store and Vault are required.
type Config struct {
	Store    *store.Store
	Vault    Vault
	Base     string     // Graph address; empty: the platform
	Practice bool       // the practice shop
	Token    core.Token // used instead of the vault's, never stored; for the practice shop
	Clock    core.Clock // nil: the computer's
	Log      *slog.Logger
	Zone     *time.Location // the shop's, until a rule names one; nil: time.Local
}

// Shop is one data folder in use.
type Shop struct {
	cfg   Config
	store *store.Store
	clock *core.CorrectedClock
	log   *slog.Logger
	stops func() *optout.Reader // made with the first message that is read

	mu           sync.Mutex
	session      core.Token // kept for this run only
	line         *line      // nil until it is needed
	offline      time.Time
	offlineWhy   core.Code
	syncing      bool
	checked      check
	ledgerBroken int64 // first entry that is not as it was written

	events  bus
	kick    chan struct{} // wakes the sender
	chores  chan struct{} // wakes what is done once a day
	album   album
	looks   looks
	noting  sync.Mutex   // held while the products are noted whose history is unread
	reading atomic.Int32 // readings of products under way
	sending sync.Mutex   // one outbox runs at a time, also while a new connection replaces an older one
}

// check is what the platform last said about the token.
type check struct {
	state views.TokenState
	at    time.Time
}

// line is everything that needs the page: made once the token is known.
type line struct {
	page   core.Page
	client *graph.Client
	puller *history.Puller
	outbox *outbox.Outbox
}

// New makes a shop. It opens no connection and asks no keyring.
func New(cfg Config) *Shop {
	if cfg.Clock == nil {
		cfg.Clock = core.SystemClock{}
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Zone == nil {
		cfg.Zone = time.Local
	}
	return &Shop{
		cfg: cfg, store: cfg.Store, clock: core.NewCorrectedClock(cfg.Clock), log: cfg.Log, stops: sync.OnceValue(optout.New),
		session: cfg.Token, kick: make(chan struct{}, 1), chores: make(chan struct{}, 1), checked: check{state: views.TokenUnknown},
		album: album{wake: make(chan struct{}, 1)},
	}
}

// Now is the corrected time that all rules use.
func (s *Shop) Now() time.Time { return s.clock.Now() }

// connection gives what needs the page, making it when it is first needed.
// Errors: core.CodeNotConnected, core.CodeTokenMissing, the keyring's.
func (s *Shop) connection(ctx context.Context) (*line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line != nil {
		return s.line, nil
	}
	page, err := s.store.Page(ctx)
	if err != nil {
		return nil, err
	}
	if page.ID == "" {
		return nil, core.E(core.CodeNotConnected, "shop.connection", "", nil)
	}
	token := s.session
	if token.IsZero() {
		if token, err = s.cfg.Vault.Load(ctx, page.ID, s.cfg.Base); err != nil {
			s.checked = check{state: lockedOrNone(err), at: s.clock.Now()}
			return nil, err
		}
	}
	s.line, err = s.open(ctx, page, token)
	return s.line, err
}

func lockedOrNone(err error) views.TokenState {
	if c := core.CodeOf(err); c == core.CodeTokenMissing || c == core.CodeNotFound {
		return views.TokenNone
	}
	return views.TokenLocked
}

// open builds the line for a page and a token. The caller holds the lock.
func (s *Shop) open(ctx context.Context, page core.Page, token core.Token) (*line, error) {
	client, err := s.client(ctx, page.ID, token)
	if err != nil {
		return nil, err
	}
	since, err := s.store.SettingTime(ctx, settingConnectedAt)
	if err != nil {
		return nil, err
	}
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	may, err := s.features(ctx)
	if err != nil {
		return nil, err
	}
	l := &line{page: page, client: client}
	l.puller = history.New(s.store, client, page.ID, s.clock, s.stops, since)
	l.puller.SetCatalogue(products)
	l.puller.SetConfirm(confirmation(rules))
	l.outbox = outbox.New(outbox.Config{
		Store: s.store, Page: client, PageID: page.ID, Puller: l.puller, Clock: s.clock, Rules: s.rules,
		HumanAgent: may.humanAgent, Utility: may.utility,
		Notify: func() { s.publish(views.Event{Kind: views.EventOutbox}) },
	})
	return l, nil
}

func confirmation(r policy.Rules) func(string) string {
	if !r.StopConfirm {
		return func(string) string { return "" }
	}
	return compose.StopConfirmation
}

// client makes a Graph client. Where the rules lift the pace, towards loopback only, reading is not paced either.
func (s *Shop) client(ctx context.Context, page core.PageID, token core.Token) (*graph.Client, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	cfg := graph.Config{Base: s.cfg.Base, Token: token, Page: page, Observe: s.clock.Observe, Clock: s.cfg.Clock}
	if rules.Pace == 0 && s.loopback() {
		cfg.ReadsPerSecond = -1
	}
	return graph.New(cfg)
}

// loopback reports whether the page is a simulator on this computer.
func (s *Shop) loopback() bool {
	_, loopback, err := graph.CheckBase(s.cfg.Base)
	return err == nil && loopback
}

// forget drops the line, for example for a new token.
func (s *Shop) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.line = nil
}

// rules gives the shop's rules as they are set.
func (s *Shop) rules(ctx context.Context) (policy.Rules, error) {
	r := policy.Defaults(s.cfg.Zone)
	kept, err := s.store.RuleSettings(ctx)
	if err != nil {
		return r, err
	}
	for _, name := range policy.Names() {
		if v, ok := kept[name]; ok {
			if err := r.Set(name, v); err != nil {
				return r, err
			}
		}
	}
	return r, nil
}
