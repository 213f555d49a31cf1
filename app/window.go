package main

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"shopbell/assets"
	"shopbell/core"
	"shopbell/core/shop"
	"shopbell/ui"
)

// appID is the program's name towards the operating system; a test keeps it equal to FyneApp.toml.
const appID = "io.github.shopbell.desktop"

// openWindow opens the window on the data folder.
func (c *command) openWindow(ctx context.Context) error {
	o, err := c.write(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	return c.window(ctx, o.Shop, false)
}

// window shows the window until the owner closes it, with the background work beside it.
func (c *command) window(ctx context.Context, s *shop.Shop, practice bool) error {
	if err := prepareToolkit(); err != nil {
		return core.E(core.CodeUnknown, "app.window", "", err)
	}
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer stop()

	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	opt := ui.Options{Practice: practice, Lang: lang.SystemLocale().LanguageString(), Clock: shopClock{s}, Zone: time.Local}
	if !practice {
		opt.OpenPractice = c.openPracticeBeside
	}
	w := ui.New(a, s, opt)
	w.Window.SetMaster()
	a.Lifecycle().SetOnStarted(func() {
		w.Open()
		work.Go(func() { s.Work(ctx) })
	})
	defer context.AfterFunc(ctx, func() { fyne.Do(a.Quit) })() // asked to end from outside
	a.Run()
	return nil
}

// prepareToolkit mends what the toolkit would complain about: a locale that is no language, a home without a cache.
func prepareToolkit() error {
	if l := os.Getenv("LANG"); l == "" || l == "C" {
		if err := os.Setenv("LANG", "en_US.UTF-8"); err != nil {
			return err
		}
	}
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(dir, 0o700) // without one the toolkit keeps nothing, and works
	}
	return nil
}

// openPracticeBeside opens the practice shop as a program of its own: its data and its page have nothing to do with this
// shop's.
func (c *command) openPracticeBeside() {
	exe, err := os.Executable()
	if err != nil {
		c.log().Error("practice shop", "error", err)
		return
	}
	args := []string{"demo"}
	if c.data != "" {
		args = append(args, "--data", c.data)
	}
	cmd := exec.Command(exe, args...)
	cmd.Stderr = c.err
	if err := cmd.Start(); err != nil {
		c.log().Error("practice shop", "error", err)
		return
	}
	go func() { _ = cmd.Wait() }() // its end is of no interest, but leaves no zombie
}

// shopClock is the corrected time of the shop, for countdowns.
type shopClock struct{ *shop.Shop }
