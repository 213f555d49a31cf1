package main

import (
	"io"
	"path/filepath"
	"testing"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/views"
)

// Given a window's shop, when a backup is brought back, then the same window works with the folder as it was then; with a
// wrong passphrase it works with the folder as it is.
func TestABackupComesBackUnderTheWindow(t *testing.T) {
	ctx := t.Context()
	c := &command{streams: streams{err: io.Discard}, data: filepath.Join(t.TempDir(), "data")}
	o, err := c.write(ctx)
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(ctx, c, o)
	defer d.close()
	d.begin()
	rule := func(name string) string {
		t.Helper()
		rules, err := d.now.Load().Rules(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			if r.Name == name {
				return r.Value
			}
		}
		return ""
	}
	if err := o.SetRules(ctx, map[string]string{"page_day": "77"}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.age")
	if _, err := o.Backup(ctx, file, backup.Lock{Passphrase: "four good words here"}, false); err != nil {
		t.Fatal(err)
	}
	if err := o.SetRules(ctx, map[string]string{"page_day": "88"}); err != nil {
		t.Fatal(err)
	}

	_, s, err := d.restore(ctx, views.RestoreOrder{File: file, Passphrase: core.NewToken("wrong")})
	if err == nil || s == nil || rule("page_day") != "88" {
		t.Fatalf("with a wrong passphrase: %v, rule %s", err, rule("page_day"))
	}
	done, s, err := d.restore(ctx, views.RestoreOrder{File: file, Passphrase: core.NewToken("four good words here")})
	if err != nil || s == nil || done.Before == "" {
		t.Fatalf("%+v, %v", done, err)
	}
	if rule("page_day") != "77" || d.now.Load() == o.Shop {
		t.Errorf("rule %s", rule("page_day"))
	}
	if err := d.now.Load().SetRules(ctx, map[string]string{"page_day": "99"}); err != nil {
		t.Errorf("the folder cannot be written: %v", err)
	}
	if _, err := c.write(ctx); core.CodeOf(err) != core.CodeDataBusy {
		t.Errorf("the lock is not held: %v", err)
	}
}
