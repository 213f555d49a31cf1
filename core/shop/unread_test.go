package shop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// stoppedImport is a shop in which the reading of a catalogue was stopped while the history was read: the products are in,
// and the request, which is the newest of many messages, was not found yet.
func stoppedImport(t *testing.T) (s *scene, file string) {
	t.Helper()
	s = newScene(t, practice.Options{Empty: true})
	p := store.Pull{Conversation: core.Conversation{ID: "t_ana", CustomerID: "ana", Name: "Ana", UpdatedAt: noon}}
	for i := range toldEvery + 1 {
		m := core.Message{CustomerID: "ana", ID: core.MessageID(fmt.Sprint("m_", i)), At: noon.Add(time.Duration(-i) * time.Second), Text: "Thank you"}
		if i == 0 {
			m.Text = "Tell me when the zebra lamp is back"
		}
		p.Messages = append(p.Messages, store.Read{OptOut: core.ReadNothing, Message: m})
	}
	_, err := s.store.Apply(t.Context(), []store.Pull{p}, noon)
	s.must(err)
	var sheet strings.Builder
	sheet.WriteString("sku,name\nZL-1,Zebra lamp\n")
	for i := range fewProducts {
		fmt.Fprintf(&sheet, "L-%d,Lantern model %d\n", i, i)
	}
	file = filepath.Join(t.TempDir(), "products.csv")
	s.must(os.WriteFile(file, []byte(sheet.String()), 0o600))
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	r, err := s.ImportProducts(ctx, file, func(done, of int) {
		if done <= 0 || of != toldEvery+1 {
			t.Errorf("told %d of %d", done, of)
		}
		stop()
	})
	if !errors.Is(err, context.Canceled) || r.Added != fewProducts+1 || s.wait("ZL-1") != 0 {
		t.Fatalf("stopped with %+v, %d wait, %v", r, s.wait("ZL-1"), err)
	}
	return s, file
}

func (s *scene) wait(sku core.SKU) int {
	s.Helper()
	rows, err := s.Waitlist(s.Context(), sku, "")
	s.must(err)
	return len(rows)
}

func TestAStoppedImportGoesOnByItself(t *testing.T) {
	s, file := stoppedImport(t)
	s.must(s.readUnread(t.Context()))
	if n := s.wait("ZL-1"); n != 1 {
		t.Errorf("%d wait", n)
	}
	if left, err := s.notedUnread(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("still unread: %v, %v", left, err)
	}
	if r, err := s.ImportProducts(t.Context(), file, nil); err != nil || r.Requests != 0 || r.Unchanged != fewProducts+1 {
		t.Errorf("then %+v, %v", r, err)
	}
}

func TestAStoppedImportGoesOnWithTheNext(t *testing.T) {
	s, file := stoppedImport(t)
	r, err := s.ImportProducts(t.Context(), file, nil)
	if err != nil || r.Requests != 1 || r.Unchanged != fewProducts+1 || s.wait("ZL-1") != 1 {
		t.Errorf("%+v, %d wait, %v", r, s.wait("ZL-1"), err)
	}
}

// Stopped before the products are kept, an import changes nothing.
func TestAnImportStoppedAtOnceChangesNothing(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	file := filepath.Join(t.TempDir(), "products.csv")
	s.must(os.WriteFile(file, []byte("sku,name\nZL-1,Zebra lamp\n"), 0o600))
	before, err := s.store.Products(t.Context())
	s.must(err)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	r, err := s.ImportProducts(ctx, file, nil)
	after, perr := s.store.Products(t.Context())
	if !errors.Is(err, context.Canceled) || perr != nil || r.Added != 0 || len(after) != len(before) {
		t.Errorf("%+v, %d products became %d, %v %v", r, len(before), len(after), err, perr)
	}
}
