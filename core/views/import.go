package views

// ImportedHistory is what a download of the page's information brought.
type ImportedHistory struct {
	Threads     int // conversations of which something was read
	MessagesNew int
	Duplicates  int // messages that were here already
	OptOutsNew  int // people who had asked to stop, in words that were not here
	Pictures    int // kept on this computer that were not here
	Skipped     []SkippedFile
}

// SkippedFile is a file, or a part of one, that was not taken.
type SkippedFile struct {
	File string
	Why  string
}
