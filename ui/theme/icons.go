package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/assets"
)

// IconName names one of Shopbell's own icons.
type IconName string

// Shopbell's own icons. What the toolkit has (search, settings, delete …) is taken from there.
const (
	IconBell    IconName = "counterbell"
	IconChats   IconName = "chats"
	IconBox     IconName = "box"
	IconTag     IconName = "tag"
	IconChart   IconName = "chart"
	IconSliders IconName = "sliders"
	IconClock   IconName = "clock"
	IconMoon    IconName = "moon"
	IconStop    IconName = "stop"
	IconWait    IconName = "wait"
	IconLock    IconName = "lock"
	IconProof   IconName = "proof"
	IconOK      IconName = "ok"
	IconPeople  IconName = "people"
	IconTicket  IconName = "ticket"
	IconOffline IconName = "offline"
	IconKey     IconName = "key"
	IconShop    IconName = "shop"
	IconQuote   IconName = "quote"
	IconBolt    IconName = "bolt"
)

// IconNames lists every icon of Shopbell's own.
func IconNames() []IconName {
	return []IconName{IconBell, IconChats, IconBox, IconTag, IconChart, IconSliders, IconClock, IconMoon, IconStop, IconWait,
		IconLock, IconProof, IconOK, IconPeople, IconTicket, IconOffline, IconKey, IconShop, IconQuote, IconBolt}
}

// Icon gives one of Shopbell's own icons. A name that is not shipped gives the toolkit's broken picture, so that the
// gap shows.
func Icon(name IconName) fyne.Resource {
	raw, err := assets.Icons.ReadFile("icons/" + string(name) + ".svg")
	if err != nil {
		return fynetheme.BrokenImageIcon()
	}
	return fyne.NewStaticResource("shopbell-"+string(name)+".svg", raw)
}

// Coloured gives an icon filled with a colour of the look.
func Coloured(icon fyne.Resource, colour fyne.ThemeColorName) fyne.Resource {
	return fynetheme.NewColoredResource(icon, colour)
}
