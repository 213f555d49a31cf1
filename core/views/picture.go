package views

// Picture is a picture or sticker of a message, by its place among what hangs on the message.
type Picture struct {
	Place int
	State PictureState
	Hash  string // names it, when it is here
}

// PictureState says whether a picture can be shown.
type PictureState string

// The states of a picture.
const (
	PictureHere    PictureState = "here"    // kept on this computer
	PictureComing  PictureState = "coming"  // to be fetched
	PictureNoRoom  PictureState = "no_room" // the room for pictures is used up by newer ones
	PictureExpired PictureState = "expired" // the platform no longer gives it, and it was not kept in time
	PictureUnfit   PictureState = "unfit"   // too large, or of a kind that is not shown
	PictureMissing PictureState = "missing" // known by name alone
)

// PictureRoom is how much room pictures take, in bytes.
type PictureRoom struct {
	Limit int64
	Used  int64
	Kept  int // pictures on this computer
}

// FetchedPictures is what a look for pictures brought.
type FetchedPictures struct {
	Kept    int
	Expired int
	Unfit   int
	Later   int // to be tried again
	NoRoom  bool
}
