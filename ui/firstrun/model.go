// Package firstrun is what a new owner sees: how to connect the page, or the practice shop with one press.
package firstrun

import (
	"strings"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

// Outcome is what the owner is told after the key was checked.
type Outcome struct {
	Connected bool // the page answers with this key
	Session   bool // offer to keep the key for this session only
	What, Do  string
}

// Judge words the platform's answer about a key. A key that lacks a permission connects, so that history can be read,
// and the owner is told what is missing. A key that the password safe did not take may be kept for the session.
func Judge(w *words.Words, c views.Connection, err error) Outcome {
	if err != nil {
		s := w.Error(err)
		if core.CodeOf(err) == core.CodeOffline {
			s.Do = w.T("first.offline_do") // nothing looks by itself before there is a page
		}
		return Outcome{What: s.What, Do: s.Do, Session: keyring(core.CodeOf(err))}
	}
	o := Outcome{Connected: true, What: w.T("first.connected", "Shop", c.Page.Name)}
	switch {
	case len(c.Missing) > 0:
		o.What = w.T("first.missing", "Which", w.Permissions(c.Missing))
		o.Do = w.T("first.missing_do")
	case c.KeptWhy != "":
		s := w.Code(c.KeptWhy, "")
		o.Do = s.What + " " + w.T("first.session_note")
	}
	return o
}

// keyring reports whether a failure is the password safe's alone.
func keyring(code core.Code) bool {
	switch code {
	case core.CodeKeyringLocked, core.CodeKeyringNone, core.CodeKeyringTimeout, core.CodeKeyringTooBig:
		return true
	}
	return false
}

// Clean takes what was pasted: people copy line ends, blanks and quotation marks with a key.
func Clean(pasted string) core.Token {
	return core.NewToken(strings.Trim(strings.Join(strings.Fields(pasted), ""), `"'“”‘’`))
}
