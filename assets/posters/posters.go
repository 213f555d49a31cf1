// Package posters holds the words that bring people to the shop, embedded: the message that a link has ready for the
// customer to send, and what stands around it on a poster or in a post; one JSON file a language, named by its BCP 47 tag.
package posters

import "embed"

// Files are the words. core/links says what each of them is for.
//
//go:embed *.json
var Files embed.FS
