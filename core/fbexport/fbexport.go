// Package fbexport reads Facebook's "Download your information": zip parts and folders, JSON or HTML, of the old layout
// and of the new one.
//
// Everything in a download is hostile until it is read: nothing is unpacked to disk, every size is bounded, and what
// cannot be read is named with its reason while the rest is read. Memory depends on the number of conversations,
// not on their length. A download knows neither message ids nor customer ids; Message.ID is made from what the message
// says, so that reading the same download again gives the same ids.
//
// An Export is used by one goroutine.
package fbexport

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"shopbell/core"
)

// Message is one message of a conversation.
type Message struct {
	ID          core.MessageID // begins with IDPrefix, or with CoarsePrefix
	Sender      string         // as the download names them
	At          time.Time
	Coarse      bool // At is right to the second at best, in a zone that was assumed (HTML)
	Text        string
	Attachments []core.Attachment // by name
	Files       []string          // of each attachment, for Export.OpenFile; "" for none. Shorter than Attachments, or as long
	Reactions   []Reaction
	Unsent      bool // taken back by whoever wrote it; mostly without words
}

// Reaction is an emoji that somebody put on a message.
type Reaction struct{ Emoji, Actor string }

// What the ids of imported messages begin with.
const (
	IDPrefix     = "fb:"
	CoarsePrefix = "fbh:" // from HTML
)

// Thread is one conversation of a download.
type Thread struct {
	// Folder is the thread's folder, for example "anaduarte_123"; it stays the same from download to download.
	Folder       string
	Participants []string  // as the download names them; may be empty
	Title        string    // may be empty
	Newest       time.Time // of its messages, as far as the beginning of the file tells; zero when it does not
	files        []file    // the newest messages first
}

// Export is a download, opened. It belongs to one goroutine; Size and OpenFile may be called by another beside it.
type Export struct {
	zone    *time.Location
	parts   []io.Closer
	threads []Thread
	media   map[string]mediaFile
	skipped []core.Skipped
	total   atomic.Int64 // bytes unpacked so far
	json    jsonReader
}

// Open finds the conversations in zip parts and folders. zone is what the times of HTML are taken to be in; it may be
// nil for UTC. Paths that cannot be used are named by Skipped.
func Open(ctx context.Context, paths []string, zone *time.Location) (*Export, error) {
	if zone == nil {
		zone = time.UTC
	}
	e := &Export{zone: zone, media: map[string]mediaFile{}}
	found := map[string][]file{}
	for _, path := range paths {
		for _, f := range e.openPath(path) {
			found[f.folder] = append(found[f.folder], f)
		}
	}
	if len(found) == 0 && len(e.skipped) == 0 {
		for _, path := range paths {
			e.skip(path, core.Skipped{Code: core.SkipNothing})
		}
	}
	for folder, files := range found {
		e.threads = append(e.threads, Thread{Folder: folder, files: inOrder(files)})
	}
	slices.SortFunc(e.threads, func(a, b Thread) int { return cmp.Compare(a.Folder, b.Folder) })
	if err := e.readHeaders(ctx); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// Close closes the parts.
func (e *Export) Close() error {
	var errs []error
	for _, p := range e.parts {
		errs = append(errs, p.Close())
	}
	e.parts = nil
	return errors.Join(errs...)
}

// Threads lists the conversations by folder.
func (e *Export) Threads() []Thread { return e.threads }

// Files counts the message files.
func (e *Export) Files() int {
	n := 0
	for _, t := range e.threads {
		n += len(t.files)
	}
	return n
}

// maxSkipped bounds what a download made to do harm can have to say.
const maxSkipped = 1000

// Skipped lists what was not read so far.
func (e *Export) Skipped() []core.Skipped { return e.skipped }

func (e *Export) skip(file string, why core.Skipped) {
	switch n := len(e.skipped); {
	case n < maxSkipped:
		why.File = file
		e.skipped = append(e.skipped, why)
	case n == maxSkipped:
		e.skipped = append(e.skipped, core.Skipped{File: "…", Code: core.SkipMore, N: maxSkipped})
	}
}
