package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"shopbell/core"
)

// Lock is what a backup is sealed with: exactly one of the two.
type Lock struct {
	Passphrase string
	Recipient  string // "age1…", the public half of a key: who has only this can seal and not open
}

// Key is what opens a backup: exactly one of the two.
type Key struct {
	Passphrase string
	File       string // an age identity file, as NewKey writes it
}

func (l Lock) recipient(op string, work int) (age.Recipient, error) {
	switch {
	case l.Recipient != "":
		return parseRecipient(op, l.Recipient)
	case l.Passphrase == "":
		return nil, core.E(core.CodeBadInput, op, "a backup needs a passphrase", nil)
	}
	to, err := age.NewScryptRecipient(l.Passphrase)
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "the passphrase cannot be used", err)
	}
	to.SetWorkFactor(work)
	return to, nil
}

// CheckRecipient reports whether a text is the public half of a key, core.CodeBadInput when it is not.
func CheckRecipient(text string) error {
	_, err := parseRecipient("backup.key", text)
	return err
}

func parseRecipient(op, text string) (age.Recipient, error) {
	if strings.HasPrefix(strings.ToUpper(text), "AGE-SECRET-KEY-") {
		return nil, core.E(core.CodeBadInput, op, "this is the secret half of a key: give the other half, which begins with age1", nil)
	}
	to, err := age.ParseX25519Recipient(text)
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "this is no key for backups: one begins with age1", err)
	}
	return to, nil
}

func (k Key) identities(op string) ([]age.Identity, error) {
	if k.File != "" {
		return readIdentities(op, k.File)
	}
	if k.Passphrase == "" {
		return nil, core.E(core.CodeBadInput, op, "the backup needs its passphrase", nil)
	}
	id, err := age.NewScryptIdentity(k.Passphrase)
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "the passphrase cannot be used", err)
	}
	id.SetMaxWorkFactor(workFactor)
	return []age.Identity{id}, nil
}

func readIdentities(op, path string) ([]age.Identity, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, core.E(core.CodeBadInput, op, "there is no such key file", err)
	}
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "the key file cannot be read", err)
	}
	defer func() { _ = f.Close() }()
	ids, err := age.ParseIdentities(f)
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "the key file holds no key", err)
	}
	return ids, nil
}

// refused says why none of the keys fits a file that is sealed in these ways.
func (k Key) refused(sealed []string) string {
	byPassphrase := slices.Contains(sealed, "scrypt")
	switch {
	case k.File != "" && byPassphrase:
		return "this backup is sealed with a passphrase, not for a key"
	case k.File != "":
		return "this key does not open this file"
	case !byPassphrase:
		return "this backup is sealed for a key: name the key file"
	}
	return "the passphrase does not open this file"
}

// NewKey makes a key and writes it into a new file that its owner alone can read, in the form of the age-keygen tool. It
// gives the public half, which is all that sealing needs. A file of that name that is there already stays as it is:
// core.CodeBadInput.
func NewKey(path string, now time.Time) (recipient string, err error) {
	const op = "backup.newkey"
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", core.E(core.CodeUnknown, op, "", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return "", core.E(core.CodeBadInput, op, "there is a file of that name already", err)
	}
	if err != nil {
		return "", core.E(core.CodeBadInput, op, "no file can be made there", err)
	}
	recipient = id.Recipient().String()
	_, err = fmt.Fprintf(f, "# created: %s\n# public key: %s\n%s\n", now.UTC().Format(time.RFC3339), recipient, id)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", core.E(core.CodeDataFull, op, "", errors.Join(err, os.Remove(path)))
	}
	return recipient, nil
}
