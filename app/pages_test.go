package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// pages gives every page of the project's manuals, by its path, without those that tests write.
func pages(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != ".." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "dist"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".md") || path == "../docs/commands.md" || strings.HasPrefix(path, "../core/outbox/docs/"):
			return nil
		}
		b, err := os.ReadFile(path)
		all[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var (
	linked = regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)
	// inCode is what stands between backticks, or on a line of a block.
	inCode = regexp.MustCompile("(?s)```.*?```|`[^`]+`")
	// inTree is a path of this project. One with a word in capitals stands for many.
	inTree  = regexp.MustCompile(`(?:^|[\s./])((?:app|core|ui|assets|docs|\.ci|\.github)/[\w./*-]+)`)
	made    = regexp.MustCompile(`\bmake ((?:-s )?[a-z][\w-]*(?: [a-z][\w-]*)*)`)
	ordered = regexp.MustCompile(`(?:^|[\s|/` + "`" + `])shopbell(?:\.exe)? ([^|` + "`" + `\n]*)`)
)

// Every file, target, command and option that a page of the manual names is there.
func TestPagesNameWhatIsThere(t *testing.T) {
	t.Setenv("SHOPBELL_GRAPH", "")
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for path, text := range pages(t) {
		for _, m := range linked.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			seen["links"]++
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", path, m[1])
			}
		}
		for _, code := range inCode.FindAllString(text, -1) {
			for _, m := range inTree.FindAllStringSubmatch(code, -1) {
				name := strings.TrimRight(m[1], "./")
				if regexp.MustCompile(`[A-Z]{3,}`).MatchString(name) {
					continue
				}
				seen["paths"]++
				if found, err := filepath.Glob(filepath.Join("..", name)); err != nil || len(found) == 0 {
					t.Errorf("%s names %s, which is not there", path, name)
				}
			}
			for _, m := range made.FindAllStringSubmatch(code, -1) {
				for _, target := range strings.Fields(strings.TrimPrefix(m[1], "-s ")) {
					seen["targets"]++
					if !regexp.MustCompile(`(?m)^[\w -]*\b` + target + `\b[\w -]*:`).Match(makefile) {
						t.Errorf("%s says make %s, which the Makefile does not know", path, target)
					}
				}
			}
			for _, m := range ordered.FindAllStringSubmatch(code, -1) {
				seen["commands"]++
				if why := refused(m[1]); why != "" {
					t.Errorf("%s says shopbell %s: %s", path, strings.TrimSpace(m[1]), why)
				}
			}
		}
	}
	for what, least := range map[string]int{"links": 30, "paths": 6, "targets": 15, "commands": 20} {
		if seen[what] < least {
			t.Errorf("only %d %s were found", seen[what], what)
		}
	}
}

func TestWhatIsNotThereIsRefused(t *testing.T) {
	t.Setenv("SHOPBELL_GRAPH", "")
	for line, there := range map[string]bool{"sync": true, "send promo --text 'Hi' --data DIR # a comment --no": true, "frobnicate": false,
		"sync --frobnicate": false, "optout frobnicate": false} {
		if why := refused(line); (why == "") != there {
			t.Errorf("shopbell %s: %q", line, why)
		}
	}
}

// refused tells why there is no such command, or no such option of it; "" when there is. A comment ends the line.
func refused(line string) string {
	line, _, _ = strings.Cut(line, " #")
	words := strings.Fields(line)
	root := (&command{}).root()
	cmd, rest, err := root.Find(words)
	if err != nil {
		return err.Error()
	}
	if len(rest) > 0 && cmd.HasSubCommands() && !strings.HasPrefix(rest[0], "-") {
		return "no such command"
	}
	for _, w := range rest {
		name, long := strings.CutPrefix(w, "--")
		name, _, _ = strings.Cut(name, "=")
		if long && !slices.ContainsFunc([]*cobra.Command{cmd, root}, func(c *cobra.Command) bool {
			return c.Flags().Lookup(name) != nil || c.PersistentFlags().Lookup(name) != nil || c.InheritedFlags().Lookup(name) != nil
		}) {
			return "no option --" + name
		}
	}
	return ""
}
