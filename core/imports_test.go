package core_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What each part may import, besides the standard library: data flows one way, inward to decide, outward to send.
// A part that is missing here fails the test: say where it belongs.
var (
	// pure parts decide and read; they know the nouns, assets and libraries for text, and nobody else.
	pure = []string{"views", "policy", "optout", "interest", "compose", "answers", "catalogue", "ledger", "fold", "find", "report", "forecast", "links", "poster"}
	// adapters speak to the outside; none knows another.
	adapters = []string{"store", "vault", "graph", "practice", "backup", "fbexport", "pictures", "sheet", "logfile"}
	// joints bring them together.
	joints = []string{"history", "outbox", "shop"}
	// only says which packages alone may import something.
	only = map[string][]string{
		"fyne.io/fyne/v2/app":              {"shopbell/app", "shopbell/app/bench/plain"},
		"github.com/go-gl/glfw":            {"shopbell/app"},
		"github.com/mattn/go-sqlite3":      {"shopbell/core/store"},
		"filippo.io/age":                   {"shopbell/core/backup"},
		"github.com/zalando/go-keyring":    {"shopbell/core/vault"},
		"github.com/pressly/goose/v3":      {"shopbell/core/store"},
		"github.com/spf13/cobra":           {"shopbell/app"},
		"github.com/xuri/excelize/v2":      {"shopbell/core/catalogue", "shopbell/core/sheet"},
		"github.com/nicksnyder/go-i18n/v2": {"shopbell/ui/words"},
		"codeberg.org/go-pdf/fpdf":         {"shopbell/core/poster"},
		"github.com/boombuler/barcode":     {"shopbell/core/poster"},
		"github.com/go-text/typesetting":   {"shopbell/core/poster"},
	}
)

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-e", "-tags", "sqlite_fts5", "-json=ImportPath,Imports", "shopbell/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

func TestImportsPointInward(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			for library, owners := range only {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(owners, p.ImportPath) {
					t.Errorf("%s imports %s; only %s may", p.ImportPath, imported, strings.Join(owners, " and "))
				}
			}
			if why := wrong(p.ImportPath, imported); why != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, why)
			}
		}
	}
}

// wrong says why a package of ours may not import another, "" when it may.
func wrong(from, to string) string {
	core, isCore := strings.CutPrefix(from, "shopbell/core/")
	part, _, _ := strings.Cut(core, "/")
	target, toCore := strings.CutPrefix(to, "shopbell/core/")
	target, _, _ = strings.Cut(target, "/")
	switch {
	case strings.HasPrefix(to, "fyne.io/") && (isCore || from == "shopbell/core"):
		return "core knows no windows"
	case from == "shopbell/core" && strings.HasPrefix(to, "shopbell/"):
		return "the nouns know nobody"
	case strings.HasPrefix(from, "shopbell/ui") && toCore && target != "views":
		return "windows know the nouns and what use cases give and take; they name the use cases themselves"
	case strings.HasPrefix(to, "shopbell/ui") && isCore:
		return "core knows no windows"
	case !isCore || !toCore || target == part:
		return ""
	case slices.Contains(pure, part):
		return pureMay(part, target)
	case slices.Contains(adapters, part):
		if slices.Contains(adapters, target) || slices.Contains(joints, target) {
			return "an adapter knows no other part that acts"
		}
	case !slices.Contains(joints, part):
		return "this part has no place in the order yet"
	}
	return ""
}

// Every part of core stands in a list; crash is for all and, being in none, knows nobody.
func TestEveryPartHasItsPlace(t *testing.T) {
	all := slices.Concat(pure, adapters, joints, []string{"crash"})
	for _, p := range packages(t) {
		name, isCore := strings.CutPrefix(p.ImportPath, "shopbell/core/")
		part, _, _ := strings.Cut(name, "/")
		if isCore && !slices.Contains(all, part) {
			t.Errorf("%s has no place in the order yet", p.ImportPath)
		}
	}
}

func pureMay(part, target string) string {
	if slices.Contains(pure, target) {
		return ""
	}
	return part + " only decides, it may not know " + target
}

func TestPureRulesKnowNobody(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != "shopbell/core/policy" {
			continue
		}
		for _, imported := range p.Imports {
			if strings.Contains(imported, ".") || strings.HasPrefix(imported, "shopbell/") && imported != "shopbell/core" {
				t.Errorf("the rule book imports %s", imported)
			}
			if slices.Contains([]string{"os", "net/http", "database/sql"}, imported) {
				t.Errorf("the rule book reaches outside: %s", imported)
			}
		}
	}
}
