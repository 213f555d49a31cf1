package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The sizes of letters. Nothing is smaller than SizeSmall.
const (
	SizeFigure   fyne.ThemeSizeName = "shopbell.figure" // big numbers, bold
	SizeTitle                       = fynetheme.SizeNameHeadingText
	SizeHeading                     = fynetheme.SizeNameSubHeadingText
	SizeCardHead fyne.ThemeSizeName = "shopbell.cardHead"
	SizeText                        = fynetheme.SizeNameText
	SizeSecond   fyne.ThemeSizeName = "shopbell.second"
	SizeSmall                       = fynetheme.SizeNameCaptionText
)

// The heights of what people press and read. They grow with the letters.
const (
	HeightRow    fyne.ThemeSizeName = "shopbell.height.row"    // a button or field inside a row
	HeightButton fyne.ThemeSizeName = "shopbell.height.button" // a button or field
	HeightMain   fyne.ThemeSizeName = "shopbell.height.main"   // the main button of a foot
	HeightHero   fyne.ThemeSizeName = "shopbell.height.hero"   // the one button that a panel is for
	HeightNav    fyne.ThemeSizeName = "shopbell.height.nav"
	HeightPill   fyne.ThemeSizeName = "shopbell.height.pill"
	HeightList   fyne.ThemeSizeName = "shopbell.height.list"   // a row of two lines
	HeightHeader fyne.ThemeSizeName = "shopbell.height.header" // the head of a card
)

// Spaces between things, and radii. They do not grow.
const (
	Gap4  float32 = 4
	Gap8  float32 = 8
	Gap12 float32 = 12
	Gap16 float32 = 16
	Gap24 float32 = 24

	RadiusField  float32 = 6
	RadiusCard   float32 = 10
	RadiusBubble float32 = 14
)

// size gives a size and whether it grows with the letters.
func size(name fyne.ThemeSizeName) (value float32, grows, ok bool) {
	switch name {
	case SizeFigure:
		return 32, true, true
	case SizeTitle:
		return 26, true, true
	case SizeHeading:
		return 18, true, true
	case SizeCardHead:
		return 16, true, true
	case SizeText:
		return 15, true, true
	case SizeSecond:
		return 14, true, true
	case SizeSmall:
		return 13, true, true
	case HeightRow:
		return 32, true, true
	case HeightButton:
		return 36, true, true
	case HeightMain:
		return 44, true, true
	case HeightHero:
		return 52, true, true
	case HeightNav:
		return 40, true, true
	case HeightPill:
		return 24, true, true
	case HeightList:
		return 58, true, true
	case HeightHeader:
		return 44, true, true
	case fynetheme.SizeNameInlineIcon:
		return 20, true, true
	}
	v, ok := toolkitSize(name)
	return v, false, ok
}

// toolkitSize gives the sizes that Fyne's own widgets ask for, where Shopbell differs.
func toolkitSize(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case fynetheme.SizeNameInnerPadding:
		return 8, true
	case fynetheme.SizeNamePadding:
		return 4, true
	case fynetheme.SizeNameInputBorder:
		return 1, true
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameButtonRadius, fynetheme.SizeNameMenuRadius:
		return RadiusField, true
	case fynetheme.SizeNameSelectionRadius:
		return 0, true
	case fynetheme.SizeNameCardRadius, fynetheme.SizeNameDialogRadius, fynetheme.SizeNamePopupRadius:
		return RadiusCard, true
	case fynetheme.SizeNameModalBlurRadius:
		return 0, true
	case fynetheme.SizeNameScrollBar:
		return 10, true
	case fynetheme.SizeNameScrollBarSmall:
		return 4, true
	}
	return 0, false
}
