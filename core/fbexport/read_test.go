package fbexport_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/fbexport"
	"shopbell/core/fbexport/fbsample"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 980e6, time.UTC)

const (
	shop    = "Tulip Corner"
	newRoot = "your_facebook_activity/messages/inbox/"
)

func both(name string) []string { return []string{name, shop} }

// read reads a download to its end: the messages of each thread, newest first, and what was left out.
func read(t *testing.T, paths ...string) (map[string][]fbexport.Message, []core.Skipped) {
	t.Helper()
	x, err := fbexport.Open(t.Context(), paths, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}()
	got := map[string][]fbexport.Message{}
	for _, th := range x.Threads() {
		if err := x.Read(t.Context(), th, func(m fbexport.Message) error {
			got[th.Folder] = append(got[th.Folder], m)
			return nil
		}, nil); err != nil {
			t.Fatal(err)
		}
	}
	return got, x.Skipped()
}

// folder writes a download as a folder.
func folder(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "download")
	if err := fbsample.Folder(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// part writes a download as a zip part.
func part(t *testing.T, files map[string][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "facebook-tulip-2026-11-22-x.zip")
	if err := fbsample.Zip(path, files); err != nil {
		t.Fatal(err)
	}
	return path
}

func says(sender, text string) []byte {
	return fbsample.JSON(sender, both(sender), []fbsample.Message{{Sender: sender, At: noon, Text: text}})
}

func TestEveryLayoutAndKindOfPart(t *testing.T) {
	ana, bob, eve := says("Ana", "from the new layout"), says("Bob", "from the old one"), says("Eve", "from another")
	old := folder(t, map[string][]byte{"messages/inbox/bob_2/message_1.json": bob})
	third := part(t, map[string][]byte{"this_profile's_activity_across_facebook/messages/archived_threads/eve_3/message_1.json": eve, "ads/message_1.json": eve})
	fresh := part(t, map[string][]byte{newRoot + "ana_1/message_1.json": ana, newRoot + "ana_1/photos/1.jpg": []byte("x")})
	got, skipped := read(t, old, fresh, third)
	if len(got) != 3 || len(skipped) != 0 || got["ana_1"][0].Text != "from the new layout" || got["bob_2"][0].Text != "from the old one" || got["eve_3"][0].Sender != "Eve" {
		t.Errorf("read %+v, left out %+v", got, skipped)
	}
	if got["ana_1"][0].At != noon {
		t.Errorf("sent at %v", got["ana_1"][0].At)
	}
	taken, skipped := read(t, filepath.Join(old, "messages", "inbox", "bob_2"))
	if len(taken["bob_2"]) != 1 || len(skipped) != 0 || taken["bob_2"][0].ID != got["bob_2"][0].ID {
		t.Errorf("a thread's own folder gave %+v, %+v", taken, skipped)
	}
}

func TestAThreadLiesInSeveralParts(t *testing.T) {
	at := func(n int) []byte {
		return fbsample.JSON("Ana", both("Ana"), []fbsample.Message{{Sender: "Ana", At: noon.Add(-time.Duration(n) * time.Hour), Text: fmt.Sprint("part ", n)}})
	}
	a := part(t, map[string][]byte{newRoot + "ana_1/message_10.json": at(10), newRoot + "ana_1/message_1.json": at(1)})
	b := part(t, map[string][]byte{newRoot + "ana_1/message_2.json": at(2)})
	got, skipped := read(t, a, b)
	var order []string
	for _, m := range got["ana_1"] {
		order = append(order, m.Text)
	}
	if strings.Join(order, ",") != "part 1,part 2,part 10" || len(skipped) != 0 {
		t.Errorf("read %v, left out %v", order, skipped)
	}
}

func TestBrokenTextIsRepairedOnce(t *testing.T) {
	for _, text := range []string{"Café mug 😊?", "plain", "größe", "ÃƒÂ©", "Ã©", "在庫はありますか", "naïve ❤️"} {
		got, _ := read(t, folder(t, map[string][]byte{newRoot + "ana_1/message_1.json": says("Žoë", text)}))
		if m := got["ana_1"]; len(m) != 1 || m[0].Text != text || m[0].Sender != "Žoë" {
			t.Errorf("%q came as %+v", text, m)
		}
	}
	right := []byte(`{"participants":[{"name":"Ana"}],"messages":[{"sender_name":"Ana","timestamp_ms":1795252506980,"content":"caf\u00e9 \u2615"},
		{"sender_name":"Ana","timestamp_ms":1795252506981,"content":"caf\u00e9"}]}`)
	got, _ := read(t, folder(t, map[string][]byte{newRoot + "ana_1/message_1.json": right}))
	if m := got["ana_1"]; m[0].Text != "café ☕" || m[1].Text != "café" {
		t.Errorf("text that was right already came as %+v", m)
	}
}

func TestEveryKindOfMessage(t *testing.T) {
	uri := func(name string) []map[string]any {
		return []map[string]any{{"uri": newRoot + "ana_1/x/" + name, "creation_timestamp": 1795252400}}
	}
	extras := []struct {
		text  string
		extra map[string]any
		want  string // text|kind:name:url:text
	}{
		{"", map[string]any{"photos": uri("9.jpg")}, "|image:9.jpg::"},
		{"look", map[string]any{"videos": uri("v.mp4")}, "look|video:v.mp4::"},
		{"Ana sent an attachment.", map[string]any{"files": uri("a.pdf")}, "|file:a.pdf::"},
		{"", map[string]any{"audio_files": uri("a.aac")}, "|audio:a.aac::"},
		{"", map[string]any{"gifs": uri("g.gif")}, "|image:g.gif::"},
		{"", map[string]any{"sticker": uri("s.png")[0]}, "|sticker:s.png::"},
		{"see", map[string]any{"share": map[string]any{"link": "https://x.example/a", "share_text": "blue mug"}}, "see|share::https://x.example/a:blue mug"},
		{"", map[string]any{"share": map[string]any{"link": "javascript:alert(1)", "share_text": "t"}}, "|share:::t"},
		{"Ana called you.", map[string]any{"call_duration": 5, "type": "Call"}, "Ana called you.|call:::"},
		{"", map[string]any{"call_duration": 61, "type": "Call"}, "|call:::"},
		{"", map[string]any{"call_duration": 0, "missed": true}, "|call:::"},
		{"liked", map[string]any{"reactions": []map[string]any{{"reaction": "\u00e2\u009d\u00a4", "actor": "Tulip Corner"}}}, "liked"},
		{"Reacted ❤ to your message ", nil, "-"},
		{"gone", map[string]any{"is_unsent": true}, "gone"},
		{"", map[string]any{"is_unsent": true}, ""},
		{"", nil, "-"},
		{"Ana joined", map[string]any{"type": "Subscribe"}, "-"},
	}
	for _, x := range extras {
		file := fbsample.JSON("Ana", both("Ana"), []fbsample.Message{{Sender: "Ana", At: noon, Text: x.text, Extra: x.extra}})
		got, skipped := read(t, folder(t, map[string][]byte{newRoot + "ana_1/message_1.json": file}))
		what := "-"
		for _, m := range got["ana_1"] {
			what = m.Text
			for _, a := range m.Attachments {
				what += "|" + a.Kind + ":" + a.Name + ":" + a.URL + ":" + a.Text
			}
		}
		if what != x.want || len(skipped) != 0 {
			t.Errorf("%q %v came as %q, left out %v; want %q", x.text, x.extra, what, skipped, x.want)
		}
	}
}

// What is wrong is named with the reason, and everything else is read.
func TestWhatCannotBeReadIsNamed(t *testing.T) {
	whole := fbsample.JSON("Ana", both("Ana"), []fbsample.Message{{Sender: "Ana", At: noon, Text: "one"}, {Sender: shop, At: noon.Add(-time.Hour), Text: "two"}})
	for name, x := range map[string]struct {
		content []byte
		why     core.SkipCode
		n, read int
	}{
		"cut short":        {whole[:bytes.Index(whole, []byte(`two`))], core.SkipCutShort, 1, 1},
		"cut at once":      {whole[:30], core.SkipCutShort, 0, 0},
		"empty":            {nil, core.SkipCutShort, 0, 0},
		"not JSON":         {[]byte("hello"), core.SkipNotJSON, 0, 0},
		"another JSON":     {[]byte(`{"v2":{"ads":[1,2]}}`), core.SkipNoThread, 0, 0},
		"a list":           {[]byte(`[1,2]`), core.SkipNoThread, 0, 0},
		"messages no list": {[]byte(`{"participants":[{"name":"Ana"}],"messages":7}`), core.SkipNoThread, 0, 0},
		"bad entries":      {[]byte(`{"participants":[{"name":"Ana"}],"messages":[{"sender_name":3},{"sender_name":"Ana","timestamp_ms":-4},7,{"sender_name":"Ana","timestamp_ms":1795252506980,"content":"hi"}]}`), core.SkipEntries, 3, 1},
		"too deep":         {[]byte(`{"participants":[{"name":"Ana"}],"messages":[` + strings.Repeat("[", 100)), core.SkipAbsurd, 0, 0},
		"endless number":   {[]byte(`{"participants":[{"name":"Ana"}],"x":` + strings.Repeat("1", 5000) + `}`), core.SkipAbsurd, 0, 0},
		"too long":         {[]byte(`{"participants":[{"name":"Ana"}],"messages":[{"sender_name":"Ana","timestamp_ms":1795252506980,"content":"` + strings.Repeat(`\u00e9`, 1<<20) + `"}]}`), core.SkipLongText, 0, 1},
	} {
		dir := folder(t, map[string][]byte{newRoot + "ana_1/message_1.json": x.content, newRoot + "bob_2/message_1.json": says("Bob", "here")})
		got, skipped := read(t, dir)
		if len(skipped) != 1 || skipped[0].Code != x.why || skipped[0].N != x.n || !strings.Contains(skipped[0].File, "ana_1") {
			t.Errorf("%s: left out %+v, want %s %d", name, skipped, x.why, x.n)
		}
		if len(got["ana_1"]) != x.read || len(got["bob_2"]) != 1 {
			t.Errorf("%s: read %d and %d messages, want %d and 1", name, len(got["ana_1"]), len(got["bob_2"]), x.read)
		}
	}
}

func TestPathsThatAreNoDownload(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := part(t, map[string][]byte{newRoot + "ana_1/message_1.json": says("Ana", "hi")})
	all, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	torn := filepath.Join(dir, "facebook-torn.zip")
	if err := os.WriteFile(torn, all[:len(all)*2/3], 0o600); err != nil {
		t.Fatal(err)
	}
	got, skipped := read(t, text, torn, filepath.Join(dir, "nowhere"), good)
	if len(got["ana_1"]) != 1 || len(skipped) != 3 || skipped[0].Code != core.SkipNotZip ||
		skipped[1].Code != core.SkipZipTorn || skipped[2].Code != core.SkipMissing {
		t.Errorf("read %v, left out %+v", got, skipped)
	}
	if _, skipped := read(t, t.TempDir()); len(skipped) != 1 || skipped[0].Code != core.SkipNothing {
		t.Errorf("an empty folder: %+v", skipped)
	}
}

func TestArchivesMadeToDoHarm(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks gigabytes")
	}
	ana := says("Ana", "hi")
	bomb := []byte(`{"participants":[{"name":"Ana"}],"messages":[` + strings.Repeat(" ", 64<<20) + `]}`)
	path := part(t, map[string][]byte{
		"../../" + newRoot + "evil_1/message_1.json": ana, "/messages/inbox/evil_2/message_1.json": ana, `..\..\evil.exe`: ana,
		newRoot + "bomb_3/message_1.json": bomb, newRoot + "ana_1/message_1.json": ana, `messages\inbox\bob_2\message_1.json`: says("Bob", "hi"),
	})
	got, skipped := read(t, path)
	if len(got) != 2 || len(got["ana_1"]) != 1 || len(got["bob_2"]) != 1 {
		t.Errorf("read %v", got)
	}
	why := map[core.SkipCode]int{}
	for _, s := range skipped {
		why[s.Code]++
	}
	if why[core.SkipPath] != 3 || why[core.SkipBomb] != 1 || len(skipped) != 4 {
		t.Errorf("left out %+v", skipped)
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	outside := folder(t, map[string][]byte{"messages/inbox/eve_3/message_1.json": says("Eve", "secret")})
	dir := folder(t, map[string][]byte{"messages/inbox/ana_1/message_1.json": says("Ana", "hi")})
	for from, to := range map[string]string{
		filepath.Join(outside, "messages", "inbox", "eve_3"):                   "eve_3",
		filepath.Join(outside, "messages", "inbox", "eve_3", "message_1.json"): filepath.Join("ana_1", "message_2.json"),
	} {
		if err := os.Symlink(from, filepath.Join(dir, "messages", "inbox", to)); err != nil {
			t.Skip("this file system has no links")
		}
	}
	got, skipped := read(t, dir)
	if len(got) != 1 || len(got["ana_1"]) != 1 || len(skipped) != 0 {
		t.Errorf("read %v, left out %v", got, skipped)
	}
}

func TestSharedBytesInAnArchive(t *testing.T) {
	packed := part(t, map[string][]byte{newRoot + "ana_1/message_1.json": says("Ana", "hi")})
	z, err := zip.OpenReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := z.File[0].FileHeader
	h.CompressedSize64 = 1 << 40 // as if the entry went on through all that follows
	if _, err := w.CreateRaw(&h); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "facebook-x.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, skipped := read(t, path); len(got) != 0 || len(skipped) != 1 || skipped[0].Code != core.SkipOverlap {
		t.Errorf("read %v, left out %v", got, skipped)
	}
}

