//go:build e2e

package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sentence checks that a command failed with one line that a person understands: no code, no Go error, no token.
func (s *shop) sentence(r result, code int, words ...string) {
	s.Helper()
	if r.code != code {
		s.Errorf("exit %d, want %d: %s", r.code, code, r.err)
	}
	line := s.reason(r)
	for _, w := range words {
		if !strings.Contains(strings.ToLower(line), strings.ToLower(w)) {
			s.Errorf("%q does not say %q", line, w)
		}
	}
	for _, bad := range []string{"core.", "graph.", "store.", "error:", "OAuth", "sqlite", "<nil>", "%!"} {
		if strings.Contains(line, bad) {
			s.Errorf("%q is not for people: %q", line, bad)
		}
	}
}

// reason gives the one line that says why a command failed. On a busy computer lines stand before it that tell how far the
// work has come; they begin with a number.
func (s *shop) reason(r result) string {
	s.Helper()
	lines := strings.Split(strings.TrimSpace(r.err), "\n")
	last := len(lines) - 1
	for _, line := range lines[:last] {
		if line == "" || line[0] < '0' || line[0] > '9' {
			s.Errorf("not one line: %q", r.err)
		}
	}
	if lines[last] == "" {
		s.Error("nothing says why it failed")
	}
	return lines[last]
}

func TestTokensThatDoNotWork(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	for name, in := range map[string]string{"none": "", "empty line": "\n", "wrong": "EAAwrong\n", "two words": "EAA wrong\n"} {
		r := s.run(in, "connect")
		t.Log(name, strings.TrimSpace(r.err))
		s.sentence(r, 1, "key")
	}
	for state, words := range map[string][]string{"expired": {"key"}, "password_changed": {"key"}, "app_removed": {"key"}, "person": {"page"}} {
		s.control(http.MethodPost, "token", map[string]string{"state": state}, nil)
		r := s.run(s.token+"\n", "connect")
		t.Log(state, strings.TrimSpace(r.err))
		s.sentence(r, 1, words...)
	}
	s.control(http.MethodPost, "token", map[string]string{"state": "no_messaging"}, nil)
	r := s.run(s.token+"\n", "connect", "--json")
	var con struct{ Missing []string }
	if err := json.Unmarshal([]byte(r.out), &con); err != nil || r.code != 3 || len(con.Missing) == 0 {
		t.Errorf("without a permission: exit %d, %s%s", r.code, r.out, r.err)
	}
}

func TestTheTokenDiesWhileSending(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.control(http.MethodPost, "fault", map[string]any{"match": "POST /", "nth": 3, "count": 1, "status": 400, "code": 190, "subcode": 460}, nil)
	r := s.run("", "send", "restock", "--sku", "MUG-BLUE", "--stock", "10")
	outcome, why, _ := strings.Cut(r.err, "\n")
	if !strings.Contains(outcome, " sent, ") {
		t.Errorf("it does not begin with what left: %q", r.err)
	}
	r.err = why
	s.sentence(r, 1, "key")
	planned := 0
	for _, d := range s.outbox() {
		if d.State == "planned" {
			planned++
		}
	}
	if planned == 0 {
		t.Error("nothing is kept for later")
	}
	s.must(partly, nil, "outbox", "run") // the page accepts the token again
	s.agree()
}

func TestNoLine(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.endPage()
	for _, args := range [][]string{{"sync"}, {"send", "restock", "--sku", "MUG-BLUE", "--stock", "3"}, {"outbox", "run"}} {
		s.sentence(s.run("", args...), 1)
	}
	if len(s.outbox()) != 0 {
		t.Error("a send without a line kept a campaign that nobody saw")
	}
	var hits []any
	s.must(done, &hits, "search", "mug")
	if len(hits) == 0 {
		t.Error("the search needs the line")
	}
	s.must(done, nil, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "3")
}

