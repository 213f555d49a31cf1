//go:build e2e

package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"filippo.io/age"
)

// newKey makes a key for backups and gives its two halves.
func (s *shop) newKey() (file, recipient string) {
	s.Helper()
	file = filepath.Join(s.TempDir(), "key.txt")
	var out struct{ Key string }
	s.must(done, &out, "backup", "--new-key", file)
	return file, out.Key
}

// opened opens a backup with nothing but the age library, as the age tool would.
func (s *shop) opened(file, key string) []byte {
	s.Helper()
	k, err := os.Open(key)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = k.Close() }()
	ids, err := age.ParseIdentities(k)
	if err != nil {
		s.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r, err := age.Decrypt(f, ids...)
	if err != nil {
		s.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		s.Fatal(err)
	}
	return b.Bytes()
}

// TestBackupsOnASecondFolder: a backup opens on another computer, and going back to it loses no stop and no send.
func TestBackupsOnASecondFolder(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	file := filepath.Join(t.TempDir(), "shop.age")
	if r := s.run("correct horse\n", "backup", file); r.code != 0 {
		t.Fatal(r.err)
	}
	var had, has struct{ Customers, Messages, Waiting int }
	s.must(done, &had, "status")
	ana := s.customers()[0]

	// Newer than the backup: a stop, and messages that went.
	s.must(done, nil, "optout", "add", ana.CustomerID, "--why", "told me on the phone")
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "3")
	sent := 0
	for _, d := range s.outbox() {
		if d.State == "sent" {
			sent++
		}
	}
	if sent == 0 {
		t.Fatal("nothing was sent")
	}
	for name, c := range map[string]struct{ in, words string }{"another passphrase": {"wrong\n", "passphrase does not open"}, "none": {"\n", "passphrase"}} {
		s.sentence(s.run(c.in, "restore", file), 1, c.words)
		if len(s.outbox()) == 0 {
			t.Errorf("%s: the outbox is gone", name)
		}
	}
	if r := s.run("correct horse\n", "restore", file); r.code != 0 {
		t.Fatal(r.err)
	}
	left := 0
	for _, d := range s.outbox() {
		if d.State == "sent" {
			left++
		}
	}
	if left != sent {
		t.Errorf("%d of %d sends are left", left, sent)
	}
	if c, ok := s.find(ana.Name); !ok || !c.OptedOut {
		t.Errorf("the stop is gone: %+v", c)
	}
	s.agree()

	second := *s
	second.dir = filepath.Join(t.TempDir(), "second")
	if r := second.run("correct horse\n", "restore", file); r.code != 0 {
		t.Fatal(r.err)
	}
	second.must(done, &has, "status")
	if has != had {
		t.Errorf("the backup holds %+v, the shop had %+v", has, had)
	}
	second.must(done, nil, "ledger", "verify")
}

