package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// AvatarInk is the colour of initials: white by day and by night, since the discs under them stay dark.
const AvatarInk fyne.ThemeColorName = "shopbell.avatarInk"

// PersonColours gives the six grounds of avatars, the same by day and by night.
func PersonColours() [6]color.NRGBA {
	return [6]color.NRGBA{rgb(0x8A4A2F), rgb(0x2F6B55), rgb(0x28588F), rgb(0x7A4E00), rgb(0x58602F), rgb(0x6A4A7C)}
}
