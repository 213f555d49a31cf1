// Package pictures keeps copies of the pictures of conversations on this computer, since the platform's addresses of
// them expire, and fetches them.
//
// A Cache is a folder in which every file is named by the SHA-256 of what it holds: the same picture is there once,
// whoever sent it. A file is there whole or not at all; it is a picture of a known kind, and of a size that can be
// decoded safely. When the room is used up, what was sent or looked at longest ago goes first.
//
// A Cache may be used from any number of goroutines; one process at a time puts pictures in.
package pictures

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"shopbell/core"
)

// DefaultLimit is the room that pictures may take, in bytes, unless the owner says otherwise.
const DefaultLimit int64 = 2 << 30

// Reasons for which a picture is not kept.
var (
	// ErrUnfit is for what is too large, of an unknown kind, or no picture.
	ErrUnfit = errors.New("not a picture that can be kept")
	// ErrNoRoom is for a picture that is older than everything that fills the room.
	ErrNoRoom = errors.New("the room for pictures is used up by newer ones")
)

// Cache is a folder of pictures. Make one with New.
type Cache struct {
	dir string

	spare sync.Pool // of *bytes.Buffer

	mu    sync.Mutex
	limit int64
	files map[string]kept // nil until it is first needed
	total int64
}

type kept struct {
	size int64
	used time.Time
}

// New makes a cache of a folder, which is made with the first picture. limit is in bytes.
func New(dir string, limit int64) *Cache { return &Cache{dir: dir, limit: limit} }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// path gives where a picture lies. Only hashes have a place: nothing else leads to a file.
func (c *Cache) path(hash string) (string, bool) {
	if !hashForm.MatchString(hash) {
		return "", false
	}
	return filepath.Join(c.dir, hash[:2], hash), true
}

// Has reports whether a picture is here.
func (c *Cache) Has(hash string) bool {
	path, ok := c.path(hash)
	if !ok {
		return false
	}
	_, err := os.Stat(path)
	return err == nil
}

// useEvery is how exactly it is remembered when a picture was last looked at.
const useEvery = time.Hour

// Open opens a picture and notes that it was looked at. core.CodeNotFound when it is not here.
func (c *Cache) Open(hash string, now time.Time) (*os.File, error) {
	path, ok := c.path(hash)
	if !ok {
		return nil, core.E(core.CodeNotFound, "pictures.open", "picture", nil)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, core.E(core.CodeNotFound, "pictures.open", "picture", err)
	}
	if info, err := f.Stat(); err == nil && now.Sub(info.ModTime()) > useEvery {
		c.used(hash, path, now)
	}
	return f, nil
}

// Read reads a picture whole, as Open.
func (c *Cache) Read(hash string, now time.Time) ([]byte, error) {
	f, err := c.Open(hash, now)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, core.E(core.CodeDataDamaged, "pictures.read", "", err)
	}
	return data, nil
}

// Limit is the room that pictures may take, in bytes.
func (c *Cache) Limit() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.limit
}

// used notes when a picture was last of use. A folder that cannot be written goes on showing its pictures.
func (c *Cache) used(hash, path string, at time.Time) {
	_ = os.Chtimes(path, at, at)
	c.mu.Lock()
	defer c.mu.Unlock()
	if k, ok := c.files[hash]; ok && at.After(k.used) {
		c.files[hash] = kept{k.size, at}
	}
}

// Put keeps a picture that was sent, or is looked at, at a time, and gives its hash. Errors: ErrUnfit, ErrNoRoom,
// core.CodeDataFull or core.CodeDataReadOnly; r's own.
func (c *Cache) Put(r io.Reader, at time.Time) (hash string, err error) {
	room, _ := c.spare.Get().(*bytes.Buffer) // thousands come in a row, of megabytes each
	if room == nil {
		room = new(bytes.Buffer)
	}
	defer c.spare.Put(room)
	room.Reset()
	if _, err := room.ReadFrom(io.LimitReader(r, MaxFile+1)); err != nil {
		return "", err
	}
	data := room.Bytes()
	if _, err := Inspect(data); err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	if err := c.keep(hash, data, at); err != nil {
		return "", err
	}
	return hash, nil
}

// keep puts a picture under a name that is like a hash, unless one is there.
func (c *Cache) keep(hash string, data []byte, at time.Time) error {
	path, _ := c.path(hash)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return err
	}
	if k, ok := c.files[hash]; ok {
		if at.After(k.used) {
			_ = os.Chtimes(path, at, at) // only the order of going depends on it
			c.files[hash] = kept{k.size, at}
		}
		return nil
	}
	size := int64(len(data))
	if err := c.makeRoom(size, at); err != nil {
		return err
	}
	if err := c.write(path, data, at); err != nil {
		return err
	}
	c.files[hash] = kept{size, at}
	c.total += size
	return nil
}

