// Package shopbell says which program this is. FyneApp.toml is the one place for its name and version: the program has it
// built in, and the packages, the Windows resources and the tool that makes the macOS application read the same file.
package shopbell

import (
	_ "embed"
	"strings"
)

//go:embed FyneApp.toml
var details string

// Version is the program's, three numbers with dots.
func Version() string { return detail("Version") }

// ID is the program's name towards the operating system.
func ID() string { return detail("ID") }

// detail gives the text of one key of the file, "" when it is not there.
func detail(key string) string {
	for line := range strings.Lines(details) {
		name, value, _ := strings.Cut(line, "=")
		if strings.TrimSpace(name) == key {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}
