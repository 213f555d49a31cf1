package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestOneVersionAndOneID(t *testing.T) {
	b, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"Version": version, "ID": appID} {
		found := regexp.MustCompile(`(?m)^\s*` + key + ` = "(.*)"$`).FindSubmatch(b)
		if found == nil || string(found[1]) != want {
			t.Errorf("FyneApp.toml has %s %q, the program %q", key, found, want)
		}
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"--version"}, streams{in: strings.NewReader(""), out: &out, err: &errs}); code != 0 || !strings.Contains(out.String(), version) {
		t.Errorf("--version: %d %s%s", code, out.String(), errs.String())
	}
	log, err := os.ReadFile("../CHANGELOG.md")
	if err != nil || !strings.Contains(string(log), "## "+version+"\n") {
		t.Errorf("the changelog does not tell of %s: %v", version, err)
	}
}

func TestEveryCommandHasHelp(t *testing.T) {
	c := &command{}
	root := c.root()
	for _, cmd := range append(root.Commands(), root) {
		var out bytes.Buffer
		args := []string{cmd.Name(), "--help"}
		if cmd == root {
			args = args[1:]
		}
		if code := run(t.Context(), args, streams{in: strings.NewReader(""), out: &out, err: &out}); code != 0 || out.Len() == 0 {
			t.Errorf("%v: %d %s", args, code, out.String())
		}
		if cmd.Short == "" {
			t.Errorf("%s says nothing about itself", cmd.Name())
		}
	}
}