func TestWhoTheShopIs(t *testing.T) {
	thread := func(title string, people ...string) []byte {
		return fbsample.JSON(title, people, []fbsample.Message{{Sender: people[0], At: noon, Text: "hi"}})
	}
	files := map[string][]byte{
		newRoot + "ana_1/message_1.json":    thread("Ana", "Ana", "Old Name"),
		newRoot + "bob_2/message_1.json":    thread("Bob", "Old Name", "Bob"),
		newRoot + "ana_3/message_1.json":    thread("Ana", "Ana", shop),
		newRoot + "group_4/message_1.json":  thread("Three", "Ana", "Bob", shop),
		newRoot + "odd_5/message_1.json":    thread("Neither", "Cid", "Dan"),
		newRoot + "cidfry_7/message_1.json": thread("No name", "Cid Fry", "Fourth Name"),
		newRoot + "eve_6/message_1.json":    thread("Eve", "Eve", "Third Name"),
	}
	x, err := fbexport.Open(t.Context(), []string{folder(t, files)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	sides := x.Sides(shop)
	want := map[string]string{"ana_1": "Old Name|Ana|", "bob_2": "Old Name|Bob|", "ana_3": shop + "|Ana|", "eve_6": "Third Name|Eve|",
		"cidfry_7": "Fourth Name|Cid Fry|",
		"group_4":  "||group", "odd_5": "||sides"}
	for _, th := range x.Threads() {
		page, customer, why := sides.Of(th, x.ReadTitle(th))
		if got := page + "|" + customer + "|" + string(why); got != want[th.Folder] {
			t.Errorf("%s: %s, want %s", th.Folder, got, want[th.Folder])
		}
	}
	if !sides.Shared("Ana") || sides.Shared("Bob") {
		t.Error("two threads are with an Ana, one with a Bob")
	}
}

func TestTheSampleIsWhatFacebookWrites(t *testing.T) {
	var x struct {
		Messages []map[string]json.RawMessage
	}
	if err := json.Unmarshal(says("Ana", "é"), &x); err != nil || string(x.Messages[0]["content"]) != `"Ã©"` {
		t.Errorf("%s, %v", x.Messages, err)
	}
}