// newPrefix begins the names of files that are not whole yet.
const newPrefix = "new-"

// write puts a file in its place, whole or not at all.
func (c *Cache) write(path string, data []byte, at time.Time) error {
	const op = "pictures.put"
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return core.E(core.CodeDataReadOnly, op, "", err)
	}
	f, err := os.CreateTemp(c.dir, newPrefix) // readable by its owner alone
	if err != nil {
		return core.E(core.CodeDataReadOnly, op, "", err)
	}
	_, err = io.Copy(f, bytes.NewReader(data))
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = errors.Join(os.Chtimes(f.Name(), at, at), os.Rename(f.Name(), path))
	}
	if err != nil {
		return core.E(core.CodeDataFull, op, "", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// Room reports whether a picture that was sent at a time would find room.
func (c *Cache) Room(at time.Time) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return false, err
	}
	if c.total < c.limit {
		return true, nil
	}
	for _, k := range c.files {
		if k.used.Before(at) {
			return c.limit > 0, nil
		}
	}
	return false, nil
}

// makeRoom lets the pictures go that were of use longest ago, and only such as are older than the new one. A little more
// goes than is needed, so that the next picture finds room. The caller holds the lock.
func (c *Cache) makeRoom(size int64, at time.Time) error {
	need := c.total + size - c.limit
	if need <= 0 {
		return nil
	}
	if size > c.limit {
		return ErrNoRoom
	}
	older := make([]string, 0, len(c.files))
	var could int64
	for h, k := range c.files {
		if k.used.Before(at) {
			older = append(older, h)
			could += k.size
		}
	}
	if could < need {
		return ErrNoRoom
	}
	slices.SortFunc(older, func(a, b string) int { return c.files[a].used.Compare(c.files[b].used) })
	need += c.limit / 50
	for _, h := range older {
		if need <= 0 {
			break
		}
		need -= c.files[h].size
		if err := c.remove(h); err != nil {
			return err
		}
	}
	return nil
}

// SetLimit changes the room, in bytes. What is too much goes at once.
func (c *Cache) SetLimit(limit int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit = max(limit, 0)
	if err := c.load(); err != nil {
		return err
	}
	all := make([]string, 0, len(c.files))
	for h := range c.files {
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b string) int { return c.files[a].used.Compare(c.files[b].used) })
	for _, h := range all {
		if c.total <= c.limit {
			break
		}
		if err := c.remove(h); err != nil {
			return err
		}
	}
	return nil
}

// Remove takes a picture away; one that is not here is no error.
func (c *Cache) Remove(hash string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return err
	}
	return c.remove(hash)
}

func (c *Cache) remove(hash string) error {
	path, ok := c.path(hash)
	if !ok {
		return nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return core.E(core.CodeDataReadOnly, "pictures.remove", "", err)
	}
	c.total -= c.files[hash].size
	delete(c.files, hash)
	return nil
}

// Sweep takes every picture away that nobody wants any more, with what a crash left behind, and counts them.
func (c *Cache) Sweep(wanted func(hash string) bool) (removed int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files = nil // as the folder is, not as it is remembered
	if err := c.load(); err != nil {
		return 0, err
	}
	for h := range c.files {
		if wanted(h) {
			continue
		}
		if err := c.remove(h); err != nil {
			return removed, err
		}
		removed++
	}
	left, err := filepath.Glob(filepath.Join(c.dir, newPrefix+"*"))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	if err != nil {
		return removed, core.E(core.CodeDataReadOnly, "pictures.sweep", "", err)
	}
	return removed, nil
}

// Total tells how much is kept.
func (c *Cache) Total() (bytes int64, files int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	err = c.load()
	return c.total, len(c.files), err
}

// load reads the folder once. The caller holds the lock.
func (c *Cache) load() error {
	if c.files != nil {
		return nil
	}
	files, total := map[string]kept{}, int64(0)
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !hashForm.MatchString(d.Name()) || !strings.HasPrefix(d.Name(), filepath.Base(filepath.Dir(path))) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files[d.Name()] = kept{info.Size(), info.ModTime()}
		total += info.Size()
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return core.E(core.CodeDataReadOnly, "pictures.load", "", err)
	}
	c.files, c.total = files, total
	return nil
}
