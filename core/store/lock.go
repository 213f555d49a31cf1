package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"shopbell/core"
)

// lock is the single writer's lock of a data folder. The operating system releases it when the process dies.
type lock struct{ f *flock.Flock }

const (
	lockName   = "writer.lock"
	holderName = "writer.txt" // who holds it, for the message to the second one; a hint only
)

func takeLock(dir string) (*lock, error) {
	const op = "store.lock"
	f := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	ok, err := f.TryLock()
	if err != nil {
		return nil, fault(op, err)
	}
	if !ok {
		return nil, core.E(core.CodeDataBusy, op, holder(dir), nil)
	}
	who := fmt.Sprintf("process %d, since %s", os.Getpid(), time.Now().UTC().Format(time.RFC3339))
	if err := os.WriteFile(filepath.Join(dir, holderName), []byte(who), 0o600); err != nil {
		_ = f.Unlock()
		return nil, fault(op, err)
	}
	return &lock{f}, nil
}

func (l *lock) release() { _ = l.f.Unlock() }

// holder tells who has the lock. Whoever has just taken it is given a moment to write it down.
func holder(dir string) string {
	for range 20 {
		b, err := os.ReadFile(filepath.Join(dir, holderName))
		if who := strings.TrimSpace(string(b)); err == nil && who != "" && len(b) <= 200 {
			return who
		}
		time.Sleep(5 * time.Millisecond)
	}
	return "another process"
}
