package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"shopbell/core/store"
)

// size compares the database with the text in it.
func (b *bench) size(ctx context.Context) error {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.store(), store.FileName)+"?mode=ro")
	if err != nil {
		return err
	}
	var text, n int64
	err = db.QueryRowContext(ctx, `SELECT sum(length(CAST(text AS BLOB))), count(*) FROM messages`).Scan(&text, &n)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if n != int64(b.messages) {
		return fmt.Errorf("the store has %d messages", n)
	}
	info, err := os.Stat(filepath.Join(b.store(), store.FileName))
	if err != nil {
		return err
	}
	b.table.add("database", "<= 3.5x the text", "%d MB, %.2fx the text (%d MB)", info.Size()>>20, float64(info.Size())/float64(text), text>>20)
	return nil
}

// commands measures whole commands, from start to end.
func (b *bench) commands(ctx context.Context) error {
	for _, args := range [][]string{{"search", "blue mug"}, {"status"}} {
		var t times
		for range 10 {
			err := t.of(func() error {
				cmd := exec.CommandContext(ctx, b.bin, append([]string{"--data", b.store(), "--json"}, args...)...)
				cmd.Stderr = os.Stderr
				out, err := cmd.Output()
				if err == nil && !json.Valid(out) {
					err = errors.New("no JSON")
				}
				return err
			})
			if err != nil {
				return fmt.Errorf("%v: %w", args, err)
			}
		}
		b.table.add("shopbell "+strings.Join(args, " "), "", "p50 %s, worst %s ms", t.at(50), t.at(100))
	}
	return nil
}

// windows opens the window on the store and on an empty one, in turn.
func (b *bench) windows(ctx context.Context) error {
	empty := filepath.Join(b.dir, "empty")
	if err := os.RemoveAll(empty); err != nil {
		return err
	}
	if err := makeStore(ctx, empty); err != nil {
		return err
	}
	var full, none times
	var fullMB, noneMB int64
	for range 5 {
		for _, w := range []struct {
			dir string
			t   *times
			mb  *int64
		}{{empty, &none, &noneMB}, {b.store(), &full, &fullMB}} {
			took, mb, err := b.window(ctx, w.dir)
			if err != nil {
				return err
			}
			*w.t, *w.mb = append(*w.t, took), max(*w.mb, mb)
		}
	}
	b.table.add("window on an empty store", "", "p50 %s ms, %d MB", none.at(50), noneMB)
	b.table.add("window on this store", "<= 1.3x, < 200 MB", "p50 %s ms, %.2fx, %d MB", full.at(50), ratio(full, none, 50), fullMB)
	return nil
}

// settle is how long a window stands before its memory is read: the first screen is loaded by then.
const settle = 3 * time.Second

// window opens the window once and gives how long it took to be there, and its memory in MB after that.
func (b *bench) window(ctx context.Context, dir string) (time.Duration, int64, error) {
	cmd := exec.CommandContext(ctx, b.bin, "--data", dir)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer func() { _, _ = cmd.Process.Kill(), cmd.Wait() }() // it was started to be killed
	for {
		out, err := exec.CommandContext(ctx, "xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid), "--name", "Shopbell").Output()
		if err == nil && len(out) > 0 {
			break
		}
		if time.Since(began) > 30*time.Second {
			return 0, 0, errors.New("no window; is there a screen?")
		}
		wait(10 * time.Millisecond)
	}
	took := time.Since(began)
	wait(settle)
	mb, err := memoryMB(cmd.Process.Pid, "VmRSS:")
	return took, mb, err
}

func wait(d time.Duration) { <-time.After(d) }

// memoryMB reads a line about a process's memory from Linux's /proc.
func memoryMB(pid int, name string) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb >> 10, err
		}
	}
	return 0, errors.New("no " + name)
}

// processorSeconds reads from Linux's /proc how long processors worked for a process, which counts hundredths.
func processorSeconds(pid int) (float64, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	var sum float64
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // from the third on
	for _, place := range []int{14, 15} {
		n, err := strconv.ParseInt(fields[place-3], 10, 64)
		if err != nil {
			return 0, err
		}
		sum += float64(n) / 100
	}
	return sum, nil
}
