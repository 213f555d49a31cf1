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
	return container.New(headLayout{}, name, Side(theme.Gap12, actions...))
}

// headLayout sets actions at the end of the name, and below it when the page is too narrow for both.
type headLayout struct{}

func (headLayout) MinSize(things []fyne.CanvasObject) fyne.Size {
	words, actions := things[0].MinSize(), things[1].MinSize()
	h := words.Height
	if things[0].Size().Width > 0 && things[1].Position().Y > 0 && things[1].Position().X == 0 && actions.Width > 0 {
		h += theme.Gap8 + actions.Height
	}
	return fyne.NewSize(max(words.Width, actions.Width), max(h, actions.Height))
}

func (headLayout) Layout(things []fyne.CanvasObject, place fyne.Size) {
	words, actions := things[0], things[1]
	m := actions.MinSize()
	actions.Resize(m)
	if m.Width > place.Width*0.55 {
		h := heightFor(words, place.Width)
		words.Resize(fyne.NewSize(place.Width, h))
		actions.Move(fyne.NewPos(0, h+theme.Gap8))
		return
	}
	width := place.Width - m.Width
	if m.Width > 0 {
		width -= theme.Gap16
	}
	h := heightFor(words, width)
	words.Resize(fyne.NewSize(width, h))
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
