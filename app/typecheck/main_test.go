package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A mistake that only another system's build would meet is found on this one, C or not.
func TestAnotherSystemsMistakeIsFound(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":       "module small\n\ngo 1.26\n",
		"all.go":       "package small\n\nvar Size int = size\n",
		"a_linux.go":   "package small\n\nconst size = 1\n",
		"a_windows.go": "package small\n\nconst size = \"one\"\n",
		"a_darwin.go":  "package small\n\n// #include <stdlib.h>\nimport \"C\"\n\nconst size = 2\n\nvar ptr = C.malloc(size)\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	err := checkAll(t.Context(), dir, "", []string{"linux/amd64", "darwin/arm64", "windows/amd64"}, &out)
	if err == nil || !strings.Contains(err.Error(), "windows/amd64: ") || strings.Contains(err.Error(), "darwin") {
		t.Errorf("found %v", err)
	}
	if !strings.Contains(out.String(), "linux/amd64: ") || !strings.Contains(out.String(), "darwin/arm64: ") {
		t.Errorf("said %q", out.String())
	}
	if checkAll(t.Context(), dir, "", nil, &out) == nil {
		t.Error("no system is a system")
	}
}
