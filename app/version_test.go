package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"shopbell"
)

// The version stands in FyneApp.toml; what cannot read it there must not tell another.
func TestOneVersion(t *testing.T) {
	version := shopbell.Version()
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
		t.Fatalf("FyneApp.toml has the version %q", version)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"--version"}, streams{in: strings.NewReader(""), out: &out, err: &errs}); code != 0 || out.String() != "shopbell version "+version+"\n" {
		t.Errorf("--version: %d %s%s", code, out.String(), errs.String())
	}
	for file, newest := range map[string]*regexp.Regexp{
		"../CHANGELOG.md": regexp.MustCompile(`(?m)^## (\S+)$`),
		"../assets/linux/io.github.shopbell.desktop.metainfo.xml": regexp.MustCompile(`<release version="([^"]+)"`),
	} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := newest.FindSubmatch(b); found == nil || string(found[1]) != version {
			t.Errorf("%s tells of %s first, the program is %s", file, found, version)
		}
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
