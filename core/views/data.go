package views

import (
	"time"

	"shopbell/core"
)

// Backups is what Shopbell copies by itself, and how.
type Backups struct {
	On       bool
	Folder   string       // where they go
	Chosen   string       // the same when the owner chose it, "" for the default
	SameDisk bool         // the folder lies on the disk of the data: a broken disk takes both
	Key      string       // "age1…": sealed for this key; empty: for the passphrase in the keyring
	Last     time.Time    // when the last one was made; zero: never
	Files    []BackupFile // newest first; none when the folder cannot be read
	Failed   *core.Error  // why the last one was not made, nil when it was
	FailedAt time.Time
}

// BackupFile is one copy.
type BackupFile struct {
	Path  string
	At    time.Time
	Bytes int64
	Keep  string // "day", "week" or "month": as which it is kept
}

// BackupOrder is how the owner wants the daily copies. Key and Passphrase both empty: sealed as they are now.
type BackupOrder struct {
	On         bool
	Folder     string     // empty: the folder "backups" in the data folder
	Key        string     // "age1…", as NewBackupKey gives it
	Passphrase core.Token // goes into the keyring; a Token, so that it is never printed
}

// SealOrder asks for one backup now.
type SealOrder struct {
	File       string
	Passphrase core.Token
	Key        string // "age1…": sealed for this key instead of with the passphrase
	Pictures   bool   // with the pictures of messages that are on this computer
}

// BackedUp is a backup that was written.
type BackedUp struct {
	Bytes    int64 // of the sealed file
	Pictures int   // in it
}

// Retention is how long conversations are kept.
type Retention struct {
	Months int // people who neither wrote nor were written to for so many months are erased; 0: kept for ever
	Due    int // people whom that means now
}
