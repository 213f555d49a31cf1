package fbexport

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// stickers is the folder of stickers, beside the boxes.
const stickers = "stickers_used"

// maxMedia bounds how many files of messages are remembered.
const maxMedia = 1 << 20

// mediaFile is a file that hangs on messages.
type mediaFile struct {
	source
	size int64
}

// mediaKey names a file that hangs on a message by where it lies below the boxes, whatever the download's root:
// "ana_1/photos/9.jpg", "stickers_used/1.png". ok is false for what lies elsewhere, or leads out of its folder.
func mediaKey(name string) (key string, ok bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	if !fs.ValidPath(strings.TrimPrefix(name, "/")) {
		return "", false
	}
	parts := strings.Split(name, "/")
	for i, p := range parts {
		switch {
		case slices.Contains(boxes, p) && i+2 < len(parts):
			return strings.Join(parts[i+1:], "/"), true
		case p == stickers && i+2 == len(parts):
			return stickers + "/" + parts[i+1], true
		}
	}
	return "", false
}

// mediaIn names a file as a message of a thread does: by its place in the download, or from the thread's own folder on.
// "" for what leads elsewhere.
func mediaIn(folder, uri string) string {
	if key, ok := mediaKey(uri); ok {
		return key
	}
	below := path.Clean(strings.ReplaceAll(uri, `\`, "/"))
	if !fs.ValidPath(below) || below == "." || strings.Contains(below, ":") {
		return ""
	}
	return folder + "/" + below
}

// keepMedia remembers where a file that hangs on messages lies. The first of a name counts.
func (e *Export) keepMedia(name string, f mediaFile) {
	key, ok := mediaKey(name)
	if !ok || len(e.media) >= maxMedia || path.Base(key) == "" {
		return
	}
	if _, taken := e.media[key]; !taken {
		e.media[key] = f
	}
}

// Size tells how large a file is that hangs on a message, 0 when the download does not hold it.
func (e *Export) Size(file string) int64 { return e.media[file].size }

// OpenFile opens a file that hangs on a message, as named by Message.Files, behind the bounds of everything that is
// unpacked. fs.ErrNotExist when the download does not hold it.
func (e *Export) OpenFile(name string) (io.ReadCloser, error) {
	f, ok := e.media[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return e.open(file{source: f.source, name: name})
}
