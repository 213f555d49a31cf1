// Package texts holds what the program itself says to customers, embedded: the default restock notice, the line that says
// how to stop, and the confirmation of a stop; one JSON file a language, named by its BCP 47 tag.
package texts

import "embed"

// Files are the texts. Each file is an object of restock, closing and confirmation.
//
//go:embed *.json
var Files embed.FS
