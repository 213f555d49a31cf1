// Package logfile keeps a small log beside the data, and what the program printed when it crashed, for the owner and for
// whoever helps. Nothing in it says who a customer is or what anybody wrote, and no secret: a record keeps its message, its
// codes, numbers and times; any other text is left out, and of an error only its codes and the kind of its cause.
//
// Only the process that holds the writer's lock opens it.
package logfile

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"shopbell/core"
)

// Names in the data folder.
const (
	folder    = "logs"
	logName   = "shopbell.log"
	crashName = "crash.txt" // of the running program; empty unless it crashed
	pastCrash = "crash-*.txt"
)

// How much is kept.
const (
	megabytes   = 1 // a file
	pastLogs    = 3
	pastCrashes = 5
)

// File is an open log.
type File struct {
	log   *lumberjack.Logger
	crash *os.File
}

// Open opens the log of a data folder, keeps what an earlier crash printed under its time, and makes a crash of this
// process print there too. Errors: core.CodeDataReadOnly, when the folder takes no log.
func Open(dir string) (*File, error) {
	const op = "logfile.open"
	at := filepath.Join(dir, folder)
	if err := errors.Join(os.MkdirAll(at, 0o700), keepCrash(at)); err != nil {
		return nil, core.E(core.CodeDataReadOnly, op, "", err)
	}
	f, err := os.OpenFile(filepath.Join(at, crashName), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, core.E(core.CodeDataReadOnly, op, "", err)
	}
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		return nil, core.E(core.CodeUnknown, op, "", errors.Join(err, f.Close()))
	}
	return &File{log: &lumberjack.Logger{Filename: filepath.Join(at, logName), MaxSize: megabytes, MaxBackups: pastLogs}, crash: f}, nil
}

// Close ends the log.
func (f *File) Close() error {
	return errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), f.log.Close(), f.crash.Close())
}

// Handler writes records from a level on, without what is personal.
func (f *File) Handler(level slog.Level) slog.Handler {
	return slog.NewJSONHandler(f.log, &slog.HandlerOptions{Level: level, ReplaceAttr: impersonal})
}

// Files lists the logs and crashes of a data folder.
func Files(dir string) ([]string, error) {
	logs, err := filepath.Glob(filepath.Join(dir, folder, "shopbell*.log"))
	if err != nil {
		return nil, err
	}
	crashes, err := filepath.Glob(filepath.Join(dir, folder, "crash*.txt"))
	return append(logs, crashes...), err
}

// keepCrash gives what a crash printed a name of its own and forgets the oldest.
func keepCrash(at string) error {
	path := filepath.Join(at, crashName)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if err := os.Rename(path, filepath.Join(at, "crash-"+info.ModTime().UTC().Format("20060102T150405Z")+".txt")); err != nil {
		return err
	}
	past, err := filepath.Glob(filepath.Join(at, pastCrash))
	if err != nil {
		return err
	}
	slices.Sort(past)
	for _, old := range past[:max(0, len(past)-pastCrashes)] {
		err = errors.Join(err, os.Remove(old))
	}
	return err
}

// impersonal lets through what cannot be about a person.
func impersonal(_ []string, a slog.Attr) slog.Attr {
	switch v := a.Value.Any().(type) {
	case error:
		a.Value = slog.StringValue(Kind(v))
	case core.Code, bool, int64, uint64, float64, time.Time, time.Duration, slog.Level, *slog.Source:
	default:
		if a.Key != slog.MessageKey && a.Key != "version" && a.Key != "system" {
			a.Value = slog.StringValue("left out")
		}
	}
	return a
}
