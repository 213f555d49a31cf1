package practice

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	sample "shopbell/assets/practice"
	"shopbell/core"
)

// phrases are what people of one language say when they are generated or answer by themselves.
type phrases struct {
	language string
	products []named // what they call products
	sections map[string][]string
}

type named struct {
	sku   core.SKU
	words string
}

// The sections of a file of phrases.
const (
	sayFirst    = "first"    // first names
	sayLast     = "last"     // family names
	sayHello    = "hello"    // starts a conversation
	sayShop     = "shop"     // the shop's answer to anything
	sayWait     = "wait"     // wants to hear about {p}
	sayThanks   = "thanks"   // answers of people who got a message
	sayQuestion = "question" //
	sayBuy      = "buy"      //
	sayStop     = "stop"     //
)

func sectionNames() []string {
	return []string{sayFirst, sayLast, sayHello, sayShop, sayWait, sayThanks, sayQuestion, sayBuy, sayStop}
}

// allPhrases reads the embedded phrases once. A mistake in them is a bug that the tests of this package find.
var allPhrases = sync.OnceValue(func() []phrases {
	var out []phrases
	for _, language := range sample.Languages() {
		text, err := sample.Phrases(language)
		if err != nil {
			panic(err)
		}
		ph, err := parsePhrases(language, text)
		if err != nil {
			panic(err)
		}
		out = append(out, ph)
	}
	return out
})

func parsePhrases(language, text string) (phrases, error) {
	ph := phrases{language: language, sections: map[string][]string{}}
	scanner := bufio.NewScanner(strings.NewReader(text))
	section := ""
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = strings.Trim(line, "[]")
		case section == "products":
			sku, words, has := strings.Cut(line, "=")
			if !has {
				return ph, fmt.Errorf("phrases in %s, line %d: no product in %q", language, n, line)
			}
			ph.products = append(ph.products, named{core.SKU(strings.TrimSpace(sku)), strings.TrimSpace(words)})
		default:
			ph.sections[section] = append(ph.sections[section], line)
		}
	}
	for _, name := range sectionNames() {
		if len(ph.sections[name]) == 0 {
			return ph, fmt.Errorf("phrases in %s: section %s is missing", language, name)
		}
	}
	if len(ph.products) == 0 {
		return ph, fmt.Errorf("phrases in %s: section products is missing", language)
	}
	return ph, scanner.Err()
}

// phrasesOf gives the phrases of a language; one that there are none of speaks English.
func phrasesOf(language string) phrases {
	all := allPhrases()
	i := slices.IndexFunc(all, func(ph phrases) bool { return ph.language == cmp.Or(language, "en") })
	return all[max(0, i)]
}

// say picks one phrase of a section by a number.
func (ph phrases) say(section string, n uint64) string {
	lines := ph.sections[section]
	return lines[n%uint64(len(lines))]
}

// wish picks a sentence that asks to hear about a product.
func (ph phrases) wish(n uint64) (text string, sku core.SKU) {
	product := ph.products[(n>>8)%uint64(len(ph.products))]
	return strings.ReplaceAll(ph.say(sayWait, n), "{p}", product.words), product.sku
}
