//go:build e2e

package e2e

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopbell/core/store"
)

// sector is what a disk writes whole.
const sector = 512

// disk is what a disk holds of a folder, as far as it has promised anything: it plays what testdata/power.c wrote down
// and tells what a power cut would leave. A file's bytes are promised by a sync of the file, names by a sync of the
// folder. Files that nobody opened through the C library are left as they are.
type disk struct {
	folder string
	names  map[string]*file // as programs see them
	kept   map[string]*file // as they would be found after a cut
	open   map[int32]*file
	moves  []move // of names, not promised yet
}

// file is one file, whatever its name.
type file struct {
	kept    []byte
	pending []change // since the last sync
	folder  bool
	seen    bool // opened through the C library
}

// change is a write, or a cut to a size when bytes is nil.
type change struct {
	at    int64
	bytes []byte
}

// move gives a name to a file, or takes it away when file is nil.
type move struct {
	name string
	file *file
}

// newDisk takes everything in a folder as promised. No program may have it open.
func newDisk(folder string) (*disk, error) {
	d := &disk{folder: folder, names: map[string]*file{}, kept: map[string]*file{}}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasSuffix(e.Name(), "-shm") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		f := &file{kept: b}
		d.names[e.Name()], d.kept[e.Name()] = f, f
	}
	return d, nil
}

// head is what stands before a record's bytes, see testdata/power.c.
type head struct {
	What, File int32
	At, Size   int64
}

// play makes what a log tells. A record that was cut short did not happen.
func (d *disk) play(log []byte) error {
	for r := bytes.NewReader(log); ; {
		var h head
		if err := binary.Read(r, binary.LittleEndian, &h); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		} else if err != nil {
			return err
		}
		if h.Size > int64(r.Len()) {
			return nil
		}
		b := make([]byte, h.Size)
		if _, err := io.ReadFull(r, b); err != nil {
			return err
		}
		if err := d.do(h, b); err != nil {
			return err
		}
	}
}

func (d *disk) do(h head, b []byte) error {
	f := d.open[h.File]
	if f == nil && strings.ContainsRune("CWTS", h.What) {
		return fmt.Errorf("%c of the descriptor %d, which is not open", h.What, h.File)
	}
	switch h.What {
	case 'P':
		d.open = map[int32]*file{}
	case 'O':
		d.open[h.File] = d.find(string(b), h.At != 0)
	case 'C':
		delete(d.open, h.File)
	case 'W':
		f.pending = append(f.pending, change{h.At, b})
	case 'T':
		f.pending = append(f.pending, change{at: h.At})
	case 'S':
		d.sync(f)
	case 'R':
		from, to, _ := strings.Cut(string(b), "\x00")
		d.rename(move{to, d.names[from]}, move{name: from})
	case 'U':
		d.rename(move{name: string(b)})
	default:
		return fmt.Errorf("a record %c", h.What)
	}
	return nil
}

func (d *disk) find(name string, empty bool) *file {
	if name == "" {
		return &file{folder: true}
	}
	f := d.names[name]
	if f == nil {
		f = new(file)
		d.rename(move{name, f})
	}
	f.seen = true
	if empty {
		f.pending = append(f.pending, change{})
	}
	return f
}

func (d *disk) rename(moves ...move) {
	for _, m := range moves {
		m.do(d.names)
	}
	d.moves = append(d.moves, moves...)
}

func (m move) do(names map[string]*file) {
	if m.file == nil {
		delete(names, m.name)
		return
	}
	names[m.name] = m.file
}

func (d *disk) sync(f *file) {
	if f.folder {
		for _, m := range d.moves {
			m.do(d.kept)
		}
		d.moves = nil
		return
	}
	for _, c := range f.pending {
		c.do(f, func(int64) bool { return true })
	}
	f.pending = nil
}

// do makes a change, as far as its sectors arrived.
func (c change) do(f *file, arrived func(at int64) bool) {
	if c.bytes == nil {
		f.size(c.at)
		f.kept = f.kept[:c.at]
		return
	}
	for b, at := c.bytes, c.at; len(b) > 0; {
		n := min(int64(len(b)), sector-at%sector)
		if arrived(at) {
			f.size(at + n)
			copy(f.kept[at:], b[:n])
		}
		b, at = b[n:], at+n
	}
}

