package conversations

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// mostOffered is how many texts are offered at once.
const mostOffered = 3

// Choice is a text that can be put into the field.
type Choice struct {
	Text string // as it goes in; empty: the saved answer Key is filled first
	Says string // what stands in the row
	From string // where it comes from
	Key  string
}

// quick stands above the field: suggested answers, or the saved ones while "/" and a name are typed. What is chosen goes
// into the field, where it can be changed; nothing of it sends.
type quick struct {
	env    screen.Env
	shop   Answers
	field  *widgets.Field
	whose  func() core.CustomerID
	manage func() // leads to the page of saved answers; nil: nothing does

	box       *fyne.Container
	button    *widgets.Button
	suggested []Choice
	saved     []core.SavedAnswer
	shown     []Choice

	suggest, list, fill tasks.Slot
}

func newQuick(env screen.Env, shop Answers, field *widgets.Field, whose func() core.CustomerID) *quick {
	o := &quick{env: env, shop: shop, field: field, whose: whose, box: widgets.Column(theme.Gap4)}
	o.button = widgets.NewButton("", fynetheme.ListIcon(), widgets.Normal, o.menu).Saying(env.Words.T("conversations.saved"))
	o.box.Hide()
	field.OnShortcut = o.shortcut
	field.OnKey = o.key
	return o
}

// Choices words suggestions.
func Choices(w *words.Words, list []views.Suggestion, env screen.Env) []Choice {
	var out []Choice
	for _, s := range list[:min(len(list), mostOffered)] {
		c := Choice{Text: s.Text, Says: oneLine(s.Text)}
		switch s.From {
		case views.SuggestedSaved:
			c.From = w.T("suggest.saved", "Name", s.Key)
		case views.SuggestedCatalogue:
			c.From = w.T("suggest.catalogue")
		default:
			c.From = w.T("suggest.past", "Name", screen.First(screen.Name(w, s.Name)), "Date", w.Date(s.At, env.Now(), env.Zone))
		}
		out = append(out, c)
	}
	return out
}

// Matching gives the saved answers whose name begins as what was typed behind "/", those that have it elsewhere after them.
func Matching(w *words.Words, saved []core.SavedAnswer, typed string) []Choice {
	name, ok := strings.CutPrefix(typed, "/")
	if !ok || strings.ContainsAny(name, " \n") {
		return nil
	}
	var first, more []Choice
	for _, a := range saved {
		c := Choice{Key: a.Key, Says: oneLine(anyText(a)), From: w.T("suggest.saved", "Name", a.Key)}
		switch key := screen.Fold(a.Key); {
		case strings.HasPrefix(key, screen.Fold(name)):
			first = append(first, c)
		case strings.Contains(key, screen.Fold(name)):
			more = append(more, c)
		}
	}
	all := append(first, more...)
	return all[:min(len(all), mostOffered)]
}