func TestNoKeyring(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.env = append(s.env, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")
	s.sentence(s.run(s.token+"\n", "connect"), 1)
	for _, name := range []string{"shopbell.db", "shopbell.db-wal"} {
		if b, err := os.ReadFile(filepath.Join(s.dir, name)); err == nil && strings.Contains(string(b), s.token) {
			t.Errorf("the token went into %s", name)
		}
	}
}

func TestAPageWithNoConversations(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--no-rate-limits")
	s.ready()
	var p plan
	s.must(done, &p, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "3")
	if len(p.Verdicts) != 0 {
		t.Errorf("verdicts for nobody: %+v", p)
	}
	s.must(done, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "3")
}

func TestTwoPrograms(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.must(done, nil, "rules", "set", "pace=1")
	cmd := s.command("send", "restock", "--sku", "MUG-BLUE", "--stock", "10")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	s.until("the first message", func() bool { return len(s.log()) > 0 })
	s.sentence(s.run("", "sync"), 1, "process")
	s.must(done, nil, "status") // readers may run beside it
	s.must(done, nil, "customers")
}

func TestWrongUsage(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for _, args := range [][]string{{"frobnicate"}, {"sync", "--no-such-flag"}, {"show"}, {"send"}, {"plan", "restock"}, {"rules", "set", "x"}, {"search", "a", "--after", "yesterday"}} {
		if r := s.run("", args...); r.code != 2 {
			t.Errorf("%v ended with %d: %s", args, r.code, r.err)
		}
	}
	for _, args := range [][]string{{"sync", "--graph", "http://example.com"}, {"status", "--graph", "https://graph.facebook.com.evil.example"}} {
		s.sentence(s.run("", args...), 1)
	}
}

func TestFoldersThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	t.Run("full", func(t *testing.T) {
		dir := t.TempDir()
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir).CombinedOutput(); err != nil {
			t.Skipf("no small file system here: %s", out)
		}
		t.Cleanup(func() { _ = exec.Command("umount", dir).Run() })
		s := newShop(t, "--customers", "5000", "--no-rate-limits")
		s.dir = filepath.Join(dir, "data")
		s.must(done, nil, "connect")
		s.sentence(s.run("", "sync"), 1)
		s.must(done, nil, "status") // what was kept is whole
	})
	t.Run("read-only", func(t *testing.T) {
		dir := t.TempDir()
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", dir).CombinedOutput(); err != nil {
			t.Skipf("no read-only file system here: %s", out)
		}
		t.Cleanup(func() { _ = exec.Command("umount", dir).Run() })
		s := newShop(t, "--no-rate-limits")
		s.dir = filepath.Join(dir, "data")
		s.sentence(s.run(s.token+"\n", "connect"), 1)
	})
	t.Run("damaged", func(t *testing.T) {
		s := newShop(t)
		if err := os.MkdirAll(s.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(s.dir, "shopbell.db"), []byte(strings.Repeat("x", 9000)), 0o600); err != nil {
			t.Fatal(err)
		}
		s.sentence(s.run("", "status"), 1)
	})
}

func TestACatalogueWithBadLines(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	file := filepath.Join(t.TempDir(), "stock.csv")
	if err := os.WriteFile(file, []byte("sku;name;stock\nA-1;Good;3\n;No number;1\nA-2;Bad stock;minus\nA-1;Twice;2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := s.run("", "products", "import", file, "--json")
	var got struct {
		Added    int
		Rejected []struct {
			Line int
			Why  string
		}
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != 3 || got.Added != 1 || len(got.Rejected) != 3 {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	s.sentence(s.run("", "products", "import", filepath.Join(t.TempDir(), "missing.csv")), 1)
}

func TestExplainTakesAnything(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	in := "STOP\n\n\xff\xfe\x00\n" + strings.Repeat("a long line ", 200000) + "\nlast without an end"
	r := s.run(in, "explain")
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if r.code != 0 || len(lines) != 5 || !strings.Contains(lines[0], `"opt_out":"yes"`) {
		t.Errorf("exit %d, %d lines: %.200s %s", r.code, len(lines), r.out, r.err)
	}
}
