package links

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"shopbell/assets/posters"
)

// Words are what brings people to the shop, in one language, with fields in braces.
type Words struct {
	Ask        string `json:"ask"`         // the ready message, with {product}
	AskVariant string `json:"ask_variant"` // with {product} and {variant}
	Hello      string `json:"hello"`       // the ready message to the shop

	Lead     string `json:"lead"`      // above a product's name
	StepScan string `json:"step_scan"` // what to do, in three steps
	StepSend string `json:"step_send"`
	StepTold string `json:"step_told"`
	Promise  string `json:"promise"` // what people will get
	Letters  string `json:"letters"` // for people without a camera, with {link} and {text}

	ShopLead    string `json:"shop_lead"` // the same for the shop
	ShopStep    string `json:"shop_step"`
	ShopPromise string `json:"shop_promise"`

	Post     string `json:"post"` // text of a post, with {product} and {link}
	ShopPost string `json:"shop_post"`
}

// fallback is used where a language has no words.
const fallback = "en"

// load reads the embedded words once. A test reads every file, so that a broken one cannot ship.
var load = sync.OnceValue(func() map[string]Words {
	out := map[string]Words{}
	names, err := fs.Glob(posters.Files, "*.json")
	if err != nil {
		panic("links: " + err.Error())
	}
	for _, name := range names {
		b, err := fs.ReadFile(posters.Files, name)
		if err != nil {
			panic("links: " + err.Error())
		}
		var w Words
		if err := json.Unmarshal(b, &w); err != nil {
			panic("links: " + name + ": " + err.Error())
		}
		out[strings.TrimSuffix(name, ".json")] = w
	}
	return out
})

// Known finds the tag under which a language has words: itself, then without its region or script. "" when it has none.
func Known(lang string) string {
	lang = strings.ReplaceAll(lang, "_", "-")
	for lang != "" {
		for tag := range load() {
			base, _, _ := strings.Cut(tag, "-")
			if strings.EqualFold(tag, lang) || strings.EqualFold(base, lang) {
				return tag
			}
		}
		lang = lang[:max(strings.LastIndexByte(lang, '-'), 0)]
	}
	return ""
}

// In gives the words of a language.
func In(lang string) Words {
	if tag := Known(lang); tag != "" {
		return load()[tag]
	}
	return load()[fallback]
}

// Languages lists the tags that have words, in order.
func Languages() []string {
	var out []string
	for tag := range load() {
		out = append(out, tag)
	}
	slices.Sort(out)
	return out
}
