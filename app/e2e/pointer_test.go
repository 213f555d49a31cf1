//go:build e2e

package e2e

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// hand is a person at the window who reads the words on the screen and moves a real pointer to them.
type hand struct {
	*window
	n int // pictures kept so far
}

// ownScreen starts a virtual screen beside the session's, so that two windows do not stand in each other's way. more are options
// of its server.
func ownScreen(t *testing.T, more ...string) (display string) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1280x820x24", "-nolisten", "tcp"}, more...)...)
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	_ = write.Close()
	n, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return ":" + strings.TrimSpace(n)
}

// seen is a word on the screen with the middle of its place.
type seen struct {
	line string // words of one line have the same
	text string
	x, y int
}

// look reads the screen as it is, or after its picture was changed.
func (h *hand) look(change ...string) []seen {
	h.Helper()
	picture, large := filepath.Join(h.TempDir(), "screen.png"), filepath.Join(h.TempDir(), "large.png")
	if out, err := h.tool("import", "-window", "root", picture).CombinedOutput(); err != nil {
		h.Fatalf("no picture of the screen: %v %s", err, out)
	}
	args := append([]string{picture, "-resize", "200%", "-colorspace", "Gray"}, change...)
	if out, err := h.tool("convert", append(args, large)...).CombinedOutput(); err != nil {
		h.Fatalf("%v %s", err, out)
	}
	out, err := h.tool("tesseract", large, "-", "--psm", "11", "tsv").Output()
	if err != nil {
		h.Fatalf("reading the screen: %v", err)
	}
	return table(string(out))
}

// table reads the words out of what the reader of pictures prints: page, block, paragraph, line, word, place, trust, text.
func table(tsv string) (words []seen) {
	for _, row := range strings.Split(tsv, "\n") {
		f := strings.Split(row, "\t")
		if len(f) != 12 || strings.TrimSpace(f[11]) == "" {
			continue
		}
		n := [4]int{}
		for i := range n {
			n[i], _ = strconv.Atoi(f[6+i])
		}
		words = append(words, seen{strings.Join(f[2:5], "."), f[11], (n[0] + n[2]/2) / 2, (n[1] + n[3]/2) / 2})
	}
	return words
}

// find gives the middle of words that stand side by side. Of several places it takes the lowest: a dialog's button, not
// its title.
func find(all []seen, words string) (x, y int, ok bool) {
	want := strings.Fields(words)
	for i := range all {
		if i+len(want) > len(all) {
			break
		}
		match := true
		for j, w := range want {
			match = match && all[i+j].line == all[i].line && strings.EqualFold(strings.Trim(all[i+j].text, ".,:;…©@#|“”\"' "), w)
		}
		if last := all[min(i+len(want), len(all))-1]; match && (!ok || all[i].y > y) {
			x, y, ok = (all[i].x+last.x)/2, all[i].y, true
		}
	}
	return x, y, ok
}

// waits looks until words stand on the screen, and keeps a picture of it where pictures are wanted.
func (h *hand) waits(words string) (x, y int) {
	h.Helper()
	deadline := time.Now().Add(time.Minute)
	for {
		all := h.look()
		x, y, ok := find(all, words)
		if !ok { // perhaps they are dark words on a bright button
			all = append(all, h.look("-lat", "60x60+3%", "-negate")...)
			x, y, ok = find(all, words)
		}
		if ok {
			h.keep(words)
			return x, y
		}
		if time.Now().After(deadline) {
			var read []string
			for _, w := range all {
				read = append(read, w.text)
			}
			h.keep("missing " + words)
			h.Fatalf("%q is not on the screen, which reads: %s", words, strings.Join(read, " "))
		}
	}
}

// keep records the screen in the folder that SHOPBELL_PICTURES names.
func (h *hand) keep(what string) {
	dir := os.Getenv("SHOPBELL_PICTURES")
	if dir == "" {
		return
	}
	h.n++
	name := fmt.Sprintf("%02d-%s.png", h.n, strings.ReplaceAll(strings.ToLower(what), " ", "-"))
	if out, err := h.tool("import", "-window", "root", filepath.Join(dir, name)).CombinedOutput(); err != nil {
		h.Logf("no picture: %v %s", err, out)
	}
}

// click moves the pointer to words and presses there, as slowly as a quick person does.
func (h *hand) click(words string) {
	h.Helper()
	x, y := h.waits(words)
	h.tap(x, y, 1)
}

func (h *hand) tap(x, y, times int) {
	h.Helper()
	args := []string{"mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.15"}
	for range times {
		args = append(args, "mousedown", "1", "sleep", "0.08", "mouseup", "1", "sleep", "0.08")
	}
	if out, err := h.tool("xdotool", append(args, "sleep", "0.3")...).CombinedOutput(); err != nil {
		h.Fatalf("pointer: %v %s", err, out)
	}
}

// types writes into what has the keyboard. The words are given by standard input: arguments can be seen by others.
func (h *hand) types(words string) {
	h.Helper()
	cmd := h.tool("xdotool", "type", "--delay", "5", "--file", "-")
	cmd.Stdin = strings.NewReader(words)
	if out, err := cmd.CombinedOutput(); err != nil {
		h.Fatalf("typing: %v %s", err, out)
	}
}

// TestFromTheFirstStepsToTheResult is the whole main job as a shop owner does it, with pointer and keyboard: connect the
// page, add the products, tell those who wait, look at the result.
func TestFromTheFirstStepsToTheResult(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.must(done, nil, "rules", "set", "quiet_from=00:00", "quiet_to=00:00") // the hour of the test is no matter
	home := t.TempDir()
	sheet, err := os.ReadFile(catalogue(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "products.csv"), sheet, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := s.command()
	cmd.Env = append(s.env, "DISPLAY="+ownScreen(t), "HOME="+home, "OMP_THREAD_LIMIT=1", "LANG=C.UTF-8")
	h := &hand{window: openWindow(t, cmd)}

	x, y := h.waits("Paste the access key here")
	h.tap(x, y+34, 1) // the field below its name
	h.types(s.token)
	h.click("Check and connect")
	h.waits("Connected")

	h.click("Waiting lists")
	h.click("Add products")
	x, y = h.waits("products")
	h.tap(x, y, 2) // the file in the toolkit's own dialog
	h.waits("34 products")

	h.click("Back in stock") // the first of the list is chosen
	if n := len(s.log()); n != 0 {
		t.Fatalf("%d left before the owner said so", n)
	}
	h.waits("Nothing has been sent yet")
	h.click("Send to")
	h.waits("2 of 22 sent")
	if sent := s.log(); len(sent) != 2 { // two people for the one unit
		t.Fatalf("%d were sent", len(sent))
	}
	h.click("Stop here")
	h.click("Stop 19") // the button says: Stop, 19 get nothing
	h.waits("You stopped it")
	h.click("Results")
	h.click("Blue speckled mug")
	h.waits("From message to sale")
	if sent := s.log(); len(sent) != 2 {
		t.Errorf("%d were sent after the owner stopped it", len(sent)-2)
	}
	s.agree()
}