// anyText gives an answer's text in some language, the first by its tag.
func anyText(a core.SavedAnswer) string {
	var tags []string
	for tag := range a.Texts {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	if len(tags) == 0 {
		return ""
	}
	return a.Texts[tags[0]]
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// load asks what may answer the open customer.
func (o *quick) load() {
	id := o.whose()
	tasks.Run(o.env.Runner, &o.list, o.shop.SavedAnswers, func(list []core.SavedAnswer, err error) {
		if !o.env.Failed(err) {
			o.saved = list
			o.typed(o.field.Text)
		}
	})
	tasks.Run(o.env.Runner, &o.suggest, func(ctx context.Context) ([]views.Suggestion, error) { return o.shop.Suggestions(ctx, id) },
		func(list []views.Suggestion, err error) {
			if o.whose() == id && !o.env.Failed(err) {
				o.suggested = Choices(o.env.Words, list, o.env)
				o.typed(o.field.Text)
			}
		})
}

// clear offers nothing: another conversation is open.
func (o *quick) clear() {
	o.suggest.Cancel()
	o.fill.Cancel()
	o.suggested = nil
	o.show(nil)
}

// typed offers what fits what stands in the field: saved answers behind "/", suggestions while it is empty.
func (o *quick) typed(text string) {
	switch {
	case strings.HasPrefix(text, "/"):
		o.show(Matching(o.env.Words, o.saved, text))
	case strings.TrimSpace(text) == "":
		o.show(o.suggested)
	default:
		o.show(nil)
	}
}

func (o *quick) show(list []Choice) {
	if slices.Equal(list, o.shown) {
		return
	}
	o.shown = list
	w := o.env.Words
	o.box.Objects = nil
	for i, c := range list {
		key := w.T("suggest.key", "N", w.Number(i+1))
		line := widgets.Line(theme.Gap8, widgets.NewText(key, widgets.Style{Size: theme.SizeSmall, Colour: theme.Text2, Bold: true, Flow: widgets.Fit}), widgets.NewText(c.Says, widgets.Quiet()), widgets.NewText(c.From, widgets.Small().Fitted()))
		press := widgets.NewPress(widgets.Pad(line, theme.Gap4, theme.Gap8, theme.Gap4, theme.Gap8), w.T("suggest.put", "Text", c.Says), theme.Button, func() { o.choose(c) })
		o.box.Add(container.NewStack(widgets.NewGround(theme.Button, "", theme.RadiusField), press))
	}
	o.box.Hidden = len(list) == 0
	if len(list) > 0 {
		o.box.Add(widgets.NewText(w.T("suggest.note"), widgets.Small().Wrapped()))
	}
	o.box.Refresh()
}

// choose puts a text into the field and gives it the keyboard.
func (o *quick) choose(c Choice) {
	if c.Key == "" {
		o.put(c.Text)
		return
	}
	id := o.whose()
	tasks.Run(o.env.Runner, &o.fill, func(ctx context.Context) (string, error) { return o.shop.FillAnswer(ctx, id, c.Key) }, func(text string, err error) {
		if o.whose() == id && !o.env.Failed(err) {
			o.put(text)
		}
	})
}

// put puts a text in the place of the "/" and its name, else behind what was typed.
func (o *quick) put(text string) {
	before := o.field.Text
	if strings.HasPrefix(before, "/") || strings.TrimSpace(before) == "" {
		before = ""
	} else {
		before = strings.TrimRight(before, " \n") + "\n"
	}
	o.field.SetText(before + text)
	lines := strings.Split(o.field.Text, "\n")
	o.field.CursorRow, o.field.CursorColumn = len(lines)-1, len([]rune(lines[len(lines)-1]))
	o.field.Refresh()
	o.env.Canvas().Focus(o.field)
}

// shortcut takes Alt with the number of what is offered.
func (o *quick) shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierAlt {
		return false
	}
	for i, k := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3} {
		if c.KeyName == k && i < len(o.shown) {
			o.choose(o.shown[i])
			return true
		}
	}
	return false
}

// key takes Enter behind "/" and a name: the first answer of that name.
func (o *quick) key(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter || !strings.HasPrefix(o.field.Text, "/") || len(o.shown) == 0 {
		return false
	}
	o.choose(o.shown[0])
	return true
}

// menu lists every saved answer.
func (o *quick) menu() {
	w := o.env.Words
	var items []*fyne.MenuItem
	for _, a := range o.saved {
		items = append(items, fyne.NewMenuItem(w.T("suggest.menu", "Name", a.Key, "Text", shortened(oneLine(anyText(a)))), func() { o.choose(Choice{Key: a.Key}) }))
	}
	if o.manage != nil {
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, fyne.NewMenuItem(w.T("suggest.manage"), o.manage))
	}
	if len(items) > 0 {
		widgets.MenuUnder(o.env.Canvas(), o.button, items...)
	}
}

// menuRunes is how much of an answer stands in the menu.
const menuRunes = 48

func shortened(text string) string {
	if r := []rune(text); len(r) > menuRunes {
		return string(r[:menuRunes]) + "…"
	}
	return text
}
