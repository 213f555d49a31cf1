package firstrun

import (
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Connector is what checking a key needs done.
type Connector interface {
	// Connect checks a key with the platform and keeps it: in the password safe, or for this session only.
	Connect(ctx context.Context, token core.Token, keep bool) (views.Connection, error)
}

// developers is Meta's page where an owner makes the key.
const developers = "https://developers.facebook.com/apps/"

// Connect is the form that takes the access key. It is used here and in the settings, where a key is replaced.
type Connect struct {
	env  screen.Env
	shop Connector
	done func(views.Connection)

	field   *widgets.Field
	check   *widgets.Button
	session *widgets.Button
	goOn    *widgets.Button
	says    *fyne.Container
	slot    tasks.Slot

	token core.Token        // the one that the password safe did not take, until the owner decides
	ready *views.Connection // set when connected but told to read something first
	Body  *fyne.Container
}

// NewConnect makes the form. done is called once the page is connected and the owner has read what there is to read.
func NewConnect(env screen.Env, s Connector, done func(views.Connection)) *Connect {
	c := &Connect{env: env, shop: s, done: done, says: widgets.Column(theme.Gap8)}
	w := env.Words
	c.field = widgets.NewSecret("")
	c.field.OnEnter = c.Check
	c.field.OnChanged = func(string) { c.allow() }
	c.check = widgets.NewButton(w.T("first.check"), nil, widgets.Main, c.Check)
	paste := widgets.NewButton("", fynetheme.ContentPasteIcon(), widgets.Normal, func() {
		c.Paste(fyne.CurrentApp().Clipboard().Content())
	}).Saying(w.T("first.paste_button"))
	c.session = widgets.NewButton(w.T("first.session"), nil, widgets.Normal, func() { c.connect(c.token, false) })
	c.goOn = widgets.NewButton(w.T("first.go_on"), nil, widgets.Main, func() { c.done(*c.ready) })
	safe := widgets.Line(theme.Gap8, widgets.NewIcon(theme.Icon(theme.IconLock), theme.Text2, 16), widgets.NewText(w.T("first.safe"), widgets.Small().Wrapped()), nil)
	c.Body = widgets.Column(theme.Gap8,
		widgets.NewText(w.T("first.paste"), widgets.Strong().Wrapped()),
		widgets.Line(theme.Gap8, nil, c.field, widgets.Side(theme.Gap8, paste, c.check)),
		safe, c.says)
	c.allow()
	return c
}

// Steps shows the four steps that lead to a key.
func (c *Connect) Steps() fyne.CanvasObject {
	w := c.env.Words
	step := func(number, words string, more ...fyne.CanvasObject) fyne.CanvasObject {
		things := append([]fyne.CanvasObject{widgets.NewText(words, widgets.Style{Size: theme.SizeSecond, Flow: widgets.Wrap})}, more...)
		return widgets.TopLine(theme.Gap12, widgets.Numbered(number), widgets.Column(theme.Gap4, things...), nil)
	}
	open := widgets.NewButton(w.T("first.step1_open"), nil, widgets.Link, c.openMeta)
	return widgets.Column(theme.Gap16,
		widgets.TopParts(theme.Gap24, 200, step("1", w.T("first.step1"), widgets.Side(0, open)), step("2", w.T("first.step2"))),
		widgets.TopParts(theme.Gap24, 200, step("3", w.T("first.step3")), step("4", w.T("first.step4"))))
}

func (c *Connect) openMeta() {
	u, err := url.Parse(developers)
	if err == nil {
		err = fyne.CurrentApp().OpenURL(u)
	}
	c.env.Failed(err)
}

func (c *Connect) allow() {
	if Clean(c.field.Text).IsZero() {
		c.check.Disable()
	} else {
		c.check.Enable()
	}
}

// Paste puts a key into the field.
func (c *Connect) Paste(key string) { c.field.SetText(key) }

// Check checks what was pasted.
func (c *Connect) Check() {
	if token := Clean(c.field.Text); !token.IsZero() && !c.check.Disabled() {
		c.connect(token, true)
	}
}

func (c *Connect) connect(token core.Token, keep bool) {
	w := c.env.Words
	c.check.SetText(w.T("first.checking"))
	c.check.SetBusy(true)
	c.session.SetBusy(true)
	c.say()
	tasks.Run(c.env.Runner, &c.slot, func(ctx context.Context) (views.Connection, error) { return c.shop.Connect(ctx, token, keep) },
		func(answer views.Connection, err error) {
			c.check.SetText(w.T("first.check"))
			c.check.SetBusy(false)
			c.session.SetBusy(false)
			c.judged(token, answer, err)
		})
}

// judged tells what the platform said. The field is emptied as soon as the key is no longer needed in it.
func (c *Connect) judged(token core.Token, answer views.Connection, err error) {
	o := Judge(c.env.Words, answer, err)
	c.token = core.Token{}
	if o.Session {
		c.token = token
	}
	if o.Connected {
		c.field.SetText("")
	}
	c.allow()
	switch {
	case o.Connected && o.Do == "":
		c.say()
		c.done(answer)
	case o.Connected:
		c.ready = &answer
		c.say(c.trouble(widgets.Brass, o), widgets.Side(theme.Gap8, c.goOn))
	case o.Session:
		c.say(c.trouble(widgets.Brass, o), widgets.Line(theme.Gap12, c.session, widgets.NewText(c.env.Words.T("first.session_note"), widgets.Small().Wrapped()), nil))
	default:
		c.say(c.trouble(widgets.Brick, o))
	}
}

func (c *Connect) trouble(tone widgets.Tone, o Outcome) fyne.CanvasObject {
	return widgets.Notice(tone, fynetheme.WarningIcon(), o.What, o.Do)
}

func (c *Connect) say(things ...fyne.CanvasObject) {
	c.says.Objects = things
	c.says.Refresh()
	c.Body.Refresh()
}
