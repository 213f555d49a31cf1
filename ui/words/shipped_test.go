package words

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shopbell/core"
)

// codes reads every error code from the source of core, so that a new one cannot be forgotten here.
func codes(t *testing.T) []core.Code { return constants[core.Code](t, "errors.go", "Code") }

// constants reads the constants of a file of core whose names begin with prefix.
func constants[C ~string](t *testing.T, name, prefix string) []C {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../core/"+name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []C
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, prefix) {
			return true
		}
		lit := spec.Values[0].(*ast.BasicLit)
		all = append(all, C(constant.StringVal(constant.MakeFromLiteral(lit.Value, lit.Kind, 0))))
		return true
	})
	if len(all) < 20 {
		t.Fatalf("found only %d of %s", len(all), prefix)
	}
	return all
}

// used collects the ids that the source names: every string literal shaped like an id that stands where an id goes
// (an argument of T, N or Has, or a constant or field of a name that ends in ID).
type used struct {
	whole    map[string]string   // id to where it stands
	prefixes map[string]string   // "state." or "filter_" + something
	fields   map[string][]string // id to the fields given
}

var idShape = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_]*[a-z0-9])+$`)
var prefixShape = regexp.MustCompile(`^[a-z_]+(\.[a-z0-9_]+)*[._]$`)

func usedIDs(t *testing.T) used {
	t.Helper()
	u := used{map[string]string{}, map[string]string{}, map[string][]string{}}
	for _, root := range []string{"..", "../../app"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ImportSpec:
					return false
				case *ast.BasicLit:
					u.literal(n, path)
				case *ast.CallExpr:
					u.call(n)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return u
}

func (u used) literal(lit *ast.BasicLit, path string) {
	if lit.Kind != token.STRING {
		return
	}
	s, err := strconv.Unquote(lit.Value)
	switch {
	case err != nil:
	case idShape.MatchString(s):
		u.whole[s] = path
	case prefixShape.MatchString(s):
		u.prefixes[s] = path
	}
}

// call notes which fields a T or N with a literal id gets.
func (u used) call(c *ast.CallExpr) {
	sel, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || (sel.Sel.Name != "T" && sel.Sel.Name != "N") || len(c.Args) == 0 || c.Ellipsis.IsValid() {
		return
	}
	lit, ok := c.Args[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	id, _ := strconv.Unquote(lit.Value)
	rest, fields := c.Args[1:], []string{}
	if sel.Sel.Name == "N" {
		rest, fields = c.Args[2:], []string{"N"}
	}
	for i := 0; i < len(rest); i += 2 {
		if name, ok := rest[i].(*ast.BasicLit); ok && name.Kind == token.STRING {
			s, _ := strconv.Unquote(name.Value)
			fields = append(fields, s)
		}
	}
	u.fields[id] = append(u.fields[id], fields...)
}

// Every id that the source names is shipped, and every shipped id is named by the source.
func TestIDsUsedAndShippedAreTheSame(t *testing.T) {
	u, w := usedIDs(t), New("en")
	topics := map[string]bool{}
	for id := range w.known {
		topics[id[:strings.Index(id, ".")]] = true
	}
	for id, where := range u.whole {
		if topics[id[:strings.Index(id, ".")]] && !w.Has(id) && !hasPrefix(w, id+".") {
			t.Errorf("%s names %q, which is not in en.json", where, id)
		}
	}
	for id := range w.known {
		if _, ok := u.whole[id]; ok {
			continue
		}
		reached := false
		for prefix := range u.prefixes {
			reached = reached || strings.HasPrefix(id, prefix)
		}
		if !reached {
			t.Errorf("en.json has %q, which nothing names", id)
		}
	}
}

func hasPrefix(w *Words, prefix string) bool {
	for id := range w.known {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

var fieldShape = regexp.MustCompile(`{{\.([A-Za-z]+)}}`)

// Every field that a sentence names is given where the sentence is used.
func TestFieldsNamedAreGiven(t *testing.T) {
	u := usedIDs(t)
	for _, m := range read("lang/en.json", func(s string) string { return s }) {
		given, ok := u.fields[m.ID]
		if !ok {
			continue
		}
		for _, form := range []string{m.One, m.Other} {
			for _, match := range fieldShape.FindAllStringSubmatch(form, -1) {
				if !slices.Contains(given, match[1]) {
					t.Errorf("%s names {{.%s}}, which its callers do not give", m.ID, match[1])
				}
			}
		}
	}
}