// size makes a file at least so long.
func (f *file) size(n int64) {
	if short := n - int64(len(f.kept)); short > 0 {
		f.kept = append(f.kept, make([]byte, short)...)
	}
}

// cut is a power cut: what was not promised is kept, lost or torn as r decides, and the folder becomes what is left.
// With forgets everything that was not promised is lost.
func (d *disk) cut(r *rand.Rand, forgets bool) error {
	files := d.all()
	moved := 0
	if !forgets {
		moved = r.IntN(len(d.moves) + 1) // a file system keeps names in order
	}
	for _, m := range d.moves[:moved] {
		m.do(d.kept)
	}
	for _, f := range files {
		f.tear(r, forgets)
	}
	d.moves, d.open = nil, nil
	for name := range d.names {
		if d.kept[name] == nil {
			if err := os.Remove(filepath.Join(d.folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	d.names = map[string]*file{}
	for name, f := range d.kept {
		d.names[name] = f
		if !f.seen {
			continue
		}
		if err := os.WriteFile(filepath.Join(d.folder, name), f.kept, 0o600); err != nil {
			return err
		}
	}
	err := os.Remove(filepath.Join(d.folder, "shopbell.db-shm")) // memory
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// all lists the files that a cut can meet, in an order of its own, so that a seed tells all.
func (d *disk) all() []*file {
	var list []*file
	for _, names := range []map[string]*file{d.names, d.kept} {
		sorted := make([]string, 0, len(names))
		for name := range names {
			sorted = append(sorted, name)
		}
		slices.Sort(sorted)
		for _, name := range sorted {
			if !slices.Contains(list, names[name]) {
				list = append(list, names[name])
			}
		}
	}
	return list
}

// tear decides what arrived of the writes since the last sync: nothing, everything, some of them, or some sectors.
func (f *file) tear(r *rand.Rand, forgets bool) {
	way := r.IntN(4)
	if forgets {
		way = 0
	}
	for _, c := range f.pending {
		whole := r.IntN(2) == 0
		switch {
		case way == 0, way > 1 && c.bytes == nil && !whole:
		case way == 1, c.bytes == nil:
			c.do(f, func(int64) bool { return true })
		default:
			c.do(f, func(int64) bool { return way == 2 && whole || way == 3 && r.IntN(2) == 0 })
		}
	}
	f.pending = nil
}

// A disk keeps what was promised, and of the rest any sectors.
func TestDisk(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, store.FileName)
	was := bytes.Repeat([]byte("a"), 3*sector)
	var log []byte
	record := func(what rune, at int64, b string) {
		log, _ = binary.Append(log, binary.LittleEndian, head{what, 5, at, int64(len(b))}) // never fails with numbers
		log = append(log, b...)
	}
	record('P', 0, "")
	record('O', 0, store.FileName)
	record('W', sector-1, "bb")
	record('S', 0, "")
	record('W', 0, strings.Repeat("c", 2*sector))
	record('W', 3*sector, "d")
	record('S', 0, "") // cut short below
	log = log[:len(log)-1]
	torn := map[string]bool{}
	for seed := range uint64(200) {
		if err := os.WriteFile(path, was, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := newDisk(folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.play(log); err != nil {
			t.Fatal(err)
		}
		if err := d.cut(rand.New(rand.NewPCG(seed, 0)), seed == 0); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		runs := slices.Compact(got)
		if seed == 0 && string(runs) != "aba" {
			t.Errorf("nothing but what was promised: %s", runs)
		}
		torn[string(runs)] = true
	}
	var all []string
	for runs := range torn {
		all = append(all, runs)
	}
	slices.Sort(all)
	// Neither of the two sectors, the first, the second or both; with and without the byte at the end.
	if want := []string{"aba", "abad", "abca", "abcad", "ca", "cad", "cba", "cbad"}; !slices.Equal(all, want) {
		t.Errorf("left were %q", all)
	}
}
