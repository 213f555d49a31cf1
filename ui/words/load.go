package words

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"shopbell/assets"
)

// files lists the shipped translations. The embedded tree is fixed at build time, so that a fault in it is the
// builder's and shows in every test.
func files() []string {
	names, err := fs.Glob(assets.Lang, "lang/*.json")
	if err != nil {
		panic(err)
	}
	return names
}

// load reads English and the language that is spoken, passing each template through change, and lists the ids of the
// English one. The others would take time and memory for nothing.
func load(change func(template string) string, spoken language.Tag) (*i18n.Bundle, map[string]bool) {
	bundle := i18n.NewBundle(language.English)
	known := map[string]bool{}
	for _, name := range files() {
		tag := language.Make(strings.TrimSuffix(path.Base(name), ".json"))
		if tag != language.English && tag != spoken {
			continue
		}
		messages := read(name, change)
		if tag == language.English {
			for _, m := range messages {
				known[m.ID] = true
			}
		}
		if err := bundle.AddMessages(tag, messages...); err != nil {
			panic(name + ": " + err.Error())
		}
	}
	return bundle, known
}

// read parses one file: an id with a template, or an id with a template for each plural form.
func read(name string, change func(string) string) []*i18n.Message {
	raw, err := assets.Lang.ReadFile(name)
	if err != nil {
		panic(err)
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		panic(name + ": " + err.Error())
	}
	messages := make([]*i18n.Message, 0, len(entries))
	for id, entry := range entries {
		forms := map[string]string{}
		var one string
		if json.Unmarshal(entry, &one) == nil {
			forms["other"] = one
		} else if err := json.Unmarshal(entry, &forms); err != nil {
			panic(name + ": " + id + ": " + err.Error())
		}
		if !strings.HasPrefix(id, "format.") {
			for form, template := range forms {
				forms[form] = change(template)
			}
		}
		if forms["many"] == "" { // some languages count exact millions so; the words are those for other numbers
			forms["many"] = forms["other"]
		}
		messages = append(messages, &i18n.Message{
			ID: id, Zero: forms["zero"], One: forms["one"], Two: forms["two"],
			Few: forms["few"], Many: forms["many"], Other: forms["other"],
		})
	}
	return messages
}
