package theme

import (
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Text reads at 4.5 or better on every ground it stands on, shapes at 3, by day and by night.
func TestContrast(t *testing.T) {
	for _, mode := range []Mode{ModeDay, ModeNight} {
		th := New(mode, 1)
		for _, c := range []struct {
			on, ground fyne.ThemeColorName
			least      float64
		}{
			{Text, Page, 7}, {Text, Card, 7}, {Text, Button, 7}, {Text, BottleBg, 7}, {Text, BrassBg, 7}, {Text, BrickBg, 7},
			{Text2, Page, 4.5}, {Text2, Card, 4.5}, {Text2, Button, 4.5}, {Text2, StoneBg, 4.5}, {Text2, BottleBg, 4.5},
			{Bottle, Card, 4.5}, {Bottle, Page, 4.5}, {Bottle, BottleBg, 4.5}, {OnBottle, Bottle, 4.5},
			{BrassText, BrassBg, 4.5}, {BrassText, Card, 4.5}, {BrassText, Page, 4.5}, {OnBrass, Brass, 4.5},
			{SlateText, SlateBg, 4.5}, {OnSlate, Slate, 4.5},
			{OnStone, Stone, 4.5},
			{Brick, Card, 4.5}, {Brick, BrickBg, 4.5}, {Brick, Button, 4.5}, {OnBrick, Brick, 4.5},
			{SideText, Side, 4.5}, {SideMuted, Side, 4.5}, {SideText, SideChosen, 4.5}, {OnBell, Bell, 4.5},
			{Edge, Card, 3}, {Edge, Page, 3}, {Brass, Card, 3}, {Slate, Card, 3}, {Stone, Card, 3}, {Bottle, Button, 3},
			{Bell, Side, 3}, {Off, Card, 3},
		} {
			got := Contrast(th.Color(c.on, fynetheme.VariantLight), th.Color(c.ground, fynetheme.VariantLight))
			if got < c.least {
				t.Errorf("%s: %s on %s is %.2f, want %.1f", mode, c.on, c.ground, got, c.least)
			}
		}
	}
}

func TestInitialsReadOnEveryDisc(t *testing.T) {
	for i, ground := range PersonColours() {
		ink := New(ModeNight, 1).Color(AvatarInk, fynetheme.VariantDark)
		if got := Contrast(ink, ground); got < 6 {
			t.Errorf("disc %d: %.2f", i, got)
		}
	}
}

func TestModeSystemFollowsTheComputer(t *testing.T) {
	th := New(ModeSystem, 1)
	if th.Color(Page, fynetheme.VariantLight) == th.Color(Page, fynetheme.VariantDark) {
		t.Error("day and night look the same")
	}
	if New(ModeNight, 1).Color(Page, fynetheme.VariantLight) != th.Color(Page, fynetheme.VariantDark) {
		t.Error("night does not hold by day")
	}
}

func TestLettersGrowAndSpacesStay(t *testing.T) {
	normal, large, huge := New(ModeDay, 1), New(ModeDay, 1.5), New(ModeDay, 7)
	if got := large.Size(SizeText); got != normal.Size(SizeText)*1.5 {
		t.Errorf("text is %v", got)
	}
	if huge.Size(SizeText) != large.Size(SizeText) {
		t.Error("letters grow beyond one and a half")
	}
	if large.Size(fynetheme.SizeNamePadding) != normal.Size(fynetheme.SizeNamePadding) {
		t.Error("spaces grow")
	}
	for _, s := range []fyne.ThemeSizeName{SizeFigure, SizeTitle, SizeHeading, SizeCardHead, SizeText, SizeSecond, SizeSmall} {
		if got := normal.Size(s); got < 13 {
			t.Errorf("%s is %v, smaller than 13", s, got)
		}
	}
}

func TestEveryIconIsShippedAndFilled(t *testing.T) {
	for _, name := range IconNames() {
		if Icon(name) == fynetheme.BrokenImageIcon() {
			t.Errorf("%s is not shipped", name)
		}
	}
	if Icon("no such icon") != fynetheme.BrokenImageIcon() {
		t.Error("a missing icon does not show")
	}
}

// A menu has neither edge nor shadow, so that it must not be of the colour of the card that it opens over.
func TestWhatPopsUpStandsOut(t *testing.T) {
	for _, mode := range []Mode{ModeDay, ModeNight} {
		th := New(mode, 1)
		for _, over := range []fyne.ThemeColorName{Card, Page} {
			for _, name := range []fyne.ThemeColorName{fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground} {
				if th.Color(name, fynetheme.VariantLight) == th.Color(over, fynetheme.VariantLight) {
					t.Errorf("%s: %s is of the colour of %s", mode, name, over)
				}
			}
		}
	}
}
