package main

import (
	"os"
	"regexp"
	"testing"
	"time"

	"shopbell/core/policy"
)

// The page about the rules tells of every rule that can be set, with its default, and of no other.
func TestThePageAboutTheRules(t *testing.T) {
	b, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|").FindAllStringSubmatch(string(b), -1) {
		told[row[1]] = row[2]
	}
	want := map[string]string{}
	rules := policy.Defaults(time.UTC)
	for _, name := range policy.Names() {
		want[name] = rules.Get(name)
	}
	want["zone"], want["holidays"] = "the computer's", "none"
	for name := range want {
		if told[name] != want[name] {
			t.Errorf("%s is %q by default, the page says %q", name, want[name], told[name])
		}
		delete(told, name)
	}
	for name := range told {
		t.Errorf("the page tells of %s, which is no rule", name)
	}
}
