package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/ui/theme"
)

// PageHead is the name of a page, what it is about, and what can be done on it.
type PageHead struct {
	Title, Sub *Text
	box        *fyne.Container
}

// NewPageHead makes one. back, which may be nil, leads to the page before; actions stand at the end.
func NewPageHead(title, sub string, back *Button, actions ...fyne.CanvasObject) *PageHead {
	h := &PageHead{Title: NewText(title, Title()), Sub: NewText(sub, Style{Colour: theme.Text2, Flow: Wrap})}
	words := []fyne.CanvasObject{h.Title, h.Sub}
	if back != nil {
		words = []fyne.CanvasObject{Side(0, back), h.Title, h.Sub}
	}
	h.box = Headed(Column(2, words...), actions...)
	return h
}

// Headed sets actions at the end of a name, and below it where both do not fit side by side.
func Headed(name fyne.CanvasObject, actions ...fyne.CanvasObject) *fyne.Container {
	return container.New(&headLayout{natural: side{theme.Gap12}}, name, Flowing(theme.Gap12, actions...))
}

// headLayout sets actions at the end of the name. When the page is too narrow for both they stand below it, and go on in
// a new row where they need to.
type headLayout struct {
	natural side // measures the actions in one row
	width   float32
}

// row is the size of the actions in one row, and below tells that they stand below the name.
func (l *headLayout) row(actions fyne.CanvasObject) (row fyne.Size, below bool) {
	row = l.natural.MinSize(actions.(*fyne.Container).Objects)
	return row, l.width > 0 && row.Width > l.width*0.55
}

func (l *headLayout) MinSize(things []fyne.CanvasObject) fyne.Size {
	words, actions := things[0].MinSize(), things[1].MinSize()
	row, below := l.row(things[1])
	if below {
		return fyne.NewSize(max(words.Width, actions.Width), words.Height+theme.Gap8+heightFor(things[1], l.width))
	}
	return fyne.NewSize(max(words.Width, row.Width), max(words.Height, row.Height))
}

func (l *headLayout) Layout(things []fyne.CanvasObject, place fyne.Size) {
	l.width = place.Width
	words, actions := things[0], things[1]
	m, below := l.row(actions)
	if below {
		h := heightFor(words, place.Width)
		words.Resize(fyne.NewSize(place.Width, h))
		actions.Move(fyne.NewPos(0, h+theme.Gap8))
		actions.Resize(fyne.NewSize(place.Width, heightFor(actions, place.Width)))
		return
	}
	width := place.Width - m.Width
	if m.Width > 0 {
		width -= theme.Gap16
	}
	h := heightFor(words, width)
	words.Resize(fyne.NewSize(width, h))
	actions.Resize(fyne.NewSize(m.Width+1, m.Height)) // a little more, so that no rounding begins a new row
	actions.Move(fyne.NewPos(place.Width-m.Width, max(h-m.Height, 0)))
}

// Page frames a screen: head, body, and a foot on a card's ground, which may be nil.
func Page(head *PageHead, body, foot fyne.CanvasObject) *fyne.Container {
	inside := Pad(Frame(Pad(head.box, 0, 0, theme.Gap12, 0), nil, nil, nil, body), 18, theme.Gap24, 20, theme.Gap24)
	if foot == nil {
		return container.NewStack(inside)
	}
	bottom := On(theme.Card, Column(0, Rule(), Pad(foot, 10, theme.Gap24, 10, theme.Gap24)))
	return Frame(nil, bottom, nil, nil, inside)
}

// Strip tells at the top of the window what is wrong and stays until it is mended.
func Strip(tone Tone, icon fyne.Resource, bold, more string, way *Button) *fyne.Container {
	words := NewSpans([]Span{{Text: bold, Bold: true}, {Text: " " + more}}, Style{Size: theme.SizeSecond, Flow: Wrap})
	var end fyne.CanvasObject
	if way != nil {
		end = way
	}
	line := Line(theme.Gap12, NewIcon(icon, tone.text(), 18), words, end)
	return On(tone.soft(), Sized(Pad(line, 4, theme.Gap16, 4, theme.Gap16), 0, 40))
}

// Notice tells inside a page what is the matter and what to do, in the colour of its tone.
func Notice(tone Tone, icon fyne.Resource, bold, more string) *fyne.Container {
	things := []fyne.CanvasObject{NewText(bold, Style{Bold: true, Flow: Wrap})}
	if more != "" {
		things = append(things, NewText(more, Style{Size: theme.SizeSecond, Flow: Wrap}))
	}
	line := TopLine(theme.Gap12, NewIcon(icon, tone.text(), 20), Column(2, things...), nil)
	return container.NewStack(NewGround(tone.soft(), "", theme.RadiusField), PadAll(line, theme.Gap12))
}
