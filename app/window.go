package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"shopbell"
	"shopbell/assets"
	"shopbell/core"
	"shopbell/core/shop"
	"shopbell/ui"
	"shopbell/ui/settings"
)

// openWindow opens the window on the data folder.
func (c *command) openWindow(ctx context.Context) error {
	o, err := c.write(ctx)
	if core.CodeOf(err) == core.CodeDataBusy {
		if dir, failed := c.folder(); failed == nil && knock(ctx, dir) {
			return nil
		}
	}
	if err != nil {
		return c.problem(err)
	}
	d := newDesk(ctx, c, o)
	defer d.close()
	return c.window(ctx, d, false)
}

// problem shows why the data folder does not open, where there is a screen: whoever starts Shopbell from a menu sees
// nothing of what it prints. It gives the reason in any case.
func (c *command) problem(why error) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return why
	}
	if err := prepareToolkit(); err != nil {
		return errors.Join(why, err)
	}
	a := app.NewWithID(shopbell.ID())
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	ways := ui.ProblemWays{
		Again: func() {
			c.openBeside(os.Args[1:]...)
			a.Quit()
		},
		Repair: func(ctx context.Context) (ui.Mended, error) {
			dir, err := c.folder()
			if err != nil {
				return ui.Mended{}, err
			}
			done, err := shop.Repair(ctx, dir, time.Now())
			return ui.Mended{Before: done.Before, Lost: len(done.Lost) > 0}, err
		},
	}
	w := ui.NewProblem(a, why, ui.Options{Lang: lang.SystemLocale().LanguageString()}, ways).Window
	if err := show(w, func() bool { w.Show(); return true }); err != nil {
		return why // which counts more than that nobody sees it
	}
	a.Run()
	return why
}

// window shows the window until the owner closes it, with the background work beside it.
func (c *command) window(ctx context.Context, d *desk, practice bool) error {
	if err := prepareToolkit(); err != nil {
		return core.E(core.CodeUnknown, "app.window", "", err)
	}
	defer d.end()
	a := app.NewWithID(shopbell.ID())
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	opt := ui.Options{Practice: practice, Version: shopbell.Version(), Lang: lang.SystemLocale().LanguageString(), Clock: d, Zone: time.Local, Screen: room, Hidden: c.hidden}
	if !practice {
		opt.OpenPractice = c.openPracticeBeside
		opt.Restore = d.restore
		opt.Login = c.atLogin()
	}
	if tray, ok := a.(desktop.App); ok && trayHost(ctx) {
		opt.Tray = tray.SetSystemTrayMenu
	}
	opt.Notify = c.notifier(ctx, a)
	complain(d.opened.quiet)
	w := ui.New(a, d.now.Load(), opt)
	a.Lifecycle().SetOnEnteredForeground(func() { w.Front(true) })
	a.Lifecycle().SetOnExitedForeground(func() { w.Front(false) })
	w.Window.SetMaster()
	a.Lifecycle().SetOnStarted(d.begin)
	if err := show(w.Window, w.Open); err != nil {
		c.words = ui.Words(a, opt.Lang)
		if d.opened.quiet != nil {
			d.opened.quiet.Error("window", "error", err)
		}
		return err
	}
	if dir, err := c.folder(); err == nil && !practice {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go heed(ctx, dir, func() { fyne.Do(w.Raise) })
	}
	debug.SetGCPercent(windowGC)
	defer time.AfterFunc(settled, debug.FreeOSMemory).Stop()
	defer context.AfterFunc(ctx, func() { fyne.Do(a.Quit) })() // asked to end from outside
	a.Run()
	w.Leave()
	return nil
}

// atLogin is what starts this program at login; nil where that cannot be known. An entry whose program was moved is
// mended on the way.
func (c *command) atLogin() settings.Login {
	e, err := newLoginEntry(c.data)
	if err == nil {
		err = e.mend()
	}
	if err != nil {
		c.log().Error("login", "error", err)
		return nil
	}
	return e
}

// notifier tells something on the desktop, when somebody is there to show it.
func (c *command) notifier(ctx context.Context, a fyne.App) func(*fyne.Notification) {
	return func(n *fyne.Notification) {
		if notifyHost(ctx) {
			a.SendNotification(n)
		}
	}
}

// A window makes little garbage, and more while it opens than ever after: memory is collected when a third of what is in
// use came on top, and what the opening took is given back once the first page stands.
const (
	windowGC = 30 // percent
	settled  = 2 * time.Second
)

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
	args := []string{"demo"}
	if c.data != "" {
		args = append(args, "--data", c.data)
	}
	c.openBeside(args...)
}

// openBeside starts the program once more.
func (c *command) openBeside(args ...string) {
	exe, err := program()
	if err != nil {
		c.log().Error("open", "error", err)
		return
	}
	cmd := exec.Command(exe, args...)
	cmd.Stderr = c.err
	if err := cmd.Start(); err != nil {
		c.log().Error("open", "error", err)
		return
	}
	go func() { _ = cmd.Wait() }() // its end is of no interest, but leaves no zombie
}