// TestBackupsThatCannotBeBroughtBack: what is no whole backup changes nothing.
func TestBackupsThatCannotBeBroughtBack(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	key, recipient := s.newKey()
	other, _ := s.newKey()
	file := filepath.Join(t.TempDir(), "shop.age")
	s.must(done, nil, "backup", file, "--key", recipient)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := s.run("", "customers").out
	bad := filepath.Join(t.TempDir(), "bad.age")
	for name, c := range map[string]struct {
		content []byte
		key     string
		words   string
	}{
		"cut":             {whole[:len(whole)/2], key, "cut short"},
		"one byte short":  {whole[:len(whole)-1], key, "cut short"},
		"cut in the head": {whole[:50], key, "no backup"},
		"empty":           {nil, key, "no backup"},
		"changed":         {append(append(bytes.Clone(whole[:len(whole)/2]), whole[len(whole)/2]^1), whole[len(whole)/2+1:]...), key, "changed"},
		"another key":     {whole, other, "does not open"},
		"no key":          {whole, filepath.Join(t.TempDir(), "none"), "key file"},
	} {
		if err := os.WriteFile(bad, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		r := s.run("", "restore", bad, "--key", c.key)
		t.Log(name, strings.TrimSpace(r.err))
		s.sentence(r, 1, c.words)
		if after := s.run("", "customers").out; after != before {
			t.Errorf("%s: the shop changed", name)
		}
	}
	s.sentence(s.run("x\n", "restore", file), 1, "key file")
	if left, err := filepath.Glob(filepath.Join(s.dir, "shopbell-*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if r := s.run("", "restore", file, "--key", key); r.code != 0 || s.run("", "customers").out != before {
		t.Errorf("the whole one: %d %s", r.code, r.err)
	}
}

// TestDailyCopies: one a day for the scheduler, told when it fails, off until it is switched on.
func TestDailyCopies(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var made struct{ File *string }
	s.must(done, &made, "backup", "--auto")
	if made.File != nil {
		t.Errorf("off, and made %s", *made.File)
	}
	s.sentence(s.run("", "backup", "--daily", "on"), 1, "passphrase or a key")
	dir := t.TempDir()
	if r := s.run("correct horse\n", "backup", "--daily", "on", "--passphrase", "--folder", dir); r.code != 0 {
		t.Fatal(r.err)
	}
	s.must(done, &made, "backup", "--auto")
	if made.File == nil || filepath.Dir(*made.File) != dir {
		t.Fatalf("made %v", made.File)
	}
	first := *made.File
	s.must(done, &made, "backup", "--auto")
	if made.File != nil {
		t.Errorf("twice a day: %s", *made.File)
	}
	second := *s
	second.dir = filepath.Join(t.TempDir(), "second")
	if r := second.run("correct horse\n", "restore", first); r.code != 0 {
		t.Errorf("restored: %s", r.err)
	}
	for _, f := range []string{s.dir, dir} {
		if found := s.traces(f, map[string][]byte{"passphrase": []byte("correct horse")}); len(found) != 0 {
			t.Errorf("the passphrase stands in %v", found)
		}
	}

	// As if it were of yesterday, and the disk is not plugged in.
	if err := os.Rename(first, filepath.Join(dir, "shopbell-backup-20200101T120000Z.age")); err != nil {
		t.Fatal(err)
	}
	away := dir + "-away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	s.sentence(s.run("", "backup", "--auto"), 1, "folder", dir)
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made in the place of the disk")
	}
	var st struct {
		Failed string `json:"backup_failed"`
	}
	s.must(done, &st, "status")
	if st.Failed != "backup_folder" {
		t.Errorf("status tells %q", st.Failed)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	s.must(done, &made, "backup", "--auto")
	var show struct {
		On     bool
		Failed *string
		Files  []struct{ Keep *string }
	}
	s.must(done, &show, "backup", "--show")
	if made.File == nil || !show.On || show.Failed != nil || len(show.Files) != 2 {
		t.Errorf("plugged in again: %+v", show)
	}
	s.must(done, nil, "backup", "--daily", "off")
}

// TestAFullDisk: a backup that does not fit says so, and the older one is still there.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	_, recipient := s.newKey()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be made here: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", dir).Run() })
	older := filepath.Join(dir, "shop.age")
	const held = "age-encryption.org/v1\nthe older backup"
	if err := os.WriteFile(older, []byte(held), 0o600); err != nil {
		t.Fatal(err)
	}
	s.sentence(s.run("", "backup", older, "--key", recipient), 1, "disk is full")
	raw, err := os.ReadFile(older)
	left, lerr := os.ReadDir(dir)
	if err != nil || lerr != nil || string(raw) != held || len(left) != 1 {
		t.Errorf("left %v, %q, %v %v", left, raw, err, lerr)
	}
}

// TestKilledInTheMiddle: a backup or a restore that is killed at any moment leaves the shop as it was or as it is to be.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits", "--customers", "400")
	s.ready()
	key, recipient := s.newKey()
	file := filepath.Join(t.TempDir(), "shop.age")
	s.must(done, nil, "backup", file, "--key", recipient)
	was := len(s.customers())
	stopped := s.customers()[0]
	s.must(done, nil, "optout", "add", stopped.CustomerID, "--why", "told me on the phone")
	whole, cut := 0, 0
	for i := range 12 {
		again := filepath.Join(t.TempDir(), "again.age")
		began := time.Now()
		if s.killed(time.Duration(i)*15*time.Millisecond, "backup", again, "--key", recipient) {
			cut++
		}
		if _, err := os.Stat(again); err == nil {
			whole++
			if !bytes.HasPrefix(s.opened(again, key), []byte("SQLite")) {
				t.Error("a file of that name, and it is not whole")
			}
		}
		t.Logf("backup: %v", time.Since(began).Round(time.Millisecond))
		s.killed(time.Duration(i)*30*time.Millisecond, "restore", file, "--key", key)
		if n := len(s.customers()); n != was {
			t.Errorf("after a restore that was killed there are %d people, there were %d", n, was)
		}
		if c, _ := s.find(stopped.Name); !c.OptedOut {
			t.Error("the stop is gone")
		}
	}
	if cut == 0 {
		t.Error("nothing was killed in time: the test proves nothing")
	}
	// What the killed ones left is gone after the next one that ends.
	s.must(done, nil, "sync")
	for _, name := range []string{"shopbell-copy.db", "shopbell-restore.db"} {
		if _, err := os.Stat(filepath.Join(s.dir, name)); err == nil {
			t.Errorf("%s is left behind", name)
		}
	}
	s.must(done, nil, "ledger", "verify")
	t.Logf("%d of 12 backups were whole, %d were killed", whole, cut)
}

// killed runs a command, kills it after a time and reports whether it was still running.
func (s *shop) killed(after time.Duration, args ...string) bool {
	s.Helper()
	cmd := s.command(args...)
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Signal(syscall.SIGKILL) })
	defer timer.Stop()
	return cmd.Wait() != nil && cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled()
}
