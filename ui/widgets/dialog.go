package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Question is asked before something that cannot be taken back. Its buttons say what they do; none says OK.
type Question struct {
	Title string
	Text  string
	Keep  string // the button that changes nothing
	Do    string // the button that does it
	Rank  Rank   // of Do: Main, or Forever
}

// Ask puts a question over the window. The keyboard starts on the button that changes nothing, and Escape is that
// button. It gives what closes the question, for tests and for news that makes it void.
func Ask(c fyne.Canvas, q Question, do func()) (closeIt func()) {
	keep := NewButton(q.Keep, nil, Normal, nil)
	act := NewButton(q.Do, nil, q.Rank, nil)
	body := Column(theme.Gap12, NewText(q.Text, Body().In(theme.Text2)),
		Line(0, nil, NewText("", Body()), Side(theme.Gap8, keep, act)))
	closeIt = Over(c, q.Title, body, keep)
	keep.OnTapped = closeIt
	act.OnTapped = func() {
		closeIt()
		do()
	}
	return closeIt
}

// Over puts a body with a title over the window, dims the rest, and gives what closes it. first gets the keyboard and
// may be nil.
func Over(c fyne.Canvas, title string, body fyne.CanvasObject, first fyne.Focusable) (closeIt func()) {
	inside := Column(theme.Gap12, NewText(title, Heading().Wrapped()), body)
	var pop *widget.PopUp
	pop = widget.NewModalPopUp(container.NewStack(NewGround(theme.Card, theme.Edge, theme.RadiusCard), PadAll(Sized(inside, 480, 0), 20)), c)
	pop.Show()
	// Wrapped text knows its height only after it got its width.
	pop.Resize(pop.MinSize())
	if first != nil {
		c.Focus(first)
	}
	return pop.Hide
}

// CloseTop closes what lies over the window and tells whether there was something.
func CloseTop(c fyne.Canvas) bool {
	top := c.Overlays().Top()
	if top == nil {
		return false
	}
	top.Hide()
	c.Overlays().Remove(top)
	return true
}
