package conversations

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// kinds are the kinds of conversations that are there without being saved, in the order of the choice.
func kinds() []string { return []string{"", "open", "unanswered", "stopped", "review"} }

func kindID(kind string) string {
	if kind == "" {
		kind = "all"
	}
	return "conversations.filter_" + kind
}

// peoplePane chooses whose conversations the list shows: a kind, a saved segment, or a filter that has no name yet.
type peoplePane struct {
	env  screen.Env
	shop Shop
	list *listPane

	choice *widgets.Choice
	more   *widgets.Button
	says   *widgets.Text
	line   fyne.CanvasObject
	head   *fyne.Container

	kind     string // "" or of kinds, or a segment's name
	only     core.Filter
	names    map[core.SKU]string
	segments []core.Segment
	read     tasks.Slot
	counting tasks.Slot
	act      tasks.Slot
	choices  tasks.Slot
	counted  core.Filter // what says was counted for
}

func newPeoplePane(env screen.Env, s Shop, list *listPane) *peoplePane {
	p := &peoplePane{env: env, shop: s, list: list, names: map[core.SKU]string{}}
	choice, framed := widgets.NewChoice(nil, nil)
	p.choice = choice
	p.more = widgets.NewButton("", fynetheme.MoreVerticalIcon(), widgets.Subtle, p.menu).Saying(env.Words.T("people.more"))
	p.says = widgets.NewText("", widgets.Small().Wrapped())
	p.says.Hide()
	p.line = widgets.Line(0, nil, framed, p.more)
	p.head = widgets.Column(4, p.line, p.says)
	p.label()
	choice.OnChanged = func(string) { p.picked(choice.SelectedIndex()) }
	return p
}

// load reads the saved segments anew.
func (p *peoplePane) load() {
	tasks.Run(p.env.Runner, &p.read, p.shop.Segments, func(list []core.Segment, err error) {
		if p.env.Failed(err) || slices.Equal(list, p.segments) {
			return
		}
		p.segments = list
		p.label()
	})
}

// label lists the choices and shows the one that is in force.
func (p *peoplePane) label() {
	w := p.env.Words
	options, chosen := []string{}, ""
	for _, k := range kinds() {
		options = append(options, w.T(kindID(k)))
		if k == p.kind {
			chosen = options[len(options)-1]
		}
	}
	for _, s := range p.segments {
		options = append(options, w.T("people.segment", "Name", s.Name))
		if s.Name == p.kind {
			chosen = options[len(options)-1]
		}
	}
	options = append(options, w.T("people.ask"))
	if p.only != (core.Filter{}) {
		chosen = options[len(options)-1]
	}
	p.choice.SetOptions(options)
	widgets.Choose(p.choice, chosen)
}

// picked is told which choice was made.
func (p *peoplePane) picked(i int) {
	saved := i - len(kinds())
	switch {
	case i < 0:
	case saved < 0:
		p.set(kinds()[i], core.Filter{})
	case saved < len(p.segments):
		p.set(p.segments[saved].Name, core.Filter{})
	default:
		p.label() // until the question is answered, what is shown stays
		p.ask(p.filter(), "")
	}
}

// choose shows a kind without telling the list.
func (p *peoplePane) choose(kind string) {
	p.kind, p.only = kind, core.Filter{}
	p.label()
}

func (p *peoplePane) set(kind string, only core.Filter) {
	p.kind, p.only, p.counted = kind, only, core.Filter{}
	p.label()
	p.list.setKind(kind, only)
}

// saved gives the segment that is shown.
func (p *peoplePane) saved() (core.Segment, bool) {
	i := slices.IndexFunc(p.segments, func(s core.Segment) bool { return s.Name == p.kind })
	if i < 0 || p.only != (core.Filter{}) {
		return core.Segment{}, false
	}
	return p.segments[i], true
}

// filter gives whom the list shows, as a filter.
func (p *peoplePane) filter() core.Filter {
	if s, ok := p.saved(); ok {
		return s.Filter
	}
	if p.only != (core.Filter{}) || p.kind == "" {
		return p.only
	}
	if p.kind == "open" {
		return core.Filter{WindowOpen: true}
	}
	return core.Filter{State: p.kind}
}

