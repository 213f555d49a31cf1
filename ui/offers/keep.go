package offers

import (
	"context"
	"encoding/json"
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/ui/tasks"
)

// Keeper keeps the message that is being written for the next time that the window opens.
type Keeper interface {
	Kept(ctx context.Context, name string) (string, error)
	Keep(ctx context.Context, name, value string) error
}

const (
	// keptDraft is the name under which the message is kept.
	keptDraft = "offer"
	// keepRest is how long the writing rests before it is kept.
	keepRest = time.Second
)

// MarshalText names a place in what is kept.
func (p Place) MarshalText() ([]byte, error) {
	if p.Second {
		return []byte("b " + p.Lang), nil
	}
	return []byte("a " + p.Lang), nil
}

// UnmarshalText reads such a name.
func (p *Place) UnmarshalText(name []byte) error {
	arm, lang, _ := strings.Cut(string(name), " ")
	p.Second, p.Lang = arm == "b", lang
	return nil
}

// encode writes a draft as it is kept, "" where nothing was written that would be lost.
func (d Draft) encode() (string, error) {
	if !d.Begun() {
		return "", nil
	}
	b, err := json.Marshal(d)
	return string(b), err
}

// decode reads a draft that was kept. What no version of this program wrote is no draft.
func decode(kept string) (Draft, bool) {
	var d Draft
	if kept == "" || json.Unmarshal([]byte(kept), &d) != nil {
		return Draft{}, false
	}
	if _, ok := d.Texts[Place{}]; !ok || d.Codes < CodesNone || d.Codes > CodesPool {
		return Draft{}, false
	}
	return d, true
}

// Resume goes on with the message that was being written when the window was closed.
func (t *Screen) Resume() {
	tasks.Run(t.env.Runner, &t.keeping, func(ctx context.Context) (string, error) { return t.shop.Kept(ctx, keptDraft) }, func(kept string, err error) {
		d, ok := decode(kept)
		if t.env.Failed(err) || !ok || t.draft.Begun() {
			return
		}
		t.form.timing.Show(d.Timing)
		t.Begin(d)
		for _, end := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyEnd} { // to go on where the words end
			t.form.area.TypedKey(&fyne.KeyEvent{Name: end})
		}
	})
}

// keepSoon keeps the message once the writing rests.
func (t *Screen) keepSoon() {
	t.env.Runner.Later(&t.keeping, keepRest, func() {
		draft := t.Draft()
		tasks.Do(t.env.Runner, &t.keeping, func(ctx context.Context) error { return t.Keep(ctx, draft) }, func(err error) { t.env.Failed(err) })
	})
}

// Draft is the message that is being written. It shares nothing with the page.
func (t *Screen) Draft() Draft {
	d := t.draft
	d.Texts = maps.Clone(d.Texts)
	return d
}

// Keep keeps a message, or that there is none. It may be called from any goroutine.
func (t *Screen) Keep(ctx context.Context, d Draft) error {
	value, err := d.encode()
	if err != nil {
		return err
	}
	return t.shop.Keep(ctx, keptDraft, value)
}
