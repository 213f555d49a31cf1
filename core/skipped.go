package core

// Skipped names a file of a download, or a part of one, that was not read.
type Skipped struct {
	File  string
	Code  SkipCode
	N     int    // messages that were read before it; with SkipEntries the entries, with SkipMore the files that are named
	Cause string // with SkipOpen and SkipRead: what the operating system says
}

// SkipCode says why. ui/words has a sentence for each.
type SkipCode string

// The reasons.
const (
	SkipMissing   SkipCode = "missing"    // no such file or folder
	SkipKind      SkipCode = "kind"       // neither a zip file nor a folder
	SkipNotZip    SkipCode = "not_zip"    //
	SkipZipTorn   SkipCode = "zip_torn"   // a zip file that is cut short or damaged
	SkipOverlap   SkipCode = "overlap"    // files of an archive that share their bytes
	SkipPath      SkipCode = "path"       // a name that leads out of the archive
	SkipLocked    SkipCode = "locked"     // with a password
	SkipOpen      SkipCode = "open"       // the system refuses; Cause says what it says
	SkipRead      SkipCode = "read"       // as SkipOpen, later
	SkipNothing   SkipCode = "nothing"    // a download without conversations
	SkipNoThread  SkipCode = "no_thread"  // JSON of something else
	SkipCutShort  SkipCode = "cut_short"  //
	SkipNotJSON   SkipCode = "not_json"   //
	SkipAbsurd    SkipCode = "absurd"     // nested too deep, or a value too large for a conversation
	SkipBomb      SkipCode = "bomb"       // one file unpacks without end
	SkipTotal     SkipCode = "total"      // all files together do
	SkipDamaged   SkipCode = "damaged"    //
	SkipPacking   SkipCode = "packing"    // an unknown compression
	SkipHTMLEmpty SkipCode = "html_empty" // HTML without messages
	SkipHTMLDates SkipCode = "html_dates" // HTML of which no date can be read
	SkipNotHTML   SkipCode = "not_html"   //
	SkipEntries   SkipCode = "entries"    // N entries without sender or time
	SkipLongText  SkipCode = "long_text"  // a text that was cut
	SkipMore      SkipCode = "more"       // more than can be named
	SkipGroup     SkipCode = "group"      // a conversation of more than two
	SkipSides     SkipCode = "sides"      // which of the two is the shop is not told
	SkipNobody    SkipCode = "nobody"     // no customer is named
)
