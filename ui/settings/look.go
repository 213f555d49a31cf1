package settings

import (
	"strconv"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// modes lists who decides between day and night, in the order of the choice.
func modes() []theme.Mode { return []theme.Mode{theme.ModeSystem, theme.ModeDay, theme.ModeNight} }

// percents lists the sizes of text, in the order of the choice.
func percents() []int { return []int{90, 100, 125, 150} }

func (p *Screen) lookCard() fyne.CanvasObject {
	w := p.env.Words
	rows := []fyne.CanvasObject{}
	if len(p.ways.Languages) > 1 {
		rows = append(rows, widgets.NewRow(nil, widgets.Sized(p.languageChoice(), widgets.Grown(170), 0)).
			Set(w.T("settings.language"), w.T("settings.language_why")))
	}
	labels, chosen := []string{}, 0
	for i, m := range modes() {
		labels = append(labels, w.T("settings.colours_"+string(m)))
		if m == p.look.Mode {
			chosen = i
		}
	}
	colours, coloursFrame := widgets.NewChoice(labels, nil)
	widgets.Choose(colours, labels[chosen])
	colours.OnChanged = func(string) {
		p.look.Mode = modes()[colours.SelectedIndex()]
		p.saved()
	}
	sizes := []string{}
	for _, s := range percents() {
		sizes = append(sizes, p.sizeName(s))
	}
	size, sizeFrame := widgets.NewChoice(sizes, nil)
	widgets.Choose(size, p.sizeName(p.look.Percent))
	size.OnChanged = func(string) {
		p.look.Percent = percents()[size.SelectedIndex()]
		p.saved()
	}
	p.size = size
	rows = append(rows,
		widgets.NewRow(nil, widgets.Sized(coloursFrame, widgets.Grown(170), 0)).Set(w.T("settings.colours"), w.T("settings.colours_why")),
		widgets.NewRow(nil, widgets.Sized(sizeFrame, widgets.Grown(140), 0)).Set(w.T("settings.size"), w.T("settings.size_why")))
	return widgets.Card(widgets.CardHead(fynetheme.ColorPaletteIcon(), widgets.Plain, w.T("settings.looks"), nil), widgets.Rows(rows...))
}

// languageChoice lists the languages by their own names, after the computer's.
func (p *Screen) languageChoice() fyne.CanvasObject {
	tags, names := append([]string{""}, p.ways.Languages...), []string{}
	chosen := 0
	for i, tag := range tags {
		name := p.env.Words.T("settings.language_system")
		if tag != "" {
			name = display.Self.Name(language.Make(tag))
		}
		names = append(names, name)
		if tag == p.look.Language {
			chosen = i
		}
	}
	choice, framed := widgets.NewChoice(names, nil)
	widgets.Choose(choice, names[chosen])
	choice.OnChanged = func(string) {
		p.look.Language = tags[choice.SelectedIndex()]
		p.saved()
	}
	p.language = choice
	return framed
}

// sizeName names a size of text.
func (p *Screen) sizeName(percent int) string {
	return p.env.Words.T("settings.size_" + strconv.Itoa(percent))
}

// Step makes the text larger or smaller by steps, for Ctrl and + or −.
func (p *Screen) Step(steps int) {
	sizes := percents()
	at := 0
	for i, s := range sizes {
		if s <= p.look.Percent {
			at = i
		}
	}
	p.look.Percent = sizes[min(max(at+steps, 0), len(sizes)-1)]
	widgets.Choose(p.size, p.sizeName(p.look.Percent))
	p.saved()
}
