package screen

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// longestCopied is how many letters of what was copied are told.
const longestCopied = 40

// Copy puts words on the clipboard and tells so: said, or the words themselves where it is "". Empty words leave the
// clipboard as it is.
func (e Env) Copy(words, said string) {
	if words == "" {
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(words)
	if said == "" {
		told := words
		if utf8.RuneCountInString(told) > longestCopied {
			told = string([]rune(told)[:longestCopied]) + "…"
		}
		said = e.Words.T("copy.done", "Words", told)
	}
	e.Done(said)
}
