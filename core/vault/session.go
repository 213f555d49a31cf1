package vault

import (
	"context"
	"sync"

	"shopbell/core"
)

// Session keeps tokens in memory until the program ends, for computers without a usable keyring and for the practice
// shop. It has a Vault's methods. Make one with NewSession.
type Session struct {
	mu      sync.Mutex
	entries map[string]core.Token
}

// NewSession starts with no token.
func NewSession() *Session { return &Session{entries: map[string]core.Token{}} }

// Save keeps the token of a page for one address. Errors: CodeTokenMissing, CodeBadInput.
func (s *Session) Save(_ context.Context, page core.PageID, base string, t core.Token) error {
	const op = "vault.session.save"
	if t.IsZero() {
		return core.E(core.CodeTokenMissing, op, "", nil)
	}
	entry, err := entryOf(op, page, base)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries[entry] = t
	return nil
}

// Load gives the token of a page for one address. Errors: CodeTokenMissing, CodeBadInput.
func (s *Session) Load(_ context.Context, page core.PageID, base string) (core.Token, error) {
	const op = "vault.session.load"
	entry, err := entryOf(op, page, base)
	if err != nil {
		return core.Token{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, has := s.entries[entry]
	if !has {
		return core.Token{}, core.E(core.CodeTokenMissing, op, "", nil)
	}
	return t, nil
}

// Delete forgets the token of a page for one address. One that is not there is no error.
func (s *Session) Delete(_ context.Context, page core.PageID, base string) error {
	entry, err := entryOf("vault.session.delete", page, base)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.entries, entry)
	return nil
}

// State tells whether there is a token.
func (s *Session) State(ctx context.Context, page core.PageID, base string) State {
	_, err := s.Load(ctx, page, base)
	return stateOf(err)
}
