package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The colours that the toolkit has no name for. Each of the four meanings keeps one colour everywhere: bottle goes now,
// brass goes later or closes soon, slate waits for the customer, stone does not go. Brick is for errors and for the
// question whether someone asked to stop.
const (
	Card      fyne.ThemeColorName = "shopbell.card"
	Text2     fyne.ThemeColorName = "shopbell.text2"
	OnBottle  fyne.ThemeColorName = "shopbell.onBottle"
	Bottle    fyne.ThemeColorName = "shopbell.bottle"
	BottleBg  fyne.ThemeColorName = "shopbell.bottleSoft"
	Brass     fyne.ThemeColorName = "shopbell.brass"
	OnBrass   fyne.ThemeColorName = "shopbell.onBrass"
	BrassText fyne.ThemeColorName = "shopbell.brassText"
	BrassBg   fyne.ThemeColorName = "shopbell.brassSoft"
	Slate     fyne.ThemeColorName = "shopbell.slate"
	OnSlate   fyne.ThemeColorName = "shopbell.onSlate"
	SlateText fyne.ThemeColorName = "shopbell.slateText"
	SlateBg   fyne.ThemeColorName = "shopbell.slateSoft"
	Stone     fyne.ThemeColorName = "shopbell.stone"
	OnStone   fyne.ThemeColorName = "shopbell.onStone"
	StoneBg   fyne.ThemeColorName = "shopbell.stoneSoft"
	Brick     fyne.ThemeColorName = "shopbell.brick"
	OnBrick   fyne.ThemeColorName = "shopbell.onBrick"
	BrickBg   fyne.ThemeColorName = "shopbell.brickSoft"

	Side       fyne.ThemeColorName = "shopbell.side"
	SideText   fyne.ThemeColorName = "shopbell.sideText"
	SideMuted  fyne.ThemeColorName = "shopbell.sideMuted"
	SideChosen fyne.ThemeColorName = "shopbell.sideChosen"
	Bell       fyne.ThemeColorName = "shopbell.bell" // badge, awning, bar of a quote
	OnBell     fyne.ThemeColorName = "shopbell.onBell"
	Cream      fyne.ThemeColorName = "shopbell.cream" // the awning's light stripes
	Veil       fyne.ThemeColorName = "shopbell.veil"  // dims what lies under a dialog
)

// The toolkit's own names under the names of the design.
const (
	Page   = fynetheme.ColorNameBackground
	Button = fynetheme.ColorNameButton
	Line   = fynetheme.ColorNameSeparator
	Edge   = fynetheme.ColorNameInputBorder
	Text   = fynetheme.ColorNameForeground
	Off    = fynetheme.ColorNameDisabled
)

