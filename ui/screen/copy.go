package screen

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// longestCopied is how many letters of what was copied are told.
const longestCopied = 40

// Copy puts words on the clipboard and tells so. Empty words leave the clipboard as it is.
func (e Env) Copy(words string) {
	if words == "" {
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(words)
	told := words
	if utf8.RuneCountInString(told) > longestCopied {
		told = string([]rune(told)[:longestCopied]) + "…"
	}
	e.Done(e.Words.T("copied", "Words", told))
}
