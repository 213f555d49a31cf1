package palette

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/waitlists"
)

// Entry is a line of the palette: a place to go to or something to begin.
type Entry struct {
	Says, More string
	Key        string // the keys that do the same, "" where there are none
	Icon       fyne.Resource
	Do         func()
}

// How many lines of each sort are shown, so that none hides the others.
const (
	mostProducts = 4
	mostPeople   = 5
	mostMessages = 6
)

// Commands gives the entries in which each word of a search begins a word. Case and accents do not matter; no words find
// all.
func Commands(all []Entry, typed string) []Entry {
	wanted := strings.Fields(screen.Fold(typed))
	return slices.DeleteFunc(slices.Clone(all), func(e Entry) bool {
		have := strings.FieldsFunc(screen.Fold(e.Says), func(r rune) bool { return strings.ContainsRune(" -/:,.()“”«»’'", r) })
		for _, w := range wanted {
			if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) }) {
				return true
			}
		}
		return false
	})
}

// products gives the lines of products that were found: to the review where people wait, else to the list.
func (p *Palette) products(b *waitlists.Book, typed string) []Entry {
	if b == nil || strings.TrimSpace(typed) == "" {
		return nil
	}
	w, out := p.env.Words, []Entry{}
	found := b.Find(typed)
	for _, i := range found[:min(len(found), mostProducts)] {
		l := b.At(i)
		name := screen.Product(w, l.Product.Name, l.Variant)
		e := Entry{Says: name, More: w.T("palette.product"), Icon: theme.Icon(theme.IconBox), Do: func() { p.ways.Product(l) }}
		if l.Waiting > 0 {
			e.Says, e.More = w.N("tray.restock", l.Waiting, "Product", name), w.T("palette.restock")
			e.Icon, e.Do = theme.Icon(theme.IconBell), func() { p.ways.Restock(l) }
		}
		out = append(out, e)
	}
	return out
}

// sendings gives the lines of campaigns under way, which lead to where they are paused.
func (p *Palette) sendings(all []views.Progress) []Entry {
	out := []Entry{}
	for _, c := range all {
		if phase := screen.PhaseOf(c); phase == screen.PhaseRunning || phase == screen.PhaseWaiting {
			icon, _ := screen.PhaseLook(screen.PhasePaused)
			out = append(out, Entry{Says: p.env.Words.T("palette.pause", "Title", c.Title), Icon: icon, Do: func() { p.ways.Sending(c.Campaign.ID) }})
		}
	}
	return out
}

func (p *Palette) people(rows []views.ConversationRow) []Entry {
	out := []Entry{}
	for _, r := range rows {
		out = append(out, Entry{Says: screen.Name(p.env.Words, r.Name), More: r.Snippet, Icon: fynetheme.AccountIcon(),
			Do: func() { p.ways.Chat(r.CustomerID, "") }})
	}
	return out
}

func (p *Palette) messages(hits []views.SearchHit) []Entry {
	out := []Entry{}
	for _, h := range hits {
		out = append(out, Entry{Says: screen.Name(p.env.Words, h.Name), More: plain(h.Snippet), Icon: theme.Icon(theme.IconChats),
			Key: p.env.Words.ListTime(h.At, p.env.Now(), p.env.Zone), Do: func() { p.ways.Chat(h.CustomerID, h.MessageID) }})
	}
	return out
}

// everywhere is the last line: all messages with the words, on their own page.
func (p *Palette) everywhere(typed string) []Entry {
	w := p.env.Words
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil
	}
	return []Entry{{Says: w.T("palette.search", "Words", typed), Icon: fynetheme.SearchIcon(), Do: func() { p.ways.Search(typed) }}}
}

// plain gives a snippet without the marks of what was found in it.
func plain(snippet string) string {
	return strings.NewReplacer(views.SnippetOpen, "", views.SnippetClose, "").Replace(snippet)
}
