package words

import (
	"encoding/json"
	"regexp"
	"testing"

	"shopbell/assets/texts"
)

// fallback is what a field says for people without a value. The windows do without.
var fallback = regexp.MustCompile(`\|[^}]*`)

// The words that an owner begins to change are those that customers of that language get.
func TestTheFirstWordsAreThoseOfCustomers(t *testing.T) {
	for _, tag := range Languages() {
		base, _ := tag.Base()
		b, err := texts.Files.ReadFile(base.String() + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var said struct{ Restock string }
		if err := json.Unmarshal(b, &said); err != nil {
			t.Fatal(err)
		}
		if got := New(tag.String()).T("restock.template"); got != fallback.ReplaceAllString(said.Restock, "") {
			t.Errorf("%s begins with %q, customers get %q", tag, got, said.Restock)
		}
	}
}
