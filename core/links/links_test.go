package links_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shopbell/assets"
	"shopbell/assets/practice"
	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/interest"
	"shopbell/core/links"
	"shopbell/core/optout"
)

func products(t *testing.T) []core.Product {
	t.Helper()
	list, rejected, err := catalogue.Read(t.Context(), "products.csv", bytes.NewReader(practice.ProductsCSV), "EUR")
	if err != nil || len(rejected) > 0 {
		t.Fatal(err, rejected)
	}
	return list
}

// What a link has ready asks for exactly its product and variant, in every language, and stops nothing.
func TestTheReadyMessageAsksForExactlyItsProduct(t *testing.T) {
	all := products(t)
	wishes, stops := interest.New(all), optout.New()
	for _, tag := range links.Languages() {
		for _, p := range all {
			for _, variant := range append([]string{""}, p.Variants...) {
				text := links.Text(tag, links.Thing{Product: p.Name, Variant: variant})
				got := wishes.Read(text, "")
				if len(got) != 1 || got[0].SKU != p.SKU || got[0].Variant != variant || !got[0].Wants || got[0].Withdraw {
					t.Errorf("%s: %q is read as %+v", tag, text, got)
				}
				if stop := stops.Read(text); stop.Reading != core.ReadNothing {
					t.Errorf("%s: %q is read as %v", tag, text, stop.Reading)
				}
			}
		}
		hello := links.Text(tag, links.Thing{})
		if got, stop := wishes.Read(hello, ""), stops.Read(hello); len(got) > 0 || stop.Reading != core.ReadNothing {
			t.Errorf("%s: %q is read as %+v, %v", tag, hello, got, stop.Reading)
		}
	}
}

// The address carries the message, whatever it holds, and nothing else.
func TestAddressCarriesTheMessage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		u, err := url.Parse(links.Address("108800000031415", text))
		if err != nil || u.Scheme != "https" || u.Host != "m.me" || u.Path != "/108800000031415" || strings.Contains(u.RawQuery, "+") {
			t.Fatal(u, err)
		}
		if q := u.Query(); len(q) != 1 || q.Get("text") != text {
			t.Errorf("%q came out of %q", q, text)
		}
	})
}

func TestShortNamesThePageWhereItCan(t *testing.T) {
	for name, want := range map[string]string{"tulip.corner": "m.me/tulip.corner", "": "m.me/77", "a/../b": "m.me/77", "a?x": "m.me/77"} {
		if got := links.Short("77", name); got != want {
			t.Errorf("%q gave %q, want %q", name, got, want)
		}
	}
}

// Every language of the windows has all words, with their fields.
func TestEveryLanguageHasAllWords(t *testing.T) {
	shipped, err := fs.Glob(assets.Lang, "lang/*.json")
	if err != nil || len(shipped) == 0 {
		t.Fatal(shipped, err)
	}
	for _, name := range shipped {
		tag := strings.TrimSuffix(path.Base(name), ".json")
		if !slices.Contains(links.Languages(), tag) {
			t.Errorf("%s has no words for posters", tag)
		}
	}
	en := reflect.ValueOf(links.In("en"))
	for _, tag := range links.Languages() {
		own := reflect.ValueOf(links.In(tag))
		for i := range own.NumField() {
			for _, field := range []string{"{product}", "{variant}", "{link}", "{text}"} {
				if strings.Count(own.Field(i).String(), field) != strings.Count(en.Field(i).String(), field) {
					t.Errorf("%s: %s has other fields: %q", tag, own.Type().Field(i).Name, own.Field(i))
				}
			}
			if own.Field(i).Len() == 0 || !utf8.ValidString(own.Field(i).String()) {
				t.Errorf("%s: %s is empty", tag, own.Type().Field(i).Name)
			}
		}
	}
}

func TestLanguagesAreFoundByTheirNearestTag(t *testing.T) {
	for asked, want := range map[string]string{"de": "de", "de-AT": "de", "pt": "pt-BR", "pt_BR": "pt-BR", "xx": "", "": ""} {
		if got := links.Known(asked); got != want {
			t.Errorf("%q gave %q, want %q", asked, got, want)
		}
	}
	if links.In("xx") != links.In("en") {
		t.Error("an unknown language has no English")
	}
}
