package shop

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/logfile"
	"shopbell/core/policy"
	"shopbell/core/views"
)

// Bundle writes a zip for whoever helps: what the doctor found, the versions, counts and rules, the log and what crashes
// printed. Nothing in it says who a customer or the shop is, what anybody wrote, what is sold, or any secret.
func (s *Shop) Bundle(ctx context.Context, version string, w io.Writer) error {
	z := zip.NewWriter(w)
	about, err := s.about(ctx, version)
	if err != nil { // a damaged database is what it is made for
		about.Failure = logfile.Kind(err)
	}
	if err := zipJSON(z, "about.json", about); err != nil {
		return err
	}
	if err := zipJSON(z, "doctor.json", plainChecks(s.Doctor(ctx))); err != nil {
		return err
	}
	return closeBundle(z, s.store.Dir())
}

// BundleWithout writes the same for a data folder that does not open: why it does not, the log and the crashes.
func BundleWithout(dir, version string, why error, w io.Writer) error {
	z := zip.NewWriter(w)
	if err := zipJSON(z, "about.json", about{Version: version, System: system(), At: time.Now().UTC(), Failure: logfile.Kind(why)}); err != nil {
		return err
	}
	return closeBundle(z, dir)
}

type about struct {
	Version  string            `json:"version"`
	System   string            `json:"system"`
	At       time.Time         `json:"at"`
	Failure  string            `json:"failure,omitempty"` // why the data folder does not open, or not all of it
	Practice bool              `json:"practice"`
	Counts   map[string]int    `json:"counts,omitempty"`
	Rules    map[string]string `json:"rules,omitempty"` // numbers, times and switches that differ from the defaults
}

func system() string { return runtime.GOOS + "/" + runtime.GOARCH + " " + runtime.Version() }

func (s *Shop) about(ctx context.Context, version string) (about, error) {
	a := about{Version: version, System: system(), At: s.clock.Now(), Practice: s.cfg.Practice, Rules: map[string]string{}}
	st, err := s.Status(ctx)
	if err != nil {
		return a, err
	}
	a.Counts = map[string]int{"customers": st.Customers, "messages": st.Messages, "opted_out": st.OptedOut, "reviews": st.Reviews,
		"waiting": st.Waiting, "sent_24h": st.Sent24h, "page_cap_left": st.PageCapLeft}
	rules, err := s.rules(ctx)
	if err != nil {
		return a, err
	}
	defaults := policy.Defaults(s.cfg.Zone)
	for _, name := range policy.Names() {
		if name == "zone" || name == "holidays" { // they say where the shop is
			continue
		}
		if v := rules.Get(name); v != defaults.Get(name) {
			a.Rules[name] = v
		}
	}
	return a, nil
}

type plainCheck struct {
	Check string    `json:"check"`
	OK    bool      `json:"ok"`
	Code  core.Code `json:"code,omitempty"`
	Kind  string    `json:"kind,omitempty"`
}

// plainChecks leaves the details out: they may name people.
func plainChecks(list []views.Check) []plainCheck {
	out := make([]plainCheck, len(list))
	for i, c := range list {
		out[i] = plainCheck{Check: c.Name, OK: c.OK, Code: core.CodeOf(c.Err)}
		if c.Err != nil {
			out[i].Kind = logfile.Kind(c.Err)
		}
	}
	return out
}

func zipJSON(z *zip.Writer, name string, v any) error {
	f, err := z.Create(name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// closeBundle adds the log and the crashes of a data folder.
func closeBundle(z *zip.Writer, dir string) error {
	files, err := logfile.Files(dir)
	if err != nil {
		return err
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the oldest log goes when a new one begins
		}
		if err != nil {
			return core.E(core.CodeDataReadOnly, "shop.bundle", "", err)
		}
		if strings.HasPrefix(filepath.Base(path), "crash") {
			b = withoutValues(b)
		}
		f, err := z.Create("logs/" + filepath.Base(path))
		if err != nil {
			return err
		}
		if _, err := f.Write(b); err != nil {
			return err
		}
	}
	return z.Close()
}

// withoutValues keeps of a crash where it happened. What a panic says may quote a customer, so only the lines of the stack
// stay: functions without their arguments, files, goroutines.
func withoutValues(crash []byte) []byte {
	var out bytes.Buffer
	lines := bufio.NewScanner(bytes.NewReader(crash))
	lines.Buffer(nil, 1<<20)
	stack := false
	for lines.Scan() {
		line := lines.Text()
		stack = stack || strings.HasPrefix(line, "goroutine ")
		if !stack {
			continue
		}
		if path, ok := strings.CutPrefix(line, "\t"); ok {
			line = "\t" + path[strings.LastIndexAny(path, `/\`)+1:]
		} else if i := strings.LastIndexByte(line, '('); i > 0 && strings.HasSuffix(line, ")") {
			line = line[:i]
		}
		out.WriteString(line + "\n")
	}
	return out.Bytes()
}