// refresh says who is meant and how many they are. While something is searched for, all of it makes room.
func (p *peoplePane) refresh() {
	p.head.Hidden = p.list.find.searching()
	f := p.filter()
	_, saved := p.saved()
	p.says.Hidden = !saved && p.only == (core.Filter{})
	if p.says.Hidden || p.counted == f {
		return
	}
	p.counted = f
	said := Describe(p.env.Words, f, p.names)
	p.says.SetText(said)
	var choices views.PeopleChoices // for the product's name
	tasks.Run(p.env.Runner, &p.counting, func(ctx context.Context) (n int, err error) {
		if f.Asked != "" {
			if choices, err = p.shop.PeopleChoices(ctx); err != nil {
				return 0, err
			}
		}
		return p.shop.CountCustomers(ctx, f)
	}, func(n int, err error) {
		if !p.env.Failed(err) {
			p.learn(choices.Products)
			p.says.SetText(p.env.Words.T("people.says", "Who", Describe(p.env.Words, f, p.names), "People", p.env.Words.N("conversations.people", n)))
			p.list.content.Refresh()
		}
	})
}

// learn keeps the names of products, for saying whom a filter means.
func (p *peoplePane) learn(products []core.Product) {
	for _, one := range products {
		p.names[one.SKU] = one.Name
	}
}

// menu lists what can be done with the people that are shown.
func (p *peoplePane) menu() {
	w := p.env.Words
	s, saved := p.saved()
	items := []*fyne.MenuItem{fyne.NewMenuItem(w.T("people.ask"), func() { p.ask(p.filter(), s.Name) })}
	table := func(id, ending string) *fyne.MenuItem {
		return fyne.NewMenuItem(w.T(id), func() { p.saveTable(ending) })
	}
	items = append(items, table("people.table_xlsx", ".xlsx"), table("people.table_csv", ".csv"))
	if saved {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(w.T("people.delete", "Name", s.Name), func() { p.delete(s) }))
	}
	widgets.MenuUnder(p.env.Canvas(), p.more, items...)
}

func (p *peoplePane) saveTable(ending string) {
	f, name := p.filter(), p.choice.Chosen()
	p.env.PickFolder(func(dir string) {
		path := filepath.Join(dir, p.env.FileName(name, ending))
		p.env.WriteTable(path, func(ctx context.Context, told func(done, of int)) (int, error) {
			return p.shop.SaveCustomers(ctx, path, f, told)
		})
	})
}

// delete forgets a segment; nobody in it is touched, and its filter stays on the screen, so that it can be kept again.
func (p *peoplePane) delete(s core.Segment) {
	tasks.Do(p.env.Runner, &p.act, func(ctx context.Context) error { return p.shop.DeleteSegment(ctx, s.Name) }, func(err error) {
		if p.env.Failed(err) {
			return
		}
		p.env.DoneFor(screen.Step{Did: p.env.Words.T("people.deleted", "Name", s.Name), Back: func(ctx context.Context) error { return p.shop.SaveSegment(ctx, s) }})
		p.set("", s.Filter)
		p.load()
	})
}

// keep saves a filter under a name and shows it.
func (p *peoplePane) keep(f core.Filter, name string, done func()) {
	s := core.Segment{Name: strings.TrimSpace(name), Filter: f}
	tasks.Do(p.env.Runner, &p.act, func(ctx context.Context) error { return p.shop.SaveSegment(ctx, s) }, func(err error) {
		if p.env.Failed(err) {
			return
		}
		done()
		p.env.Done(p.env.Words.T("people.kept", "Name", s.Name))
		p.segments = append(slices.DeleteFunc(slices.Clone(p.segments), func(o core.Segment) bool { return o.Name == s.Name }), s)
		p.set(s.Name, core.Filter{})
		p.load()
	})
}

// Describe words a filter: what is set, one after the other. names knows the products; a product that it does not know is
// named by its number.
func Describe(w *words.Words, f core.Filter, names map[core.SKU]string) string {
	var all []string
	add := func(on bool, said string) {
		if on {
			all = append(all, said)
		}
	}
	product := names[f.Asked]
	if product == "" {
		product = string(f.Asked)
	}
	add(f.Asked != "", w.T("people.asked", "Product", product))
	add(f.SilentDays > 0, w.N("people.silent", f.SilentDays))
	add(f.WindowOpen, w.T("conversations.filter_open"))
	add(f.State != "", w.T("people.state_"+f.State))
	add(f.Tag != "", w.T("people.tag", "Tag", f.Tag))
	add(f.Language != "", languageName(f.Language))
	add(f.Bought, w.T("people.bought"))
	if len(all) == 0 {
		return w.T("conversations.filter_all")
	}
	return strings.Join(all, " · ")
}

// languageName names a language in itself.
func languageName(tag string) string {
	if name := display.Self.Name(language.Make(tag)); name != "" {
		return name
	}
	return tag
}
