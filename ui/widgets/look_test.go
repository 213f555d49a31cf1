package widgets

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
)

// painted gives the colour of a point of a window's picture.
func painted(picture image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
}

func looks(name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(theme.New(theme.ModeDay, 1).Color(name, fynetheme.VariantLight)).(color.NRGBA)
}

// A button's ground says how much it weighs, and a button that is off never looks like one that can be pressed.
func TestButtonGrounds(t *testing.T) {
	dress(t)
	for name, c := range map[string]struct {
		rank Rank
		off  bool
		want fyne.ThemeColorName
	}{
		"main": {rank: Main, want: theme.Bottle}, "normal": {rank: Normal, want: theme.Button}, "for ever": {rank: Forever, want: theme.Brick},
		"main, off": {rank: Main, off: true, want: theme.Button}, "subtle": {rank: Subtle, want: theme.Page},
	} {
		b := NewButton("Send", nil, c.rank, nil)
		if c.off {
			b.Disable()
		}
		picture := open(t, On(theme.Page, PadAll(b, 20)), 200, 76).Canvas().Capture()
		if got := painted(picture, 30, 38); got != looks(c.want) {
			t.Errorf("%s: %v, want %s %v", name, got, c.want, looks(c.want))
		}
	}
}

// The focus is a ring around the button, apart from its ground, which keeps its colour and so its contrast.
func TestFocusIsARing(t *testing.T) {
	dress(t)
	b := NewButton("Send", nil, Main, nil)
	win := open(t, On(theme.Page, PadAll(b, 20)), 200, 76)
	win.Canvas().Focus(b)
	picture := win.Canvas().Capture()
	for name, c := range map[string]struct {
		x    int
		want fyne.ThemeColorName
	}{"ring": {16, theme.Text}, "gap": {18, theme.Page}, "ground": {24, theme.Bottle}} {
		if got := painted(picture, c.x, 38); got != looks(c.want) {
			t.Errorf("%s: %v, want %s %v", name, got, c.want, looks(c.want))
		}
	}
}

// The stretches of a bar stand in their order and colours, and what they leave is the empty ground.
func TestBarColours(t *testing.T) {
	dress(t)
	b := NewBar(36)
	b.Set(4, "", Part{Count: 1, Tone: Bottle}, Part{Count: 1, Tone: Slate}, Part{Count: 1, Tone: Stone})
	picture := open(t, b, 400, 36).Canvas().Capture()
	for x, want := range map[int]fyne.ThemeColorName{50: theme.Bottle, 150: theme.Slate, 250: theme.Stone, 350: theme.Button} {
		if got := painted(picture, x, 18); got != looks(want) {
			t.Errorf("at %d: %v, want %s", x, got, want)
		}
	}
}

// A change of the look repaints what is on the screen.
func TestTheLookChangesAtOnce(t *testing.T) {
	dress(t)
	ground := NewGround(theme.Card, "", 0)
	win := open(t, ground, 100, 100)
	day := painted(win.Canvas().Capture(), 50, 50)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.ModeNight, 1))
	ground.Refresh()
	if night := painted(win.Canvas().Capture(), 50, 50); night == day {
		t.Errorf("stays %v", night)
	}
}
