package core

import (
	"errors"
	"fmt"
)

// Code says what kind of failure an error is. ui/words has one sentence for each: what happened and what to do.
type Code string

// The error codes.
const (
	CodeOffline        Code = "offline"           // no answer from the platform at all
	CodeIntercepted    Code = "intercepted"       // something else answers in the platform's place: nothing left
	CodeTokenInvalid   Code = "token_invalid"     // the platform no longer accepts the token
	CodeTokenMissing   Code = "token_missing"     // there is none to use
	CodeTokenNotPage   Code = "token_not_page"    // it belongs to a person, not to a page
	CodePermission     Code = "permission"        // a permission is missing; Detail names it
	CodeAppAccess      Code = "app_access"        // the app reaches only people with a role
	CodeRateLimited    Code = "rate_limited"      //
	CodePageRestricted Code = "page_restricted"   //
	CodePlatform       Code = "platform"          // any other answer of the platform; Detail has code and trace
	CodeUnreadable     Code = "unreadable_answer" // cut short, too large or not JSON
	CodeBadAddress     Code = "bad_address"       // a Graph address that may not be used
	CodeKeyringLocked  Code = "keyring_locked"    // locked or denied
	CodeKeyringNone    Code = "keyring_none"      // no service on this computer
	CodeKeyringTimeout Code = "keyring_timeout"   //
	CodeKeyringTooBig  Code = "keyring_too_big"   //
	CodeDataReadOnly   Code = "data_read_only"    //
	CodeDataFull       Code = "data_full"         // no space left
	CodeDataNewer      Code = "data_newer"        // made by a newer Shopbell
	CodeDataDamaged    Code = "data_damaged"      //
	CodeDataLost       Code = "data_lost"         // the newest part is missing: nothing leaves until the owner says so
	CodeDataBusy       Code = "data_busy"         // another Shopbell has the writer's lock; Detail says which
	CodeNotFound       Code = "not_found"         // Detail names what
	CodeBadInput       Code = "bad_input"         // Detail says what is wrong
	CodeLooserThanMeta Code = "looser_than_meta"  // a rule looser than the platform's own
	CodeProofNeeded    Code = "proof_needed"      // undoing an opt-out needs the customer's own message
	CodeNotConnected   Code = "not_connected"     // no page yet
	CodeOtherPage      Code = "other_page"        // the token is for another page than the history
	CodeBackupFolder   Code = "backup_folder"     // the folder for daily copies is gone or takes no file; Detail names it
	CodeBackupSecret   Code = "backup_secret"     // the passphrase of the daily copies is not in the keyring
	CodeShopKey        Code = "shop_key"          // the web shop does not accept the key for its stock
	CodeShopBusy       Code = "shop_busy"         // the web shop asks for a pause or fails for the moment
	CodeShopOffline    Code = "shop_offline"      // no answer from the web shop
	CodeShopAnswer     Code = "shop_answer"       // the web shop answers something else than products
	CodePosterLetters  Code = "poster_letters"    // a name has a letter that posters cannot show; Detail is the letter
	CodeNoScreen       Code = "no_screen"         // no screen answers
	CodeNoDrawing      Code = "no_drawing"        // the screen cannot draw a window: OpenGL is missing
	CodeUnknown        Code = "unknown"           //
)

// Error is a failure with a code, the operation that met it and what is known beyond the code.
type Error struct {
	Code   Code
	Op     string // for example "graph.conversations"
	Detail string // never holds a secret
	Err    error  // the cause, may be nil
}

func (e *Error) Error() string {
	s := e.Op + ": " + string(e.Code)
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// E makes an error of a code. detail may be empty, err nil.
func E(code Code, op, detail string, err error) *Error {
	return &Error{Code: code, Op: op, Detail: detail, Err: err}
}

// Errorf makes an error of a code with a formatted detail.
func Errorf(code Code, op, format string, args ...any) *Error {
	return &Error{Code: code, Op: op, Detail: fmt.Sprintf(format, args...)}
}

// CodeOf gives the code of the outermost Error in err's chain, CodeUnknown when there is none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeUnknown
}
