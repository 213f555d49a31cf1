package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"shopbell/core"
)

// What is sealed is the database alone, or a tar of the database and a folder of pictures, each named by its hash.
const (
	packDatabase = "shopbell.db"
	packPictures = "pictures/"
)

// databaseHead is how a SQLite database begins.
var databaseHead = []byte("SQLite format 3\x00")

// Pack writes the database and pictures as one stream.
type Pack struct{ tar *tar.Writer }

// NewPack begins with the database.
func NewPack(to io.Writer, db *os.File) (*Pack, error) {
	info, err := db.Stat()
	if err != nil {
		return nil, err
	}
	p := &Pack{tar.NewWriter(to)}
	return p, p.add(packDatabase, info.ModTime(), info.Size(), db)
}

// Picture adds a picture that was last of use at a time.
func (p *Pack) Picture(hash string, used time.Time, data []byte) error {
	return p.add(packPictures+hash, used, int64(len(data)), bytes.NewReader(data))
}

func (p *Pack) add(name string, at time.Time, size int64, from io.Reader) error {
	if err := p.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: at.Truncate(time.Second)}); err != nil {
		return err
	}
	_, err := io.Copy(p.tar, from)
	return err
}

// solid reports a file whose bytes are all there. One with holes would let a small backup fill the disk with zeros.
func solid(h *tar.Header) bool {
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return false
		}
	}
	return h.Typeflag == tar.TypeReg
}

// Close ends the stream.
func (p *Pack) Close() error { return p.tar.Close() }

// Unpack reads what was sealed, with pictures or without. It writes the database to db and hands each picture to picture,
// which reads it before it returns; what is neither is passed over.
//
// Errors: core.CodeBadInput for what is neither a database nor a tar that begins with one; those of from, db and picture.
func Unpack(from io.Reader, db io.Writer, picture func(hash string, used time.Time, r io.Reader) error) error {
	in := bufio.NewReader(from)
	head, err := in.Peek(len(databaseHead))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if bytes.Equal(head, databaseHead) {
		_, err := io.Copy(db, in)
		return err
	}
	t := tar.NewReader(in)
	h, err := t.Next()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, tar.ErrHeader) || err == nil && (h.Name != packDatabase || !solid(h)) {
		return core.E(core.CodeBadInput, "backup.unpack", "the backup holds no data of Shopbell", err)
	}
	if err != nil {
		return err
	}
	if _, err := io.Copy(db, t); err != nil {
		return err
	}
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if hash, ok := strings.CutPrefix(h.Name, packPictures); ok && solid(h) {
			if err := picture(hash, h.ModTime, t); err != nil {
				return err
			}
		}
	}
}
