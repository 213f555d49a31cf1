package pictures

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"shopbell/core"
)

// Peek reads a picture whole without noting that it was looked at, and tells when it last was of use. core.CodeNotFound
// when it is not here.
func (c *Cache) Peek(hash string) (data []byte, used time.Time, err error) {
	const op = "pictures.peek"
	path, ok := c.path(hash)
	if !ok {
		return nil, used, core.E(core.CodeNotFound, op, "picture", nil)
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() <= MaxFile {
		data, err = os.ReadFile(path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, used, core.E(core.CodeNotFound, op, "picture", err)
	}
	if err != nil {
		return nil, used, core.E(core.CodeDataDamaged, op, "", err)
	}
	return data, info.ModTime(), nil
}

// Carry moves pictures that are wanted from another folder of the same disk into this one, and counts them. It makes no
// room: what is too much goes with the next picture.
func (c *Cache) Carry(from *Cache, wanted map[string]bool) (n int, err error) {
	const op = "pictures.carry"
	c.mu.Lock()
	defer c.mu.Unlock()
	from.mu.Lock()
	defer from.mu.Unlock()
	if err := errors.Join(c.load(), from.load()); err != nil {
		return 0, err
	}
	for hash, k := range from.files {
		if _, here := c.files[hash]; here || !wanted[hash] {
			continue
		}
		old, _ := from.path(hash)
		path, _ := c.path(hash)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return n, core.E(core.CodeDataReadOnly, op, "", err)
		}
		if err := os.Rename(old, path); err != nil {
			return n, core.E(core.CodeDataReadOnly, op, "", err)
		}
		c.files[hash], c.total = k, c.total+k.size
		delete(from.files, hash)
		from.total -= k.size
		n++
	}
	return n, nil
}
