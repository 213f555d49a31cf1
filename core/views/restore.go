package views

import "shopbell/core"

// RestoreOrder names a backup and what opens it: one of the two.
type RestoreOrder struct {
	File       string
	Passphrase core.Token
	KeyFile    string
}

// Restored tells where the older data is now.
type Restored struct {
	Before string   // the file that holds it, "" when there was none
	Unread []string // parts of it that were damaged and could not be carried over
}
