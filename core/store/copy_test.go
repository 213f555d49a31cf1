package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"shopbell/core"
)

// copied writes a copy of a store into a file.
func copied(t *testing.T, s *Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	err := s.CopyTo(t.Context(), func(r *os.File) error {
		b, err := io.ReadAll(r)
		return errors.Join(err, os.WriteFile(path, b, 0o600))
	})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCopyBesideARunningWriter(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "hello"))
	reader, err := OpenReader(t.Context(), s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	err = reader.CopyTo(t.Context(), func(r *os.File) error {
		info, err := os.Stat(filepath.Join(s.Dir(), copyName))
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("the copy is %v, %v", info, err)
		}
		apply(t, s, noon, says("b", noon, "written meanwhile"))
		if err := s.CopyTo(t.Context(), nil); core.CodeOf(err) != core.CodeDataBusy {
			t.Errorf("two copies at once: %v", err)
		}
		_, err = io.Copy(io.Discard, r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Rename(copied(t, reader), filepath.Join(dir, FileName)); err != nil {
		t.Fatal(err)
	}
	c, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	list, err := c.Customers(t.Context(), CustomerQuery{})
	if err != nil || len(list) != 2 || c.CheckIntegrity(t.Context()) != nil {
		t.Errorf("the copy holds %v, %v", list, err)
	}
}

func TestCopyLeavesNothingBehind(t *testing.T) {
	s := open(t)
	for i := range 50 {
		apply(t, s, noon, says(core.CustomerID(fmt.Sprint("c", i)), noon.Add(time.Duration(i)), "hello"))
	}
	left := func() []string {
		list, err := filepath.Glob(filepath.Join(s.Dir(), copyName+"*"))
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	failed := errors.New("the stick is full")
	if err := s.CopyTo(t.Context(), func(*os.File) error { return failed }); !errors.Is(err, failed) || len(left()) != 0 {
		t.Errorf("after a failure: %v, left %v", err, left())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.CopyTo(ctx, func(*os.File) error { return nil }); !errors.Is(err, context.Canceled) || len(left()) != 0 {
		t.Errorf("given up: %v, left %v", err, left())
	}
	if err := os.WriteFile(filepath.Join(s.Dir(), copyName), []byte("left by a crash"), 0o600); err != nil {
		t.Fatal(err)
	}
	copied(t, s)
	if len(left()) != 0 {
		t.Errorf("left %v", left())
	}
}

func TestWhatACrashLeftIsRemovedWhenTheFolderIsOpened(t *testing.T) {
	dir := closed(t, open(t))
	for _, name := range []string{copyName, restoreName, restoreName + "-wal"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("left"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := reopen(t, dir)
	list, err := filepath.Glob(filepath.Join(s.Dir(), "shopbell-*"))
	if err != nil || len(list) != 0 {
		t.Errorf("left %v, %v", list, err)
	}
}
