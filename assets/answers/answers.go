// Package answers holds what each language asks a shop again and again, and what an automatic answer says in it, embedded
// in the program. README.md in this folder explains the files.
package answers

import "embed"

// Files are the phrase files, one a language, named by its BCP 47 tag.
//
//go:embed *.txt
var Files embed.FS
