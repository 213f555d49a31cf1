package fbexport

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"context"
	"errors"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"shopbell/core"
)

// readHeaders learns who takes part in each thread. A thread of which no file tells is dropped; its files are named.
func (e *Export) readHeaders(ctx context.Context) error {
	whys := make([][]core.Skipped, len(e.threads))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(e.threads)) {
		all.Go(func() {
			var json jsonReader
			for i := int(next.Add(1)) - 1; i < len(whys) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				whys[i] = e.readHeader(&e.threads[i], &json)
			}
		})
	}
	all.Wait()
	kept := e.threads[:0]
	for i, t := range e.threads {
		if whys[i] == nil {
			kept = append(kept, t)
			continue
		}
		for n, why := range whys[i] {
			e.skip(t.files[n].name, why)
		}
	}
	e.threads = kept
	return ctx.Err()
}

// readHeader takes the header of a thread from the first of its files that has one. Where none has, it tells of each why not.
func (e *Export) readHeader(t *Thread, json *jsonReader) (whys []core.Skipped) {
	for _, f := range t.files {
		h, err := e.header(f, json)
		if err == nil {
			t.Participants, t.Title, t.Newest = h.participants, h.title, h.newest
			return nil
		}
		whys = append(whys, why(err, 0))
	}
	return whys
}

func (e *Export) header(f file, json *jsonReader) (header, error) {
	r, err := e.open(f)
	if err != nil {
		return header{}, err
	}
	defer func() { _ = r.Close() }()
	if f.html {
		return htmlHeader(r)
	}
	got, err := json.read(r, nil)
	if errors.Is(err, errEnough) || len(got.participants) > 0 || got.title != "" && got.messages {
		err = nil
	}
	return got.header, err
}

// ReadTitle gives a thread's title, which stands behind its messages; "" when no file has one.
func (e *Export) ReadTitle(t Thread) string {
	for _, f := range t.files {
		if t.Title != "" {
			break
		}
		r, err := e.open(f)
		if err != nil {
			continue
		}
		got, _ := e.json.read(r, func(*entry) error { return nil }) // what is wrong with it is told when it is read
		_ = r.Close()
		t.Title = got.title
	}
	return t.Title
}

// Read calls each for every message of a thread, in the order of the files, and fileDone after each file. Files that
// cannot be read to their end are named by Skipped. The error is ctx's or that of each.
func (e *Export) Read(ctx context.Context, t Thread, each func(Message) error, fileDone func()) error {
	for _, f := range t.files {
		if err := e.readFile(ctx, f, each); err != nil {
			return err
		}
		if fileDone != nil {
			fileDone()
		}
	}
	return ctx.Err()
}

// stop is an error that is not the file's.
type stop struct{ error }

func (e *Export) readFile(ctx context.Context, f file, each func(Message) error) error {
	r, err := e.open(f)
	if err != nil {
		e.skip(f.name, why(err, 0))
		return nil
	}
	defer func() { _ = r.Close() }()
	n := 0
	keep := func(m Message) error {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return stop{ctx.Err()}
		}
		for i, name := range m.Files {
			m.Attachments[i].Size = e.Size(name)
		}
		if err := each(m); err != nil {
			return stop{err}
		}
		return nil
	}
	var bad int
	var cut bool
	if f.html {
		bad, err = readHTML(r, f.folder, e.zone, keep)
	} else {
		bad, cut, err = e.json.entries(r, f.folder, keep)
	}
	var s stop
	if errors.As(err, &s) {
		return s.error
	}
	e.tell(f.name, err, n, bad, cut)
	return nil
}

// entries calls keep for every message of a file.
func (p *jsonReader) entries(r io.Reader, folder string, keep func(Message) error) (bad int, cut bool, err error) {
	got, err := p.read(r, func(x *entry) error {
		if m, ok := x.message(folder); ok {
			return keep(m)
		}
		return nil
	})
	return got.bad, got.cut, err
}

// tell names what was not read of a file.
func (e *Export) tell(name string, err error, read, bad int, cut bool) {
	if err != nil {
		e.skip(name, why(err, read))
	}
	if bad > 0 {
		e.skip(name, core.Skipped{Code: core.SkipEntries, N: bad})
	}
	if cut {
		e.skip(name, core.Skipped{Code: core.SkipLongText})
	}
}

// Bounds against archives that unpack to far more than they hold. JSON of a conversation packs to a tenth or so; nothing
// that people write packs to a 250th.
const (
	maxRatio    = 250
	ratioFrom   = 4 << 20 // smaller files may pack as well as they like
	maxUnpacked = 4 << 30 // one file
	maxTotal    = 64 << 30
)

var (
	errBomb  = errors.New("unpacks without end")
	errTotal = errors.New("too much in all")
)

// open opens a file behind the bounds.
func (e *Export) open(f file) (io.ReadCloser, error) {
	r, err := f.source.open()
	if err != nil {
		return nil, err
	}
	limit := int64(maxUnpacked)
	if f.packed > 0 {
		limit = min(limit, max(ratioFrom, f.packed*maxRatio))
	}
	return &unpacking{r, limit, &e.total}, nil
}

// unpacking counts what comes out of a file.
type unpacking struct {
	io.ReadCloser
	left  int64
	total *atomic.Int64
}

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	u.left -= int64(n)
	total := u.total.Add(int64(n))
	switch {
	case u.left < 0:
		return 0, errBomb
	case total > maxTotal:
		return 0, errTotal
	}
	return n, err
}

// why says what is wrong with a file of which some messages were read.
func why(err error, read int) core.Skipped {
	var corrupt flate.CorruptInputError
	code := cmp.Or(whyJSON(err), whyHTML(err))
	switch {
	case code != "":
	case errors.Is(err, errBomb):
		code = core.SkipBomb
	case errors.Is(err, errTotal):
		code = core.SkipTotal
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.As(err, &corrupt):
		code = core.SkipDamaged
	case errors.Is(err, zip.ErrAlgorithm):
		code = core.SkipPacking
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return unopened(err)
	default:
		return core.Skipped{Code: core.SkipRead, N: read, Cause: plainCause(err)}
	}
	return core.Skipped{Code: code, N: read}
}
