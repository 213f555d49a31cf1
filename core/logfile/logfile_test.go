package logfile

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"shopbell/core"
)

// content gives everything that stands in the log folder.
func content(t *testing.T, dir string) string {
	t.Helper()
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
		info, err := os.Stat(f)
		if err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
			t.Errorf("%s has mode %v, %v", f, info.Mode(), err)
		}
	}
	return all.String()
}

func TestNothingPersonalIsWritten(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(f.Handler(slog.LevelInfo))
	cause := &fs.PathError{Op: "write", Path: "/home/ana/shop.db", Err: syscall.ENOSPC}
	log.Warn("send", "code", core.CodeDataFull, "error", core.E(core.CodeDataFull, "store.settle", "customer 7100000000000001 Ana Duarte", cause),
		"quote", "please stop", "name", fmt.Stringer(secret{}), "n", 3, "took", time.Second, "token", core.NewToken("EAABsecret"))
	log.With("customer", "7100000000000001").WithGroup("g").Info("look", "error", errors.Join(errors.New("Ana"), core.E(core.CodeOffline, "graph.list", "Ana", nil)))
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	got := content(t, dir)
	for _, bad := range []string{"Ana", "ana", "7100000000000001", "please stop", "EAABsecret"} {
		if strings.Contains(got, bad) {
			t.Errorf("the log says %q:\n%s", bad, got)
		}
	}
	for _, want := range []string{"data_full", "store.settle", "no space left on device", `"n":3`, "graph.list: offline", `"msg":"send"`} {
		if !strings.Contains(got, want) {
			t.Errorf("the log does not say %q:\n%s", want, got)
		}
	}
}

type secret struct{}

func (secret) String() string { return "Ana" }

func TestTheLogDoesNotGrow(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(f.Handler(slog.LevelInfo))
	for i := range 60_000 {
		log.Info("a record of about a hundred letters, which stand for whatever happened just now", "n", i)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; { // old files are removed beside
		if n := size(t, dir); n <= (pastLogs+1)*megabytes<<20 {
			return
		} else if time.Now().After(deadline) {
			t.Fatalf("%d bytes are kept", n)
		}
	}
}

// size gives the bytes in the log folder, while files of it are removed.
func size(t *testing.T, dir string) int64 {
	t.Helper()
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all int64
	for _, f := range files {
		info, err := os.Stat(f)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		all += info.Size()
	}
	return all
}

func TestACrashIsKept(t *testing.T) {
	if dir := os.Getenv("SHOPBELL_TEST_CRASH"); dir != "" {
		if _, err := Open(dir); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { panic("something broke") }()
		<-done
	}
	dir := t.TempDir()
	for range pastCrashes + 2 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestACrashIsKept$")
		cmd.Env = append(os.Environ(), "SHOPBELL_TEST_CRASH="+dir)
		if err := cmd.Run(); err == nil {
			t.Fatal("it did not crash")
		}
		// The name of a kept crash is its second: give each one of its own.
		path := filepath.Join(dir, folder, crashName)
		past, err := filepath.Glob(filepath.Join(dir, folder, pastCrash))
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 11, 22, 12, 0, len(past)+1, 0, time.UTC)
		if len(past) == pastCrashes {
			at = at.Add(time.Hour)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	past, err := filepath.Glob(filepath.Join(dir, folder, pastCrash))
	if err != nil || len(past) != pastCrashes {
		t.Errorf("%d crashes are kept, %v", len(past), err)
	}
	if got := content(t, dir); !strings.Contains(got, "something broke") || !strings.Contains(got, "goroutine") {
		t.Errorf("the crash says: %s", got)
	}
}
