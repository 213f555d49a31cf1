package fbexport

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shopbell/core"
)

// source opens one file of a part. packed is its size in the archive, 0 for a file of a folder.
type source struct {
	open   func() (io.ReadCloser, error)
	packed int64
}

// openPath opens a zip part or a folder and gives its message files.
func (e *Export) openPath(path string) []file {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.skip(path, core.Skipped{Code: core.SkipMissing})
	case err != nil:
		e.skip(path, unopened(err))
	case info.IsDir():
		return e.openFolder(path)
	case info.Mode().IsRegular():
		return e.openZip(path)
	default:
		e.skip(path, core.Skipped{Code: core.SkipKind})
	}
	return nil
}

// openFolder finds message files below a folder with what hangs on messages, and the zip parts that lie in it. Links are not followed, and os.Root
// keeps every access below the folder.
func (e *Export) openFolder(path string) []file {
	root, err := os.OpenRoot(path)
	if err != nil {
		e.skip(path, unopened(err))
		return nil
	}
	e.parts = append(e.parts, root)
	above, err := filepath.Abs(path)
	if err != nil {
		above = path
	}
	var files []file
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		full := filepath.Join(path, filepath.FromSlash(name))
		switch {
		case err != nil:
			e.skip(full, unopened(err))
		case !d.Type().IsRegular():
		case isPart(name):
			files = append(files, e.openZip(full)...)
		default:
			if f, ok := place(filepath.ToSlash(above) + "/" + name); ok {
				f.name, f.open = full, func() (io.ReadCloser, error) { return root.Open(name) }
				files = append(files, f)
			} else if info, err := d.Info(); err == nil {
				e.keepMedia(filepath.ToSlash(above)+"/"+name, mediaFile{source{open: func() (io.ReadCloser, error) { return root.Open(name) }}, info.Size()})
			}
		}
		return nil
	})
	if err != nil {
		e.skip(path, unopened(err))
	}
	return files
}

// isPart reports whether a name is that of a zip part as Facebook names it, not in a folder of its own: a zip further
// down is something that a customer sent.
func isPart(name string) bool {
	return strings.HasPrefix(name, "facebook-") && strings.HasSuffix(name, ".zip") && !strings.Contains(name, "/")
}

// openZip finds message files in a zip part, and what hangs on messages.
func (e *Export) openZip(path string) []file {
	z, err := zip.OpenReader(path)
	// Names that lead out of the archive are left out one by one below.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		e.skip(path, whyZip(path))
		return nil
	}
	e.parts = append(e.parts, z)
	if overlaps(z, path) {
		e.skip(path, core.Skipped{Code: core.SkipOverlap})
		return nil
	}
	var files []file
	for _, entry := range z.File {
		name := strings.ReplaceAll(entry.Name, `\`, "/")
		shown := path + "/" + shown(name)
		if !fs.ValidPath(strings.TrimSuffix(name, "/")) {
			e.skip(shown, core.Skipped{Code: core.SkipPath})
			continue
		}
		f, ok := place(name)
		packed := int64(min(entry.CompressedSize64, 1<<62))
		switch {
		case !entry.Mode().IsRegular():
		case !ok && entry.Flags&1 == 0:
			e.keepMedia(name, mediaFile{source{entry.Open, packed}, int64(min(entry.UncompressedSize64, 1<<62))})
		case !ok:
		case entry.Flags&1 != 0:
			e.skip(shown, core.Skipped{Code: core.SkipLocked})
		default:
			f.name, f.open, f.packed = shown, entry.Open, packed
			files = append(files, f)
		}
	}
	return files
}

// whyZip says what a file that is no readable archive seems to be.
func whyZip(path string) core.Skipped {
	f, err := os.Open(path)
	if err != nil {
		return unopened(err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 4)
	if _, err := io.ReadFull(f, head); err == nil && string(head) == "PK\x03\x04" {
		return core.Skipped{Code: core.SkipZipTorn}
	}
	return core.Skipped{Code: core.SkipNotZip}
}

// overlaps reports whether entries share their bytes: the way to make a small archive of endless size.
func overlaps(z *zip.ReadCloser, path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	left := uint64(info.Size())
	for _, f := range z.File {
		if f.CompressedSize64 > left {
			return true
		}
		left -= f.CompressedSize64
	}
	return false
}

// maxShown bounds the length of a name that people are told.
const maxShown = 200

func shown(name string) string {
	name = strings.ToValidUTF8(name, "\ufffd")
	if r := []rune(name); len(r) > maxShown {
		return string(r[:maxShown]) + "…"
	}
	return name
}

// unopened is the reason for what the system does not open.
func unopened(err error) core.Skipped {
	return core.Skipped{Code: core.SkipOpen, Cause: plainCause(err)}
}

// plainCause gives the innermost cause of an error of the file system: "permission denied".
func plainCause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
