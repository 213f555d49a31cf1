// Package fbsample writes downloads as Facebook's "Download your information" has them, for tests and measurements. The
// same options always give the same download.
package fbsample

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
)

// Message is one message of a thread.
type Message struct {
	Sender string
	At     time.Time
	Text   string
	Extra  map[string]any // further keys, as the download has them
}

// Mojibake writes text as a download's JSON does: every byte of its UTF-8 as a character of its own.
func Mojibake(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// JSON writes one message file. Messages stand newest first in a download.
func JSON(title string, participants []string, messages []Message) []byte {
	var people []map[string]string
	for _, p := range participants {
		people = append(people, map[string]string{"name": Mojibake(p)})
	}
	list := []map[string]any{}
	for _, m := range messages {
		x := map[string]any{"sender_name": Mojibake(m.Sender), "timestamp_ms": m.At.UnixMilli(), "is_geoblocked_for_viewer": false}
		if m.Text != "" {
			x["content"] = Mojibake(m.Text)
		}
		for k, v := range m.Extra {
			x[k] = v
		}
		list = append(list, x)
	}
	b, err := json.Marshal(struct {
		Participants []map[string]string `json:"participants"`
		Messages     []map[string]any    `json:"messages"`
		Title        string              `json:"title"`
		Path         string              `json:"thread_path"`
		Magic        []string            `json:"magic_words"`
	}{people, list, Mojibake(title), "inbox/x", []string{}})
	if err != nil || !utf8.Valid(b) {
		panic("fbsample: " + fmt.Sprint(err)) // plain maps of texts always marshal
	}
	return b
}

// Zip writes a zip part with these files.
func Zip(path string, files map[string][]byte) error {
	return writeZip(path, func(z *zip.Writer) error {
		for name, content := range files {
			w, err := z.Create(name)
			if err != nil {
				return err
			}
			if _, err := w.Write(content); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeZip(path string, fill func(*zip.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	z := zip.NewWriter(f)
	if err := fill(z); err != nil {
		return err
	}
	return z.Close()
}

// Folder writes these files below a folder.
func Folder(dir string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Shop is the name of the page in a large download.
const Shop = "Tulip Corner"

// perFile is how many messages Facebook puts in one file.
const perFile = 10_000

// Large writes a zip part with messages of a number of threads, the same number in each.
func Large(path string, threads, messages int, newest time.Time) error {
	r := rand.New(rand.NewPCG(7, uint64(threads)))
	return writeZip(path, func(z *zip.Writer) error {
		for t := range threads {
			name := fmt.Sprintf("Customer %d", t)
			for done, file := 0, 1; done < messages; file++ {
				n := min(perFile, messages-done)
				w, err := z.Create(fmt.Sprintf("your_facebook_activity/messages/inbox/customer%d_%d/message_%d.json", t, 1000+t, file))
				if err != nil {
					return err
				}
				if err := stretch(w, r, name, newest.Add(-time.Duration(t)*time.Minute), done, n); err != nil {
					return err
				}
				done += n
			}
		}
		return nil
	})
}

const vocabulary = "hello is the blue mug linen apron candle back in stock please thank you when ship order price size red green small large " +
	"today tomorrow café größe merci obrigado quanto custa tasse kerze can I have two of these for my sister next week"

func stretch(w io.Writer, r *rand.Rand, name string, newest time.Time, from, n int) error {
	words := strings.Fields(vocabulary)
	list := make([]Message, n)
	for i := range list {
		var text []string
		for range 4 + r.IntN(14) {
			text = append(text, words[r.IntN(len(words))])
		}
		sender := name
		if (from+i)%2 == 1 {
			sender = Shop
		}
		at := newest.Add(-time.Duration(from+i)*7*time.Minute - time.Duration(r.IntN(60_000))*time.Millisecond)
		list[i] = Message{Sender: sender, At: at, Text: strings.Join(text, " ") + " ☕ " + fmt.Sprint(r.IntN(100_000))}
	}
	_, err := w.Write(JSON(name, []string{name, Shop}, list))
	return err
}
