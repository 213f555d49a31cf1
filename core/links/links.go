// Package links makes the ways by which people reach the shop: an m.me link that opens a chat with the page with a
// message ready to send, and the words around it.
//
// The message is an ordinary one once it is sent, in the customer's own chat: core/interest reads it as a wish for exactly
// that product, it stands as the proof of the wish, and it opens the 24 hours. A reference in the link (?ref=) would reach
// only programs with an address on the web, so none is used (Messenger Platform, "m.me Links").
//
// All functions are pure; a language is a BCP 47 tag, and an unknown one gives English.
package links

import (
	"net/url"
	"strings"

	"shopbell/core"
)

const host = "m.me/"

// Thing is what a link asks for: a product, one variant of it, or with no product the shop itself.
type Thing struct {
	Product string // its name as the shop writes it; "": the shop
	Variant string // "": any
	// SKU goes into the message where the name alone would not be read as exactly this product; else "".
	SKU core.SKU
}

// Text is the message that a link has ready.
func Text(lang string, t Thing) string {
	w := In(lang)
	switch {
	case t.Product == "":
		return w.Hello
	case t.SKU != "":
		t.Product += " " + string(t.SKU)
	}
	if t.Variant == "" {
		return fill(w.Ask, "product", t.Product)
	}
	return fill(w.AskVariant, "product", t.Product, "variant", t.Variant)
}

// Address is the link to a page's chat with a message ready. It holds the page's id, which never changes, so that what is
// printed stays true when the page changes its name.
func Address(page core.PageID, text string) string {
	// A plus would stand in the message as a plus in some of Messenger's versions; %20 is a space in all.
	return "https://" + host + url.PathEscape(string(page)) + "?text=" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// Short is the link to type: by the page's name where it is known, and without a message.
func Short(page core.PageID, username string) string {
	if Username(username) {
		return host + username
	}
	return host + string(page)
}

// Username reports whether a name is one that the platform gives to pages: letters, digits and dots.
func Username(name string) bool {
	for _, r := range name {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '.' {
			return false
		}
	}
	return name != "" && len(name) <= 50
}

// Post is the text of a post about a thing, with its link.
func Post(lang string, t Thing, address string) string {
	w := In(lang)
	if t.Product == "" {
		return fill(w.ShopPost, "link", address)
	}
	if t.Variant != "" {
		t.Product += " (" + t.Variant + ")"
	}
	return fill(w.Post, "product", t.Product, "link", address)
}

// Letters is the line for people without a camera.
func Letters(lang, short, text string) string {
	return fill(In(lang).Letters, "link", short, "text", text)
}

// fill puts values, given as pairs of name and value, into a text's fields. Values are not read for fields again.
func fill(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
