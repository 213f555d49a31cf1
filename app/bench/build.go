package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/fbexport/fbsample"
	"shopbell/core/store"
)

// newest is when the last message was written.
var newest = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// built is what building the store told, kept beside it.
type built struct {
	Import work
	Bare   work // bare inserts
	PeakMB int64
}

// work is how long something took. Processor time tells the same on a machine that others use too.
type work struct {
	Seconds float64
	CPU     float64 // seconds of all processors
}

func (b *bench) store() string { return filepath.Join(b.dir, "data") }

// build makes the download and imports it, unless that was done before.
func (b *bench) build(ctx context.Context) error {
	var r built
	note := filepath.Join(b.dir, "built.json")
	if text, err := os.ReadFile(note); err == nil {
		if err := json.Unmarshal(text, &r); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	} else if r, err = b.importAll(ctx); err != nil {
		return err
	} else if text, err := json.Marshal(r); err != nil {
		return err
	} else if err := os.WriteFile(note, text, 0o600); err != nil {
		return err
	}
	n := float64(b.messages)
	b.table.add("import, the whole command", ">= 30,000/s", "%.0f messages/s (%.1f s, CPU %.1f s)", n/r.Import.Seconds, r.Import.Seconds, r.Import.CPU)
	b.table.add("bare inserts with the same indexes", "", "%.0f messages/s (%.1f s, CPU %.1f s)", n/r.Bare.Seconds, r.Bare.Seconds, r.Bare.CPU)
	b.table.add("import against bare inserts", "<= 2x", "%.2fx, CPU %.2fx", r.Import.Seconds/r.Bare.Seconds, r.Import.CPU/r.Bare.CPU)
	b.table.add("memory of the import, peak", "< 300 MB", "%d MB", r.PeakMB)
	return nil
}

var errRunning = errors.New("running")

func (b *bench) importAll(ctx context.Context) (built, error) {
	var r built
	threads := writeThreads(b.messages, b.conversations)
	download := filepath.Join(b.dir, "download.zip")
	if err := writeDownload(download, threads); err != nil {
		return r, err
	}
	var err error
	if r.Bare, err = bareInserts(ctx, filepath.Join(b.dir, "bare.db"), threads); err != nil {
		return r, err
	}
	threads = nil
	if err := os.RemoveAll(b.store()); err != nil {
		return r, err
	}
	if err := makeStore(ctx, b.store()); err != nil {
		return r, err
	}
	began := time.Now()
	cmd := exec.CommandContext(ctx, b.bin, "--data", b.store(), "import", download)
	if err := cmd.Start(); err != nil {
		return r, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for err = errRunning; errors.Is(err, errRunning); {
		select {
		case err = <-done:
		case <-time.After(100 * time.Millisecond):
			if mb, merr := memoryMB(cmd.Process.Pid, "VmHWM:"); merr == nil { // it may have ended
				r.PeakMB = mb
			}
		}
	}
	if err != nil {
		return r, fmt.Errorf("import: %w", err)
	}
	r.Import = work{time.Since(began).Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	return r, os.Remove(download)
}

// makeStore makes an empty store of a page, so that the window shows what it shows to owners.
func makeStore(ctx context.Context, dir string) error {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(s.SetPage(ctx, core.Page{ID: "1", Name: fbsample.Shop}), s.Close())
}

// thread is one conversation of the download, newest message first.
type thread struct {
	folder, name string
	messages     []fbsample.Message
}

// writeThreads makes the conversations: most are short, some are long, each has its own time and language.
func writeThreads(messages, conversations int) []thread {
	w := newWriter(1)
	list := make([]thread, conversations)
	left := messages
	for i := range list {
		mean := left / (conversations - i)
		n := max(1, min(left-(conversations-i-1), mean/2+w.IntN(mean+1)))
		if i == conversations-1 {
			n = left
		}
		left -= n
		t := thread{folder: fmt.Sprintf("customer_%d", i), name: fmt.Sprintf("Customer %d", i)}
		tongue := w.tongue()
		at := newest.Add(-time.Duration(w.Int64N(3*365*24)) * time.Hour)
		for m := range n {
			at = at.Add(-time.Duration(1+w.Int64N(5*3600*1000)) * time.Millisecond)
			sender := t.name
			if m%2 == 1 {
				sender = fbsample.Shop
			}
			t.messages = append(t.messages, fbsample.Message{Sender: sender, At: at, Text: w.message(tongue)})
			if w.IntN(25) == 0 {
				t.messages[m].Extra = map[string]any{"photos": []map[string]any{{"uri": fmt.Sprintf("messages/inbox/%s/photos/%d.jpg", t.folder, m), "creation_timestamp": at.Unix()}}}
			}
		}
		list[i] = t
	}
	slices.SortStableFunc(list, func(x, y thread) int { return y.messages[0].At.Compare(x.messages[0].At) })
	return list
}

func writeDownload(path string, threads []thread) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := zip.NewWriter(f)
	for _, t := range threads {
		w, err := z.Create("your_activity_across_facebook/messages/inbox/" + t.folder + "/message_1.json")
		if err != nil {
			return err
		}
		if _, err := w.Write(fbsample.JSON(t.name, []string{t.name, fbsample.Shop}, t.messages)); err != nil {
			return err
		}
	}
	return z.Close()
}
