package settings

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// secret takes what a backup is sealed with: a passphrase typed twice, or the public half of a key.
type secret struct {
	env     screen.Env
	shop    Data
	changed func()

	one, again *widgets.Field
	key        *widgets.Field
	says       *widgets.Text
	words      *fyne.Container // the passphrase's fields
	keys       *fyne.Container // the key's
	body       *fyne.Container
	withKey    bool
	making     tasks.Slot
}

func newSecret(env screen.Env, s Data, changed func()) *secret {
	f := &secret{env: env, shop: s, changed: changed, says: widgets.NewText("", widgets.Small().Wrapped())}
	w := env.Words
	f.one, f.again, f.key = widgets.NewSecret(w.T("data.pass")), widgets.NewSecret(w.T("data.pass_again")), widgets.NewField("age1…")
	for _, field := range []*widgets.Field{f.one, f.again, f.key} {
		field.OnChanged = func(string) { f.refresh() }
	}
	toKey := widgets.NewButton(w.T("data.use_key"), nil, widgets.Link, func() { f.use(true) })
	toPass := widgets.NewButton(w.T("data.use_pass"), nil, widgets.Link, func() { f.use(false) })
	fresh := widgets.NewButton(w.T("data.key_new"), theme.Icon(theme.IconKey), widgets.Normal, f.askKey).Tall(theme.HeightRow)
	f.words = widgets.Column(theme.Gap8, f.one, f.again, widgets.NewText(w.T("data.pass_why"), widgets.Small().Wrapped()), widgets.Side(0, toKey))
	f.keys = widgets.Column(theme.Gap8, f.key, widgets.Side(0, fresh), widgets.NewText(w.T("data.key_why"), widgets.Small().Wrapped()), widgets.Side(0, toPass))
	f.keys.Hide()
	f.body = widgets.Column(theme.Gap8, f.words, f.keys, f.says)
	return f
}

// use chooses between passphrase and key.
func (f *secret) use(key bool) {
	f.withKey = key
	f.words.Hidden, f.keys.Hidden = key, !key
	f.refresh()
	widgets.FitTop(f.env.Canvas())
}

func (f *secret) refresh() {
	f.says.SetText(f.missing())
	f.body.Refresh()
	f.changed()
}

// missing says what is still to be done, "" when it is complete.
func (f *secret) missing() string {
	w := f.env.Words
	switch {
	case f.withKey && !strings.HasPrefix(strings.TrimSpace(f.key.Text), "age1"):
		return w.T("data.key_missing")
	case f.withKey:
		return ""
	}
	return Passphrase(w, f.one.Text, f.again.Text)
}

// value gives what was chosen: one of the two.
func (f *secret) value() (passphrase core.Token, key string) {
	if f.withKey {
		return core.Token{}, strings.TrimSpace(f.key.Text)
	}
	return core.NewToken(f.one.Text), ""
}

// askKey makes a new key in a folder of the owner's choice, and takes its public half.
func (f *secret) askKey() {
	f.env.PickFolder(func(dir string) {
		file := filepath.Join(dir, f.env.FileName(f.env.Words.T("data.key_name"), ".txt"))
		tasks.Run(f.env.Runner, &f.making, func(context.Context) (string, error) { return f.shop.NewBackupKey(file) }, func(public string, err error) {
			if f.env.Failed(err) {
				return
			}
			f.key.SetText(public)
			f.env.Say(widgets.Bottle, fynetheme.ConfirmIcon(), f.env.Words.T("data.key_made", "File", file))
		})
	})
}
