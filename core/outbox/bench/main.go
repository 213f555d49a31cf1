// Command bench measures how fast the outbox sends with every gate on, and prints a table. Run it by "make bench-send".
//
// The counting server, the preparation, the sender and the bare loop are processes of their own, so that each has its
// own memory and they share the processor as programs do. The sender's store, client, puller and rules are the ones of
// the app; only the pace, the page's daily cap and the size of the campaign differ from the defaults.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"shopbell/core/policy"
)

func main() {
	parts := map[string]func(context.Context, job) error{"": measure, "serve": serve, "prepare": prepare, "send": send, "bare": bare}
	var j job
	flag.StringVar(&j.Part, "part", "", "for the benchmark's own processes")
	flag.StringVar(&j.Dir, "dir", "", "for the benchmark's own processes")
	flag.StringVar(&j.URL, "url", "", "for the benchmark's own processes")
	flag.IntVar(&j.People, "people", 20000, "recipients")
	flag.IntVar(&j.InFlight, "in-flight", policy.Defaults(time.UTC).InFlight, "requests under way")
	flag.StringVar(&j.Profile, "profile", "", "file for the sender's processor profile")
	flag.Parse()
	if err := parts[j.Part](context.Background(), j); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// job is what one process of the benchmark is told.
type job struct {
	Part, Dir, URL, Profile string
	People, InFlight        int
}

// told is what a sending process reports.
type told struct {
	Sent    int     `json:"sent"`
	Seconds float64 `json:"seconds"`
	PeakMB  float64 `json:"peak_mb"`
	CPU     float64 `json:"cpu"` // seconds of processor time, sending only
}

func (t told) rate() float64 { return float64(t.Sent) / t.Seconds }

// scene is one row of the table.
type scene struct {
	name             string
	people, inFlight int
	server           setting
}

// measure runs every scene and prints the table.
func measure(ctx context.Context, j job) error {
	fmt.Printf("%-34s %7s %9s %11s %11s %6s %8s %9s\n", "server", "people", "in flight", "Shopbell/s", "bare loop/s", "ratio", "peak MB", "CPU us/m")
	for _, s := range []scene{
		{"counts", j.People, j.InFlight, setting{}},
		{"counts, one at a time", j.People, 1, setting{}},
		{"counts, twice as many", j.People, 2 * j.InFlight, setting{}},
		{"counts, 50 ms latency", min(j.People, 5000), 50, setting{Latency: 50 * time.Millisecond}},
		{"practice page, stores and lists", min(j.People, 5000), j.InFlight, setting{Store: true}},
	} {
		if err := row(ctx, j, s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	fmt.Print(notes)
	return nil
}

const notes = `
Shopbell: for each message the policy decides with the person's state of that moment (window, caps, quiet hours, opt-outs,
text, freshness of the list), the reservation and two entries of the hash-chained ledger are committed with
synchronous=FULL, the reservation before its POST; the answer is kept, and the message goes into the searchable history.
Bare loop: POSTs the same bodies, made beforehand, and reads the answers. It keeps nothing, asks nothing, decides nothing.
Both have as many requests under way; the first row as many as the program's own rules say.
Server, sender and loop are processes of their own on the same processors. "counts" answers and counts each person;
"practice page" also keeps each message and lists the changed conversations, which the sender reads while it sends.
`

func row(ctx context.Context, j job, s scene) error {
	dir, err := os.MkdirTemp("", "shopbell-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	j.Dir, j.People, j.InFlight = filepath.Join(dir, "data"), s.people, s.inFlight
	url, end, err := startServer(ctx, j)
	if err != nil {
		return err
	}
	defer end()
	j.URL = url
	if err := run(ctx, j, "prepare", nil); err != nil {
		return err
	}
	var ours, loop told
	if err := tell(ctx, url, s.server); err != nil {
		return err
	}
	if err := run(ctx, j, "send", &ours); err != nil {
		return err
	}
	if err := counted(ctx, url, s.people); err != nil {
		return err
	}
	if err := tell(ctx, url, s.server); err != nil {
		return err
	}
	if err := run(ctx, j, "bare", &loop); err != nil {
		return err
	}
	fmt.Printf("%-34s %7d %9d %11.0f %11.0f %6.2f %8.1f %9.0f\n", s.name, s.people, s.inFlight, ours.rate(), loop.rate(), ours.rate()/loop.rate(),
		ours.PeakMB, ours.CPU/float64(ours.Sent)*1e6)
	return nil
}

// run runs one part in a process of its own and reads what it reports.
func run(ctx context.Context, j job, part string, out any) error {
	cmd, err := process(ctx, j, part)
	if err != nil {
		return err
	}
	b, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(b, out)
}

func process(ctx context.Context, j job, part string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "-part", part, "-dir", j.Dir, "-url", j.URL, "-people", fmt.Sprint(j.People),
		"-in-flight", fmt.Sprint(j.InFlight), "-profile", j.Profile)
	cmd.Stderr = os.Stderr
	return cmd, nil
}

// startServer starts the server's process and gives its address.
func startServer(ctx context.Context, j job) (url string, end func(), err error) {
	cmd, err := process(ctx, j, "serve")
	if err != nil {
		return "", nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	end = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		end()
		return "", nil, err
	}
	return line[:len(line)-1], end, nil
}

// counted checks that the server saw one message for each person.
func counted(ctx context.Context, url string, people int) error {
	var seen counts
	if err := call(ctx, url+"/counts", &seen); err != nil {
		return err
	}
	if seen.People != people || seen.Messages != people {
		return fmt.Errorf("the server counted %d messages to %d of %d people", seen.Messages, seen.People, people)
	}
	return nil
}

// tell sets how the server behaves from now on and starts its count again.
func tell(ctx context.Context, url string, s setting) error {
	return call(ctx, fmt.Sprintf("%s/set?store=%t&latency=%s", url, s.Store, s.Latency), nil)
}

func call(ctx context.Context, url string, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(body, out)
}
