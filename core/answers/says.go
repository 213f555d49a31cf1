package answers

import (
	"slices"
	"strings"

	"shopbell/core"
)

// Languages lists the languages in which a shop can answer automatically, sorted by their tags.
func (r *Reader) Languages() []string {
	var out []string
	for lang := range r.says {
		out = append(out, lang)
	}
	slices.Sort(out)
	return out
}

// Disclosure is the line above every automatic answer, which says in the customer's language that nobody typed it. It is
// empty for a language that has none: nothing automatic is said in it. Some places ask for it by law, for example
// California for automated accounts (Business and Professions Code 17941) and the European Union for machines that talk to
// people (Regulation 2024/1689, article 50); the platform asks for it wherever the law does, and recommends it everywhere (Send
// a Message, automation disclosure). So it cannot be switched off.
func (r *Reader) Disclosure(lang, shop string) string {
	return strings.ReplaceAll(r.says[lang]["automatic"], "{shop}", shop)
}

// First gives a first text for an answer, for the owner to change; empty where only the owner knows what to say.
func (r *Reader) First(lang string, p core.Purpose) string { return r.says[lang][string(p)] }

// Price writes an amount as a language does, with the currency's code behind it: "24,50 EUR".
func (r *Reader) Price(lang string, m core.Money) string {
	point := r.says[lang]["point"]
	if point == "" {
		point = "."
	}
	return strings.TrimSpace(strings.Replace(m.Decimal(), ".", point, 1) + " " + m.Currency)
}
