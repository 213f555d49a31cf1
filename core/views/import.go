package views

import "shopbell/core"

// ImportedHistory is what a download of the page's information brought.
type ImportedHistory struct {
	Threads     int // conversations of which something was read
	MessagesNew int
	Duplicates  int            // messages that were here already
	OptOutsNew  int            // people who had asked to stop, in words that were not here
	Pictures    int            // kept on this computer that were not here
	Skipped     []core.Skipped // files, or parts of one, that were not taken
}
