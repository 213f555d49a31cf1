// Package backup seals a copy of a shop's data into one file under a passphrase or for a key, and opens it again. The file
// is in the age format, version 1 (https://age-encryption.org/v1): the age tool opens it without Shopbell. It also names
// the files of daily copies and says which of them are kept.
//
// Nothing readable is ever written beside the sealed file. Functions keep no state and may run at the same time.
package backup

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"filippo.io/age"

	"shopbell/core"
	"shopbell/core/crash"
)

// workFactor is the base-2 logarithm of scrypt's N: about a second on a usual computer. A file that asks for more is
// not opened, since it would take the computer's memory.
const workFactor = 18

// Write seals what fill writes into the file path, readable by its owner alone, and gives the file's size in bytes. A
// backup of that name is replaced once the new one is whole and on the disk; when anything fails it stays as it was, and so
// does every file that is no backup.
//
// Errors: core.CodeBadInput for a lock that is none, a place that takes no file or another file of that name,
// core.CodeDataFull, and those of fill.
func Write(path string, with Lock, fill func(io.Writer) error) (bytes int64, err error) {
	return write(path, with, fill, workFactor)
}

func write(path string, with Lock, fill func(io.Writer) error, work int) (int64, error) {
	const op = "backup.write"
	to, err := with.recipient(op, work)
	if err != nil {
		return 0, err
	}
	if err := replaceable(op, path); err != nil {
		return 0, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), unfinished) // 0600
	if err != nil {
		return 0, core.E(core.CodeBadInput, op, "no file can be made there", err)
	}
	size, err := seal(f, to, fill)
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return 0, writing(op, errors.Join(err, os.Remove(f.Name())))
	}
	return size, syncFolder(filepath.Dir(path))
}

// firstLine is how every file in the age format begins.
const firstLine = "age-encryption.org/v1\n"

// replaceable refuses a place where something else than a backup stands.
func replaceable(op, path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return core.E(core.CodeBadInput, op, "no file can be made there", err)
	}
	defer func() { _ = f.Close() }()
	begin := make([]byte, len(firstLine))
	if _, err := io.ReadFull(f, begin); err != nil || string(begin) != firstLine {
		return core.E(core.CodeBadInput, op, "there is a file of that name already, and it is no backup", nil)
	}
	return nil
}

// seal writes the sealed stream and brings it to the disk.
func seal(f *os.File, to age.Recipient, fill func(io.Writer) error) (size int64, err error) {
	defer func() { err = errors.Join(err, f.Close()) }()
	buffered := bufio.NewWriterSize(f, 1<<20)
	sealed, err := age.Encrypt(buffered, to)
	if err != nil {
		return 0, err
	}
	crash.Point("backup")
	if err := fill(sealed); err != nil {
		return 0, err
	}
	if err := errors.Join(sealed.Close(), buffered.Flush(), f.Sync()); err != nil {
		return 0, err
	}
	return f.Seek(0, io.SeekCurrent)
}

// writing gives an error of the disk its code. One of a part that speaks for itself keeps its own.
func writing(op string, err error) error {
	var coded *core.Error
	if errors.As(err, &coded) {
		return err
	}
	return core.E(core.CodeDataFull, op, "", err)
}

// syncFolder makes a rename last. Windows cannot, and needs not.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err == nil {
		err = errors.Join(d.Sync(), d.Close())
	}
	if err != nil {
		return core.E(core.CodeDataFull, "backup.write", "", err)
	}
	return nil
}

// Read opens a sealed file and gives its content to use. What use made of it is to be thrown away when Read fails: only at
// the end of the file is it known to be whole.
//
// Errors: core.CodeBadInput for a file that is missing, no backup, cut short or changed, and for another passphrase or
// key; those of use.
func Read(path string, with Key, use func(io.Reader) error) error {
	const op = "backup.read"
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return core.E(core.CodeBadInput, op, "there is no such backup file", err)
	}
	if err != nil {
		return core.E(core.CodeBadInput, op, "the backup file cannot be read", err)
	}
	defer func() { _ = f.Close() }()
	ids, err := with.identities(op)
	if err != nil {
		return err
	}
	opened, err := age.Decrypt(bufio.NewReaderSize(f, 1<<20), ids...)
	var wrong *age.NoIdentityMatchError
	if errors.As(err, &wrong) {
		return core.E(core.CodeBadInput, op, with.refused(wrong.StanzaTypes), err)
	}
	if err != nil {
		return core.E(core.CodeBadInput, op, "this is no backup, or it was cut short", err)
	}
	return unseal(op, opened, use)
}

// unseal reads to the end, and tells a damaged source from whoever takes no more.
func unseal(op string, opened io.Reader, use func(io.Reader) error) error {
	source := &noting{r: opened}
	err := use(source)
	if err == nil {
		_, err = io.Copy(io.Discard, source)
	}
	if source.err != nil {
		return core.E(core.CodeBadInput, op, "the backup was cut short or changed", source.err)
	}
	if err != nil {
		return writing(op, err)
	}
	return nil
}

// noting remembers why what it reads from broke off.
type noting struct {
	r   io.Reader
	err error
}

func (n *noting) Read(b []byte) (int, error) {
	k, err := n.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return k, err
}
