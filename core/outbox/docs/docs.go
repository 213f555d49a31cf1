// Package docs keeps the tables of this folder. Tests make them from what happens, write them when they are run with
// -update, and fail when a table says something else.
package docs

import (
	"os"
	"strings"
	"testing"
)

// Section is one table of a file.
type Section struct {
	Title, Intro string
	Head         []string
	// Rows have as many cells as Head. One with its first cell alone was not tried on this machine: what the file says
	// of it stands.
	Rows [][]string
}

// Check compares a file with the sections that it should have, or writes it.
func Check(t testing.TB, path, title, intro string, sections []Section, update bool) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	was := string(raw)
	var b strings.Builder
	b.WriteString("# " + title + "\n\n" + intro + "\n")
	for _, s := range sections {
		b.WriteString(s.text(was))
	}
	got := b.String()
	if got == was {
		return
	}
	if !update {
		t.Errorf("%s does not tell what happens; run the test with -update and read the difference. First line that differs:\n%s", path, difference(was, got))
		return
	}
	if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

// text writes a section. was is the file as it stands.
func (s Section) text(was string) string {
	var b strings.Builder
	heading := "\n## " + s.Title + "\n"
	b.WriteString(heading + "\n" + s.Intro + "\n\n" + line(s.Head) + strings.Repeat("|---", len(s.Head)) + "|\n")
	_, old, _ := strings.Cut(was, heading)
	old, _, _ = strings.Cut(old, "\n## ")
	for _, r := range s.Rows {
		if len(r) == 1 && len(s.Head) > 1 {
			b.WriteString(kept(old, r[0]))
			continue
		}
		b.WriteString(line(r))
	}
	return b.String()
}

// kept is the row of a section that begins with a cell, "" when there is none.
func kept(section, first string) string {
	for row := range strings.Lines(section) {
		if strings.HasPrefix(row, "| "+plain(first)+" |") {
			return row
		}
	}
	return ""
}

func line(cells []string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString("| " + plain(c) + " ")
	}
	return b.String() + "|\n"
}

// plain keeps a cell in its column.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "|", "/")), " ")
}

func difference(was, got string) string {
	old := strings.Split(was, "\n")
	for i, g := range strings.Split(got, "\n") {
		if i >= len(old) {
			return "new: " + g
		}
		if old[i] != g {
			return "file: " + old[i] + "\nnow:  " + g
		}
	}
	return "the file says more"
}
