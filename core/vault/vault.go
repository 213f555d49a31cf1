// Package vault keeps the page's token in the operating system's keyring: Secret Service on Linux, Keychain on macOS,
// Credential Manager on Windows. It is the only code that asks a keyring.
//
// A keyring may ask its user for a password and wait for ever, so every call here ends after a time limit. A call that
// the keyring still holds goes on in the background; until it ends no other is started, and callers wait for it within
// their own time limit. There is one entry per page and address, so a token for the real page is never handed to
// a simulator. Tokens are never written to a file: where no keyring can be had, a Session keeps them in memory.
//
// A Vault or Session may be used from any number of goroutines. None of their methods belongs on a window's own
// goroutine: each may take as long as the time limit.
package vault

import (
	"context"
	"errors"
	"time"

	"github.com/zalando/go-keyring"

	"shopbell/core"
)

// DefaultTimeout is how long a keyring may take: long enough to type a password into its prompt.
const DefaultTimeout = 10 * time.Second

// Vault is the part of the operating system's keyring that belongs to Shopbell.
type Vault struct {
	service string
	timeout time.Duration
	turn    chan struct{} // holds one value while a call is under way
}

// New makes a vault for entries under a service name. A timeout of 0 is DefaultTimeout. It asks the keyring nothing.
func New(service string, timeout time.Duration) *Vault {
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	return &Vault{service: service, timeout: timeout, turn: make(chan struct{}, 1)}
}

// Save stores the token of a page as it is used towards one address (in the form that graph.CheckBase gives), in place of
// an earlier one.
// Errors: CodeTokenMissing, CodeBadInput, and those of the keyring: CodeKeyringNone, CodeKeyringLocked,
// CodeKeyringTimeout, CodeKeyringTooBig.
func (v *Vault) Save(ctx context.Context, page core.PageID, base string, t core.Token) error {
	const op = "vault.save"
	if t.IsZero() {
		return core.E(core.CodeTokenMissing, op, "", nil)
	}
	entry, err := entryOf(op, page, base)
	if err != nil {
		return err
	}
	_, err = v.ask(ctx, op, func() (string, error) { return "", keyring.Set(v.service, entry, t.Reveal()) })
	return err
}

// Load gives the token of a page for one address. CodeTokenMissing when there is none; else as Save.
func (v *Vault) Load(ctx context.Context, page core.PageID, base string) (core.Token, error) {
	const op = "vault.load"
	entry, err := entryOf(op, page, base)
	if err != nil {
		return core.Token{}, err
	}
	secret, err := v.ask(ctx, op, func() (string, error) { return keyring.Get(v.service, entry) })
	if err != nil {
		return core.Token{}, err
	}
	if secret == "" {
		return core.Token{}, core.E(core.CodeTokenMissing, op, "", nil)
	}
	return core.NewToken(secret), nil
}

// Delete removes the token of a page for one address. One that is not there is no error; else as Save.
func (v *Vault) Delete(ctx context.Context, page core.PageID, base string) error {
	const op = "vault.delete"
	entry, err := entryOf(op, page, base)
	if err != nil {
		return err
	}
	_, err = v.ask(ctx, op, func() (string, error) { return "", keyring.Delete(v.service, entry) })
	if core.CodeOf(err) == core.CodeTokenMissing {
		return nil
	}
	return err
}

// Clear removes everything that the vault's service keeps: the tokens of all pages and what else was put there. Nothing
// there is no error; else as Save.
func (v *Vault) Clear(ctx context.Context) error {
	_, err := v.ask(ctx, "vault.clear", func() (string, error) { return "", keyring.DeleteAll(v.service) })
	if core.CodeOf(err) == core.CodeTokenMissing {
		return nil
	}
	return err
}

// entryOf names an entry. A space stands in neither part, so two pairs never share a name.
func entryOf(op string, page core.PageID, base string) (string, error) {
	if !printable(string(page)) || !printable(base) {
		return "", core.E(core.CodeBadInput, op, "an entry needs a page id and an address", nil)
	}
	return string(page) + " " + base, nil
}

func printable(s string) bool {
	for _, r := range s {
		if r <= ' ' || r > '~' {
			return false
		}
	}
	return s != ""
}

// answer is what a keyring call came to.
type answer struct {
	secret string
	err    error
}

// ask makes one keyring call in a goroutine of its own and waits for it, at most the time limit in all, the wait for an
// earlier call included.
func (v *Vault) ask(ctx context.Context, op string, call func() (string, error)) (string, error) {
	if !HasBus() {
		return "", core.E(core.CodeKeyringNone, op, "there is no session bus", nil)
	}
	ctx, cancel := context.WithTimeout(ctx, v.timeout)
	defer cancel()
	select {
	case v.turn <- struct{}{}:
	case <-ctx.Done():
		return "", gaveUp(ctx, op)
	}
	done := make(chan answer, 1) // room for one, so that a late call can end without a reader
	go func() {
		a := guarded(call)
		<-v.turn
		done <- a
	}()
	select {
	case a := <-done:
		return a.secret, sorted(op, a.err)
	case <-ctx.Done():
		return "", gaveUp(ctx, op)
	}
}

// errBroken stands for a keyring that broke off in the middle of a call.
var errBroken = errors.New("the keyring broke off")

// guarded makes a call that cannot bring the program down: the keyring library panics when the bus goes away while a
// prompt is open.
func guarded(call func() (string, error)) (a answer) {
	defer func() {
		if recover() != nil {
			a = answer{err: errBroken}
		}
	}()
	secret, err := call()
	return answer{secret, err}
}

// gaveUp tells the time limit from a caller who went away.
func gaveUp(ctx context.Context, op string) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return core.E(core.CodeKeyringTimeout, op, "", ctx.Err())
	}
	return core.E(core.CodeUnknown, op, "given up", ctx.Err())
}

// sorted gives a keyring's failure its code. Two failures have a type; of the rest only the Linux bus says more, and
// otherwise a keyring that is there and does not give the entry is locked or denies it.
func sorted(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return core.E(core.CodeTokenMissing, op, "", nil)
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return core.E(core.CodeKeyringTooBig, op, "", nil)
	case errors.Is(err, keyring.ErrUnsupportedPlatform) || noService(err):
		return core.E(core.CodeKeyringNone, op, "", err)
	}
	return core.E(core.CodeKeyringLocked, op, "", err)
}
