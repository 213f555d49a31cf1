package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// linked gives the modules that a package of the program is linked from on one system.
func linked(t *testing.T, system, name string) []*debug.Module {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-tags", "sqlite_fts5 migrated_fynedo", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", name)
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []*debug.Module
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		path, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && !seen[path] {
			seen[path] = true
			list = append(list, &debug.Module{Path: path, Version: version, Sum: "h1:" + path})
		}
	}
	return list
}

// Every library that is shipped has a licence that was read and allows it; both C libraries are told with their versions.
func TestEveryLibraryMayBeShipped(t *testing.T) {
	for _, system := range []string{"linux", "windows", "darwin"} {
		info := &debug.BuildInfo{GoVersion: runtime.Version(), Deps: linked(t, system, "shopbell/app")}
		list, err := parts(t.Context(), info)
		if err != nil {
			t.Fatalf("%s: %v", system, err)
		}
		if len(list) < 40 {
			t.Errorf("%s: %d libraries", system, len(list))
		}
		names := map[string]string{}
		for _, p := range list {
			names[p.name] = p.version
			if p.version == "" || p.licence == "" || p.text == "" {
				t.Errorf("%s: %q says too little of itself: %q, %q, %d bytes", system, p.name, p.version, p.licence, len(p.text))
			}
		}
		for _, want := range []string{"std", "lato", "sqlite", "glfw"} {
			if names[want] == "" {
				t.Errorf("%s: %s is missing", system, want)
			}
		}
	}
}

func TestTheSameProgramGivesTheSameDocument(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: runtime.Version(), Deps: linked(t, "linux", "shopbell/core/store"),
		Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.time", Value: "now"}}}
	list, err := parts(t.Context(), info)
	if err != nil {
		t.Fatal(err)
	}
	one, err := json.Marshal(newBill(info, []byte("program"), list))
	if err != nil {
		t.Fatal(err)
	}
	two, err := json.Marshal(newBill(info, []byte("program"), list))
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("two documents of one program differ: %v", err)
	}
	other, err := json.Marshal(newBill(info, []byte("another"), list))
	if err != nil || bytes.Equal(one, other) {
		t.Errorf("another program has the same document: %v", err)
	}
	for _, want := range []string{`"specVersion":"1.6"`, `"name":"sqlite"`, `"id":"blessing"`, `"purl":"pkg:golang/github.com/mattn/go-sqlite3@`} {
		if !strings.Contains(string(one), want) {
			t.Errorf("%s is missing in %s", want, one)
		}
	}
}

func TestAnUnknownLicenceIsNotShipped(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := licenceIn(dir); err == nil {
		t.Error("no licence is a licence")
	}
	if err := os.WriteFile(dir+"/LICENSE", []byte("You may look, and not touch."), 0o600); err != nil {
		t.Fatal(err)
	}
	if id, _, err := licenceIn(dir); err == nil {
		t.Errorf("taken for %s", id)
	}
}
