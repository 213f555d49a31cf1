package compose

import (
	"encoding/json"
	"io/fs"
	"strings"
	"sync"
	"time"

	"shopbell/assets/texts"
)

// fallbackLanguage is used where a customer's language is unknown or has no texts.
const fallbackLanguage = "en"

// own are the program's texts for customers in one language.
type own struct {
	Restock      string `json:"restock"`
	Closing      string `json:"closing"`
	StopReply    string `json:"stop_reply"`
	Confirmation string `json:"confirmation"`
	Date         string `json:"date"` // a layout of package time
}

// load reads the embedded texts once. A test reads every file, so that a broken one cannot ship.
var load = sync.OnceValue(func() map[string]own {
	out := map[string]own{}
	names, err := fs.Glob(texts.Files, "*.json")
	if err != nil {
		panic("compose: " + err.Error())
	}
	for _, name := range names {
		b, err := fs.ReadFile(texts.Files, name)
		if err != nil {
			panic("compose: " + err.Error())
		}
		var t own
		if err := json.Unmarshal(b, &t); err != nil {
			panic("compose: " + name + ": " + err.Error())
		}
		out[strings.TrimSuffix(name, ".json")] = t
	}
	return out
})

// in finds the texts of a language: the tag itself, then without its region or script, then English.
func in(lang string) own {
	all := load()
	lang = strings.ReplaceAll(lang, "_", "-")
	for lang != "" {
		for tag, t := range all {
			if strings.EqualFold(tag, lang) {
				return t
			}
		}
		i := strings.LastIndexByte(lang, '-')
		lang = lang[:max(i, 0)]
	}
	return all[fallbackLanguage]
}

// DefaultRestock is the text of a restock notice that the owner may change, with fields. lang is a BCP 47 tag; unknown
// ones give English.
func DefaultRestock(lang string) string { return in(lang).Restock }

// ClosingLine is the line that says how to get no more messages, with the stop word in capitals.
func ClosingLine(lang string) string { return in(lang).Closing }

// StopReply is the short answer to tap that stops the messages. It arrives as the customer's own words.
func StopReply(lang string) string { return in(lang).StopReply }

// LastDay writes the last day on which something that ends at a moment still holds.
func LastDay(ends time.Time, zone *time.Location, lang string) string {
	if ends.IsZero() {
		return ""
	}
	if zone == nil {
		zone = time.UTC
	}
	return ends.Add(-time.Millisecond).In(zone).Format(in(lang).Date)
}

// StopConfirmation is the one message that confirms a stop.
func StopConfirmation(lang string) string { return in(lang).Confirmation }

// Languages lists the tags that have texts, in no order.
func Languages() []string {
	var out []string
	for tag := range load() {
		out = append(out, tag)
	}
	return out
}
