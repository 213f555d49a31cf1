package shop

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
)

func TestAPersonsWholeFile(t *testing.T) {
	s := newScene(t, practice.Options{})
	id := s.page.AddCustomer(`<b onmouseover="x()">Eve</b>`, "en")
	s.page.Write(id, "Tell me when the blue mug is back <script>alert('x')</script> \u202egnp.exe")
	s.clock.Advance(time.Minute)
	s.page.Write(id, "STOP")
	s.clock.Advance(10 * time.Second)
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	_, err = s.RunOutbox(t.Context()) // confirms the stop
	s.must(err)
	dir := filepath.Join(t.TempDir(), "out")
	files, err := s.ExportPerson(t.Context(), id, dir)
	s.must(err)
	if info, err := os.Stat(dir); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 || len(files) != 2 {
		t.Fatalf("folder %v, files %v, %v", info, files, err)
	}
	raw, err := os.ReadFile(files[0])
	s.must(err)
	var p person
	s.must(json.Unmarshal(raw, &p))
	if len(p.Messages) != 3 || !strings.HasPrefix(p.Messages[0].Text, "Tell me") || !p.Messages[2].FromPage {
		t.Errorf("messages %+v", p.Messages)
	}
	if len(p.Requests) != 1 || len(p.OptOuts) != 1 || len(p.Deliveries) != 1 || len(p.Ledger) < 4 {
		t.Errorf("%d requests, %d opt-outs, %d deliveries, %d entries", len(p.Requests), len(p.OptOuts), len(p.Deliveries), len(p.Ledger))
	}
	for _, e := range p.Ledger {
		if !strings.Contains(e.Person, string(id)) {
			t.Errorf("an entry about somebody else: %+v", e)
		}
	}
	html, err := os.ReadFile(files[1])
	s.must(err)
	for _, bad := range []string{"<script", "<b on", "\u202e", "href", "src="} {
		if strings.Contains(string(html), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(string(html), "&lt;script&gt;alert(") || !strings.Contains(string(html), "default-src &#39;none&#39;") && !strings.Contains(string(html), "default-src 'none'") {
		t.Error("the words are not shown, or the page may fetch something")
	}
	if _, err := s.ExportPerson(t.Context(), id, dir); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("into a folder that is not empty: %v", err)
	}
	if _, err := s.ExportPerson(t.Context(), "nobody", filepath.Join(t.TempDir(), "x")); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}
}

func TestAPersonsPicturesAreCopiedBeside(t *testing.T) {
	s, id := pictured(t)
	s.page.WritePicture(id, "is this the one?")
	s.pull()
	s.fetch()
	s.page.WritePicture(id, "or that?") // not fetched yet
	s.pull()
	dir := filepath.Join(t.TempDir(), "out")
	files, err := s.ExportPerson(t.Context(), id, dir)
	s.must(err)
	if len(files) != 3 {
		t.Fatalf("files %v", files)
	}
	info, err := os.Stat(files[2])
	if err != nil || info.Size() == 0 || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("picture %v, %v", info, err)
	}
	name, err := filepath.Rel(dir, files[2])
	s.must(err)
	html, err := os.ReadFile(files[1])
	if err != nil || strings.Count(string(html), "<img ") != 1 || !strings.Contains(string(html), `src="`+filepath.ToSlash(name)+`"`) {
		t.Errorf("the page does not show %s, %v", name, err)
	}
	raw, err := os.ReadFile(files[0])
	s.must(err)
	var p person
	s.must(json.Unmarshal(raw, &p))
	if a := p.Messages[0].Attachments; len(a) != 1 || a[0].File != filepath.ToSlash(name) || p.Messages[1].Attachments[0].File != "" {
		t.Errorf("messages %+v", p.Messages)
	}
}
