//go:build e2e

package e2e

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shopbell/core/outbox/docs"
)

var update = flag.Bool("update", false, "write core/outbox/docs/program.md")

const faultsIntro = `Made by TestFaultsOfTheProgram with the real program: it is killed in the middle of a campaign, then started again under the
fault, then without it. Checked in each row, by the page's own log: under the fault nothing leaves and nothing in the outbox changes, but for what another program sends; afterwards
every message is there once and none is left uncertain.`

// With the program itself: what keeps it from sending is told in a sentence, and afterwards nothing is lost or doubled.
func TestFaultsOfTheProgram(t *testing.T) {
	table := docs.Section{Title: "What keeps the whole program from sending", Intro: "Told by `shopbell outbox run`.",
		Head: []string{"fault", "the owner is told", "messages that left meanwhile", "afterwards"}}
	for _, f := range []struct {
		name string
		try  func(*interrupted) (result, bool)
	}{
		{"the network is cut: no route at all", (*interrupted).withoutNetwork},
		{"the keyring is locked", (*interrupted).withLockedKeyring},
		{"no keyring", (*interrupted).withoutKeyring},
		{"another Shopbell sends on the same data", (*interrupted).besideAnother},
		{"the disk is full", (*interrupted).onFullDisk},
	} {
		row := []string{f.name}
		t.Run(f.name, func(t *testing.T) {
			s := newInterrupted(t)
			before, left := s.states(), len(s.log())
			r, possible := f.try(s)
			if !possible {
				t.Skip("not on this machine, so the row stands as it was")
			}
			s.sentence(r, 1)
			if now := s.states(); now != before && f.name != "another Shopbell sends on the same data" {
				t.Errorf("the outbox changed from %s to %s", before, now)
			}
			row = append(row, varying.ReplaceAllString(s.reason(r), ""), meanwhile(len(s.log())-left))
			s.must(partly, nil, "outbox", "run")
			s.agree()
			s.onceEach()
			row = append(row, s.settled())
		})
		table.Rows = append(table.Rows, row)
	}
	if !t.Failed() {
		docs.Check(t, "../../core/outbox/docs/program.md", "What happens to the program when something goes wrong", faultsIntro, []docs.Section{table}, *update)
	}
}

func meanwhile(left int) string {
	if left == 0 {
		return "none"
	}
	return "those of the other one"
}

// varying is what a sentence tells of one process.
var varying = regexp.MustCompile(` \([^)]*\)`)

// interrupted is a shop whose program was killed after the first message of a campaign.
type interrupted struct{ *shop }

func newInterrupted(t *testing.T) *interrupted {
	t.Helper()
	s := &interrupted{newShop(t, "--no-rate-limits")}
	if dir := smallDisk(t); dir != "" {
		s.dir = filepath.Join(dir, "data")
	}
	s.ready()
	s.must(done, nil, "rules", "set", "pace=1", "in_flight=1")
	cmd := s.command("send", "restock", "--sku", "MUG-BLUE", "--stock", "3")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.until("the first message", func() bool { return len(s.log()) > 0 })
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	s.must(done, nil, "rules", "set", "pace=0")
	if s.states() == "" {
		t.Fatal("no campaign")
	}
	return s
}

// smallDisk is a file system of its own, "" where that cannot be.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Logf("no small file system here: %s", out)
		return ""
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	return dir
}

// states counts the outbox by state.
func (s *interrupted) states() string {
	s.Helper()
	n := map[string]int{}
	for _, d := range s.outbox() {
		n[d.State]++
	}
	var out []string
	for _, state := range []string{"sent", "sending", "uncertain", "planned", "held", "refused", "failed"} {
		if n[state] > 0 {
			out = append(out, fmt.Sprintf("%d %s", n[state], state))
		}
	}
	return strings.Join(out, ", ")
}

// settled checks that nothing is left to go now.
func (s *interrupted) settled() string {
	s.Helper()
	now := s.states()
	for _, open := range []string{"planned", "sending", "uncertain", "failed"} {
		if strings.Contains(now, open) {
			s.Errorf("afterwards %s", now)
		}
	}
	return "everything that may go is sent, once"
}

func (s *interrupted) onceEach() {
	s.Helper()
	got := map[string]bool{}
	for _, m := range s.log() {
		if got[m.Customer] {
			s.Errorf("%s got it twice", m.Customer)
		}
		got[m.Customer] = true
	}
}

// under runs "outbox run" by way of another program.
func (s *interrupted) under(env []string, by ...string) result {
	s.Helper()
	args := append(by, s.bin, "--data", s.dir, "outbox", "run")
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(s.env, env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	_ = cmd.Run() // how it ended is in the state
	return result{code: cmd.ProcessState.ExitCode(), err: errs.String()}
}

func (s *interrupted) withoutNetwork() (result, bool) {
	if exec.Command("unshare", "-n", "true").Run() != nil {
		return result{}, false
	}
	return s.under(nil, "unshare", "-n"), true
}

// withLockedKeyring starts a keyring on the same files with a wrong password, and nowhere to ask for the right one.
func (s *interrupted) withLockedKeyring() (result, bool) {
	said := filepath.Join(s.TempDir(), "said") // the bus and the keyring talk on the same line
	r := s.under([]string{"XDG_RUNTIME_DIR=" + s.TempDir(), "DISPLAY=", "SAID=" + said}, "dbus-run-session", "--", "bash", "-c",
		`printf wrong | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@" 2>"$SAID"`, "session")
	line, err := os.ReadFile(said)
	if err != nil {
		s.Fatal(err, r.err)
	}
	r.err = string(line)
	return r, true
}

func (s *interrupted) withoutKeyring() (result, bool) {
	return s.under([]string{"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}, "env"), true
}

// besideAnother lets one program send slowly while a second one tries.
func (s *interrupted) besideAnother() (result, bool) {
	s.must(done, nil, "rules", "set", "pace=1")
	first, before := s.command("outbox", "run"), len(s.log())
	if err := first.Start(); err != nil {
		s.Fatal(err)
	}
	s.until("the next message", func() bool { return len(s.log()) > before })
	r := s.run("", "outbox", "run")
	if err := first.Wait(); err != nil && first.ProcessState.ExitCode() != 3 {
		s.Errorf("the first one ended with %v", err)
	}
	return r, true
}

func (s *interrupted) onFullDisk() (result, bool) {
	dir := filepath.Dir(s.dir)
	full := filepath.Join(dir, "full")
	if exec.Command("mountpoint", "-q", dir).Run() != nil {
		return result{}, false
	}
	if err := exec.Command("dd", "if=/dev/zero", "of="+full, "bs=4k").Run(); err == nil {
		s.Fatal("the disk has no end")
	}
	r := s.run("", "outbox", "run")
	if err := os.Remove(full); err != nil {
		s.Fatal(err)
	}
	return r, true
}
