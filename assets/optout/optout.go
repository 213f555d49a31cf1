// Package phrases holds what each language says when somebody wants no more messages, embedded in the program.
// README.md in this folder explains the files.
package phrases

import "embed"

// Files are the phrase files, one a language, named by its BCP 47 tag.
//
//go:embed *.txt
var Files embed.FS
