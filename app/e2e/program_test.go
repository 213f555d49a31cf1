//go:build e2e

// Package e2e drives the real program as a script and an owner would: real processes, a real keyring under a session
// bus, the practice page in a process of its own behind a socket. make e2e builds the program and prepares the session.
package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program is the built binary.
func program(t *testing.T) string {
	t.Helper()
	path := os.Getenv("SHOPBELL")
	if path == "" {
		t.Fatal("SHOPBELL names no program: run make e2e")
	}
	return path
}

// shop is one data folder and the practice page that it belongs to.
type shop struct {
	*testing.T
	bin, dir string
	url      string
	token    string
	env      []string
	page     *exec.Cmd
}

// newShop serves a practice page in a process of its own.
func newShop(t *testing.T, args ...string) *shop {
	t.Helper()
	s := &shop{T: t, bin: program(t), dir: filepath.Join(t.TempDir(), "data")}
	s.page = exec.Command(s.bin, append([]string{"practice", "serve", "--json"}, args...)...)
	out, err := s.page.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.page.Stderr = os.Stderr
	if err := s.page.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.endPage)
	var told struct{ URL, Token string }
	if err := json.NewDecoder(out).Decode(&told); err != nil {
		t.Fatal(err)
	}
	s.url, s.token = told.URL, told.Token
	s.env = append(os.Environ(), "SHOPBELL_GRAPH="+s.url)
	return s
}

func (s *shop) endPage() {
	_ = s.page.Process.Kill()
	_ = s.page.Wait()
}

// result is how a command ended.
type result struct {
	code     int
	out, err string
}

func (s *shop) command(args ...string) *exec.Cmd {
	cmd := exec.Command(s.bin, append([]string{"--data", s.dir}, args...)...)
	cmd.Env = s.env
	return cmd
}

// run runs a command with text on its standard input.
func (s *shop) run(in string, args ...string) result {
	s.Helper()
	cmd := s.command(args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(in), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.Fatal(err)
	}
	if strings.Contains(out.String()+errs.String(), s.token) && args[0] != "practice" {
		s.Errorf("%v printed the token", args)
	}
	return result{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// must runs a command with --json that has to end with one of the codes, and reads its value.
func (s *shop) must(codes []int, value any, args ...string) {
	s.Helper()
	r := s.run(s.token+"\n", append(args, "--json")...)
	ok := false
	for _, c := range codes {
		ok = ok || c == r.code
	}
	if !ok {
		s.Fatalf("%v ended with %d: %s", args, r.code, r.err)
	}
	if value == nil {
		return
	}
	dec := json.NewDecoder(strings.NewReader(r.out))
	if err := dec.Decode(value); err != nil {
		s.Fatalf("%v printed %q: %v", args, r.out, err)
	}
	if dec.More() {
		s.Errorf("%v printed more than one value: %s", args, r.out)
	}
}

var (
	done   = []int{0}
	partly = []int{0, 3}
)

// ready connects, takes the sample catalogue, pulls the history and lifts what depends on the hour.
func (s *shop) ready() {
	s.Helper()
	s.must(done, nil, "connect")
	s.must(done, nil, "products", "import", catalogue(s.T))
	s.must(done, nil, "rules", "set", "quiet_from=00:00", "quiet_to=00:00")
	s.must(done, nil, "sync")
}

func catalogue(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../assets/practice/products.csv")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// control steers or asks the practice page from outside.
func (s *shop) control(method, what string, in, out any) {
	s.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		s.Fatal(err)
	}
	req, err := http.NewRequestWithContext(s.Context(), method, s.url+"/practice/"+what, bytes.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("X-Practice", "1")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		s.Fatalf("%s %s: %s", method, what, resp.Status)
	}
	if out == nil {
		return
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		s.Fatal(err)
	}
}

// received is a message that reached a customer, by the page's own log.
type received struct {
	Customer  string `json:"customer"`
	Text      string `json:"text"`
	MessageID string `json:"message_id"`
}

func (s *shop) log() []received {
	s.Helper()
	var list []received
	s.control(http.MethodGet, "log", nil, &list)
	return list
}

type delivery struct {
	ID         string `json:"id"`
	CustomerID string `json:"customer_id"`
	State      string `json:"state"`
	Reason     string `json:"reason"`
	MessageID  string `json:"message_id"`
	Text       string `json:"text"`
}

func (s *shop) outbox() []delivery {
	s.Helper()
	var list []delivery
	s.must(done, &list, "outbox")
	return list
}

// agree compares the outbox with the page's own log: sent means there once, and nothing is there that is not sent.
func (s *shop) agree() {
	s.Helper()
	sent := map[string]string{}
	for _, d := range s.outbox() {
		if d.State == "sent" {
			sent[d.MessageID] = d.CustomerID
		}
		if d.State == "sending" || d.State == "uncertain" {
			s.Errorf("%s is still %s", d.ID, d.State)
		}
	}
	for _, r := range s.log() {
		if sent[r.MessageID] != r.Customer {
			s.Errorf("the page has %s for %s, the outbox does not", r.MessageID, r.Customer)
		}
		delete(sent, r.MessageID)
	}
	for id, who := range sent {
		s.Errorf("the outbox has %s for %s as sent, the page does not", id, who)
	}
}

// until polls for something to become true.
func (s *shop) until(what string, f func() bool) {
	s.Helper()
	deadline := time.Now().Add(time.Minute)
	for !f() {
		if time.Now().After(deadline) {
			s.Fatalf("waited for %s", what)
		}
		pause := time.NewTimer(20 * time.Millisecond)
		<-pause.C
	}
}