// pair is a colour by day and by night.
type pair struct{ day, night color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func both(day, night uint32) pair { return pair{rgb(day), rgb(night)} }

// faded is the text colour at a part of its strength, for hover and press.
func faded(alpha uint8) pair {
	p := both(0x1F2823, 0xECF0EA)
	p.day.A, p.night.A = alpha, alpha
	return p
}

// palette gives every colour. It is a function, not a variable, so that nothing can change it.
func palette(name fyne.ThemeColorName) (pair, bool) {
	if p, ok := ownColour(name); ok {
		return p, true
	}
	return toolkitColour(name)
}

func ownColour(name fyne.ThemeColorName) (pair, bool) {
	switch name {
	case Card:
		return both(0xFFFEFB, 0x1C2420), true
	case Text2:
		return both(0x566058, 0xB2BDB5), true
	case Bottle:
		return both(0x1D5C4A, 0x6FC7A4), true
	case OnBottle:
		return both(0xFFFFFF, 0x08211A), true
	case BottleBg:
		return both(0xDCEBE3, 0x1E3F34), true
	case Brass:
		return both(0xBF881D, 0xE9B550), true
	case OnBrass:
		return both(0x221800, 0x261B00), true
	case BrassText:
		return both(0x7A4E00, 0xF0C069), true
	case BrassBg:
		return both(0xFAECCB, 0x3B2F15), true
	case Slate:
		return both(0x33699E, 0x86B6E3), true
	case OnSlate:
		return both(0xFFFFFF, 0x06192B), true
	case SlateText:
		return both(0x27598B, 0x93BFE8), true
	case SlateBg:
		return both(0xDEEAF5, 0x1C3246), true
	case Stone:
		return both(0x716C64, 0x9A958C), true
	case OnStone:
		return both(0xFFFFFF, 0x16140F), true
	case StoneBg:
		return both(0xE9E6E0, 0x33322D), true
	case Brick:
		return both(0xA5322B, 0xF29B8E), true
	case OnBrick:
		return both(0xFFFFFF, 0x2E0A06), true
	case BrickBg:
		return both(0xF8E2DD, 0x47241F), true
	}
	return frontColour(name)
}

// frontColour gives the colours of the shop front.
func frontColour(name fyne.ThemeColorName) (pair, bool) {
	switch name {
	case Side:
		return both(0x164337, 0x0D1411), true
	case SideText:
		return both(0xEAF3EE, 0xE3EDE7), true
	case SideMuted:
		return both(0xA8C8BB, 0x94B3A6), true
	case SideChosen:
		return both(0x20574A, 0x1C352C), true
	case Bell:
		return both(0xF0BC4E, 0xF0BC4E), true
	case OnBell:
		return both(0x221800, 0x221800), true
	case Cream:
		return both(0xFFFBEF, 0xFFFBEF), true
	case AvatarInk:
		return both(0xFFFFFF, 0xFFFFFF), true
	case Veil:
		return pair{color.NRGBA{R: 0x14, G: 0x1A, B: 0x17, A: 0x80}, color.NRGBA{A: 0xA0}}, true
	}
	return pair{}, false
}

// toolkitColour gives the colours that Fyne's own widgets ask for.
func toolkitColour(name fyne.ThemeColorName) (pair, bool) {
	switch name {
	case Page, fynetheme.ColorNameScrollBarBackground:
		return both(0xF4F3EC, 0x141A17), true
	case fynetheme.ColorNameInputBackground:
		return ownColour(Card)
	// What pops up has neither edge nor shadow: on a card it stands out by being of another colour.
	case Button, fynetheme.ColorNameDisabledButton, fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameOverlayBackground, fynetheme.ColorNameMenuBackground:
		return both(0xECE9DF, 0x29332E), true
	case Line:
		return both(0xDDD9CC, 0x35403A), true
	case Edge, fynetheme.ColorNameScrollBar:
		return both(0x8C877A, 0x7C8A82), true
	case Text:
		return both(0x1F2823, 0xECF0EA), true
	case fynetheme.ColorNamePlaceHolder:
		return ownColour(Text2)
	case Off:
		return both(0x8E938B, 0x76827B), true
	case fynetheme.ColorNamePrimary, fynetheme.ColorNameSuccess, fynetheme.ColorNameHyperlink:
		return ownColour(Bottle)
	case fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNameForegroundOnSuccess:
		return ownColour(OnBottle)
	case fynetheme.ColorNameSelection:
		return ownColour(BottleBg)
	case fynetheme.ColorNameWarning:
		return ownColour(Brass)
	case fynetheme.ColorNameForegroundOnWarning:
		return ownColour(OnBrass)
	case fynetheme.ColorNameError:
		return ownColour(Brick)
	case fynetheme.ColorNameForegroundOnError:
		return ownColour(OnBrick)
	case fynetheme.ColorNameFocus:
		return both(0xF3DDA4, 0x4B3C18), true
	case fynetheme.ColorNameHover:
		return faded(0x14), true
	case fynetheme.ColorNamePressed:
		return faded(0x24), true
	case fynetheme.ColorNameShadow:
		return pair{}, true // flat: what scrolls has no shadow, and questions dim the window by Veil
	}
	return pair{}, false
}
