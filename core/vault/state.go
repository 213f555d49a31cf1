package vault

import (
	"context"

	"shopbell/core"
)

// State is what a keyring has for one page and address.
type State string

// The states of an entry.
const (
	StateStored State = "stored"
	StateEmpty  State = "empty"   // the keyring is there and holds no token
	StateLocked State = "locked"  // locked, or its user said no
	StateNone   State = "none"    // this computer has no keyring
	StateLate   State = "timeout" // no answer within the time limit
)

// State asks the keyring for the entry and tells what came of it. Like Load it may open the keyring's prompt.
func (v *Vault) State(ctx context.Context, page core.PageID, base string) State {
	_, err := v.Load(ctx, page, base)
	return stateOf(err)
}

func stateOf(err error) State {
	switch core.CodeOf(err) {
	case "":
		return StateStored
	case core.CodeTokenMissing, core.CodeBadInput:
		return StateEmpty
	case core.CodeKeyringNone:
		return StateNone
	case core.CodeKeyringLocked:
		return StateLocked
	}
	return StateLate
}
