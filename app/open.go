package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"shopbell"
	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/logfile"
	"shopbell/core/shop"
	"shopbell/core/store"
	"shopbell/core/vault"
)

const (
	keyringService = "Shopbell"
	keyringTimeout = 10 * time.Second
)

// folder gives the data folder: --data, or the operating system's place for application data.
func (c *command) folder() (string, error) {
	if c.data != "" {
		return c.data, nil
	}
	switch runtime.GOOS {
	case "linux", "freebsd", "openbsd", "netbsd":
		if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
			return filepath.Join(dir, "shopbell"), nil
		}
		home, err := os.UserHomeDir()
		return filepath.Join(home, ".local", "share", "shopbell"), err
	case "windows":
		dir, err := os.UserCacheDir() // %LocalAppData%
		return filepath.Join(dir, "Shopbell"), err
	}
	dir, err := os.UserConfigDir() // ~/Library/Application Support
	return filepath.Join(dir, "Shopbell"), err
}

// opened is a shop with what must be closed after it.
type opened struct {
	*shop.Shop
	store *store.Store
	log   *logfile.File // nil beside a running Shopbell, which has it
	quiet *slog.Logger  // to the log alone: what failed is told to the person by another way
}

// Close gives the data folder back.
func (o *opened) Close() {
	if o.log != nil {
		_ = o.log.Close() // nothing is lost with it
	}
	_ = o.store.Close()
}

// write opens the data folder for reading and writing, takes the single writer's lock and begins the log.
func (c *command) write(ctx context.Context) (*opened, error) {
	return c.open(ctx, store.Open, func(o *opened) *slog.Logger {
		f, err := logfile.Open(o.store.Dir())
		if err != nil {
			c.log().Warn("no log is kept", "error", err)
			return c.log()
		}
		o.log, o.quiet = f, slog.New(f.Handler(slog.LevelInfo))
		o.quiet.Info("opened", "version", shopbell.Version(), "system", runtime.GOOS+"/"+runtime.GOARCH)
		return slog.New(slog.NewMultiHandler(c.log().Handler(), o.quiet.Handler()))
	})
}

// read opens the data folder beside a running Shopbell. A folder that has no history yet is made.
func (c *command) read(ctx context.Context) (*opened, error) {
	o, err := c.open(ctx, store.OpenReader, func(*opened) *slog.Logger { return c.log() })
	if core.CodeOf(err) == core.CodeNotConnected {
		return c.write(ctx)
	}
	return o, err
}

// work is what a command does with an opened data folder.
type work func(cmd *cobra.Command, o *opened, args []string) error

// writing makes a command that holds the writer's lock while it works.
func (c *command) writing(do work) func(*cobra.Command, []string) error { return c.on(c.write, do) }

// reading makes a command that works beside a running Shopbell.
func (c *command) reading(do work) func(*cobra.Command, []string) error { return c.on(c.read, do) }

func (c *command) on(open func(context.Context) (*opened, error), do work) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		o, err := open(cmd.Context())
		if err != nil {
			return err
		}
		defer o.Close()
		if err = do(cmd, o, args); err != nil && o.quiet != nil {
			o.quiet.Warn(cmd.Name(), "error", err)
		}
		return err
	}
}

func (c *command) open(ctx context.Context, open func(context.Context, string) (*store.Store, error), log func(*opened) *slog.Logger) (*opened, error) {
	if _, _, err := graph.CheckBase(c.graph); err != nil {
		return nil, err
	}
	dir, err := c.folder()
	if err != nil {
		return nil, core.E(core.CodeBadInput, "app.open", "no home folder: name a data folder with --data", err)
	}
	st, err := open(ctx, dir)
	if err != nil {
		return nil, err
	}
	o := &opened{store: st}
	o.Shop = shop.New(shop.Config{Store: st, Vault: vault.New(keyringService, keyringTimeout), Base: c.graph, Log: log(o)})
	return o, nil
}

func (c *command) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// exists reports whether the data folder holds a history, without touching it.
func (c *command) exists() bool {
	dir, err := c.folder()
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join(dir, store.FileName))
	return !errors.Is(err, fs.ErrNotExist)
}
