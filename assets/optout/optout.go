// Package phrases holds what each language says when somebody wants no more messages, embedded in the program.
// README.md in this folder explains the files.
package phrases

import "embed"

// Files are the phrase files, one a language, named by its BCP 47 tag.
//
//go:embed *.txt
var Files embed.FS

// Model is the trained model that reads what no phrase foresaw: "make model" writes it.
//
//go:embed model.bin
var Model []byte
