package woocommerce

import (
	"html"
	"strings"
)

// plain takes the markup out of a name: WooCommerce writes names with entities, and shops with tags.
func plain(s string) string {
	var b strings.Builder
	tag := false
	for _, r := range s {
		switch {
		case r == '<':
			tag = true
		case r == '>' && tag:
			tag = false
		case !tag:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(html.UnescapeString(b.String()))
}
