// Package practice holds the sample shop "Tulip Corner": its products and what its customers wrote. All of it is made up.
//
// conversations/LANGUAGE.txt holds the people who write in one language. A person begins with a line
//
//	= Name | mark | mark
//
// where the name may be empty and a mark is "blocked" (blocked the page) or "gone" (the account was deleted). Then follow
// the messages, oldest first, the customer's with > and the shop's with <:
//
//	> 12d3h {MUG-BLUE} Let me know when the blue mug is back
//	< 12d2h Of course!
//
// The first word is how long before "now" the message was written. Labels in braces are the truth about the message:
// {SKU} or {SKU/variant} asks to hear about a product, {-SKU} withdraws that, {stop} asks for no more offers, {resume}
// takes it back, {doubt} is one that a person should read, {sticker} and {picture} say what it consists of. A line that
// begins with spaces goes on with the message above. Lines with # are remarks.
//
// phrases/LANGUAGE.txt holds what people say who are generated or who answer by themselves: one phrase a line under a
// heading such as [thanks]; {p} stands for a product, and [products] says what the language calls some of them
// (SKU = words).
package practice

import "embed"

// ProductsCSV is the catalogue of the sample shop, with the header of Shopbell's own product files.
//
//go:embed products.csv
var ProductsCSV []byte

//go:embed conversations/*.txt
var conversations embed.FS

//go:embed phrases/*.txt
var phrases embed.FS

// Languages lists the languages that there are conversations in (BCP 47), in a fixed order.
func Languages() []string {
	return []string{"en", "pt", "it", "es", "fr", "de", "vi", "th", "ar", "ja"}
}

// Conversations gives the text of one language's conversations.
func Conversations(language string) (string, error) {
	text, err := conversations.ReadFile("conversations/" + language + ".txt")
	return string(text), err
}

// Phrases gives what generated and lively customers of one language say.
func Phrases(language string) (string, error) {
	text, err := phrases.ReadFile("phrases/" + language + ".txt")
	return string(text), err
}
