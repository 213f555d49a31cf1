package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"shopbell/core/policy"
)

// The page about the rules tells of every rule that can be set, with its default and its range, and of no other.
func TestThePageAboutTheRules(t *testing.T) {
	b, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][2]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]*)\\|").FindAllStringSubmatch(string(b), -1) {
		told[row[1]] = [2]string{row[2], strings.TrimSpace(row[3])}
	}
	want := map[string][2]string{}
	rules := policy.Defaults(time.UTC)
	for _, name := range policy.Names() {
		least, most := policy.Range(name)
		switch {
		case least != "":
			most = least + "–" + most
		case most != "":
			most = "up to " + most
		}
		want[name] = [2]string{rules.Get(name), most}
	}
	want["zone"] = [2]string{"the computer's", ""}
	for name := range want {
		if told[name] != want[name] {
			t.Errorf("%s is %q by default and in its range, the page says %q", name, want[name], told[name])
		}
		delete(told, name)
	}
	for name := range told {
		t.Errorf("the page tells of %s, which is no rule", name)
	}
}
