package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
)

// Chip is a small choice beside a search: pressed, it opens a menu, or takes itself away when it is set.
func Chip(words string, set bool, says string, tapped func(under fyne.CanvasObject)) *Press {
	fillColour, edge, ink, sign := fyne.ThemeColorName(""), theme.Line, theme.Text2, fynetheme.MenuDropDownIcon()
	if set {
		fillColour, edge, ink, sign = theme.BottleBg, "", theme.Bottle, fynetheme.CancelIcon()
	}
	text := NewText(words, Style{Size: theme.SizeSmall, Bold: set, Colour: ink, Flow: Ellipsis})
	body := container.NewStack(NewGround(fillColour, edge, theme.RadiusField),
		Sized(Pad(container.New(snug{most: 200}, text, NewIcon(sign, ink, 15)), 0, theme.Gap8, 0, 10), 0, size(theme.HeightRow)))
	var p *Press
	p = NewPress(body, says, "", func() { tapped(p) })
	return p
}

// snug sets an icon behind words of at most a width.
type snug struct{ most float32 }

func (s snug) width(t *Text) float32 { return min(t.Natural().Width+1, grown(s.most)) }

func (s snug) MinSize(things []fyne.CanvasObject) fyne.Size {
	words, icon := things[0].(*Text), things[1].MinSize()
	return fyne.NewSize(s.width(words)+theme.Gap4+icon.Width, max(words.MinSize().Height, icon.Height))
}

func (s snug) Layout(things []fyne.CanvasObject, place fyne.Size) {
	words, icon := things[0].(*Text), things[1].MinSize()
	w, high := s.width(words), words.MinSize().Height
	words.Move(fyne.NewPos(0, (place.Height-high)/2))
	words.Resize(fyne.NewSize(w, high))
	things[1].Move(fyne.NewPos(w+theme.Gap4, (place.Height-icon.Height)/2))
	things[1].Resize(icon)
}
