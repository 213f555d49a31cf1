package views

// PageProfile is what people see of the page before they write. Languages are BCP 47 tags; "" stands for everybody whose
// language has no text of its own.
type PageProfile struct {
	Greeting map[string]string
	Menu     map[string][]MenuLink
	// Foreign is true when the menu has buttons of another program, which Shopbell does not keep when it changes the menu.
	Foreign bool
	// Questions are ready questions to tap, set elsewhere: taps reach only programs with an address on the web, so that
	// Shopbell would never see who asked. It shows them, and removes them, and sets none.
	Questions []string
}

// MenuLink is one line of the page's menu.
type MenuLink struct {
	Title string
	URL   string // https
}

// Limits of the platform for what people see before they write.
const (
	MostGreeting  = 160 // characters
	MostMenuLinks = 20
	MostMenuTitle = 30 // characters
)
