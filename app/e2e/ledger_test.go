//go:build e2e

package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// script gives the program with which docs/ledger.md checks a ledger.
func script(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../docs/ledger.md")
	if err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq(string(b), "```python\n") {
		if code, _, ok := strings.Cut(part, "```"); ok && strings.HasPrefix(code, "import hashlib") {
			if n := strings.Count(code, "\n"); n > 20 {
				t.Errorf("the script has %d lines", n)
			}
			return code
		}
	}
	t.Fatal("the page about the ledger has no script")
	return ""
}

func TestTheLedgerIsCheckedWithoutShopbell(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here")
	}
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.must(partly, nil, "send", "restock", "--sku", "MUG-BLUE", "--stock", "6")
	file := filepath.Join(t.TempDir(), "ledger.jsonl")
	s.must(done, nil, "ledger", "export", file)
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	check := func(b []byte) (string, bool) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, "-c", script(t), file).CombinedOutput()
		return string(out), err == nil
	}
	lines := bytes.Split(bytes.TrimSpace(was), []byte("\n"))
	if said, ok := check(was); !ok || !strings.HasPrefix(said, strconv.Itoa(len(lines))+" entries") {
		t.Errorf("a sound ledger of %d entries: %s", len(lines), said)
	}
	for name, b := range map[string][]byte{
		"a word changed":         bytes.Replace(was, []byte(`\"what\":\"sent\"`), []byte(`\"what\":\"SENT\"`), 1),
		"the words of a person":  bytes.Replace(was, []byte(`\"quote\":\"`), []byte(`\"quote\":\"x`), 1),
		"an entry taken out":     bytes.Join(append(append([][]byte{}, lines[:3]...), lines[4:]...), []byte("\n")),
		"two entries exchanged":  bytes.Join(append([][]byte{lines[1], lines[0]}, lines[2:]...), []byte("\n")),
		"an entry written twice": bytes.Join(append([][]byte{lines[0], lines[0]}, lines[1:]...), []byte("\n")),
	} {
		if bytes.Equal(b, was) {
			t.Fatalf("%s: nothing was changed", name)
		}
		if said, ok := check(b); ok {
			t.Errorf("%s: not found: %s", name, said)
		}
	}
}

func TestAProofOfConsentCanBeChecked(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var line []struct {
		ID    string `json:"customer_id"`
		Quote string
	}
	s.must(done, &line, "waitlist", "MUG-BLUE")
	file := filepath.Join(t.TempDir(), "proof.html")
	s.must(done, nil, "ledger", "proof", line[0].ID, file)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page := html.UnescapeString(string(b))
	if !strings.Contains(page, line[0].Quote) {
		t.Errorf("the page does not quote %q", line[0].Quote)
	}
	entries := regexp.MustCompile(`entry (\d+)[^<]*</div>[\s\S]*?<dt>hash before</dt><dd><code>(.*?)</code></dd>\s*<dt>body</dt><dd><code>(.*?)</code></dd>\s*<dt>hash</dt><dd><code>(.*?)</code></dd>\s*<dt>salt</dt><dd><code>(.*?)</code></dd>\s*<dt>personal part</dt><dd><code>(.*?)</code></dd>`).
		FindAllStringSubmatch(page, -1)
	if len(entries) == 0 {
		t.Fatalf("no entry on the page:\n%s", page)
	}
	for _, e := range entries {
		prev, err := hex.DecodeString(e[2])
		if err != nil {
			t.Fatal(err)
		}
		salt, err := hex.DecodeString(e[5])
		if err != nil {
			t.Fatal(err)
		}
		hash := sha256.Sum256(append(prev, e[1]+"\n"+e[3]...))
		var body struct{ Person string }
		if err := json.Unmarshal([]byte(e[3]), &body); err != nil {
			t.Fatal(err)
		}
		person := sha256.Sum256(append(salt, e[6]...))
		if hex.EncodeToString(hash[:]) != e[4] || hex.EncodeToString(person[:]) != body.Person {
			t.Errorf("entry %s does not fit its hashes", e[1])
		}
	}
	s.sentence(s.run("", "ledger", "proof", line[0].ID, file), 1, "file")
	s.sentence(s.run("", "ledger", "proof", "nobody", file+"2"), 1, "not there")
}
