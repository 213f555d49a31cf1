// Command typecheck checks the Go types of the whole program for systems that it cannot be built for here: windows and C
// included, with neither a C compiler nor the other system's headers. It proves that every name exists and every type
// fits, and says nothing about C or linking. Bodies are checked of this module's functions alone.
//
//	typecheck -tags "TAGS" darwin/arm64 windows/amd64 …
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

func main() {
	tags := flag.String("tags", "", "build tags, with spaces between")
	flag.Parse()
	dir, err := os.Getwd()
	if err == nil {
		err = checkAll(context.Background(), dir, *tags, flag.Args(), os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "typecheck:", err)
		os.Exit(1)
	}
}

// checkAll checks the module in dir for each system, written as GOOS/GOARCH, and writes a line for each.
func checkAll(ctx context.Context, dir, tags string, systems []string, out io.Writer) error {
	if len(systems) == 0 {
		return errors.New("name a system, such as darwin/arm64")
	}
	counts, errs := make([]int, len(systems)), make([]error, len(systems))
	var all sync.WaitGroup
	for i, system := range systems {
		all.Go(func() { counts[i], errs[i] = check(ctx, dir, tags, system) })
	}
	all.Wait()
	for i, system := range systems {
		if errs[i] != nil {
			errs[i] = fmt.Errorf("%s: %w", system, errs[i])
			continue
		}
		fmt.Fprintf(out, "%s: the types of %d packages fit\n", system, counts[i])
	}
	return errors.Join(errs...)
}

// listed is what the go command says of one package.
type listed struct {
	ImportPath, Dir   string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
	DepsErrors        []struct{ Err string }
	Module            *struct {
		Main      bool
		GoVersion string
	}
}

// check checks every package of the module, after those that it needs, and gives their number.
func check(ctx context.Context, dir, tags, system string) (int, error) {
	goos, goarch, _ := strings.Cut(system, "/")
	cmd := exec.CommandContext(ctx, "go", "list", "-deps", "-tags", tags, "-json=ImportPath,Dir,GoFiles,CgoFiles,ImportMap,DepsErrors,Module", "./...")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=1")
	list, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("go list: %w", err)
	}
	c := checker{done: map[string]*types.Package{}, sizes: types.SizesFor("gc", goarch)}
	var wrong []error
	for dec := json.NewDecoder(strings.NewReader(string(list))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return len(c.done), errors.Join(wrong...)
		} else if err != nil {
			return 0, err
		}
		for _, e := range p.DepsErrors {
			wrong = append(wrong, fmt.Errorf("%s: %s", p.ImportPath, e.Err))
		}
		wrong = append(wrong, c.check(p)...)
	}
}

// checker keeps the packages of one system that were checked.
type checker struct {
	done  map[string]*types.Package
	sizes types.Sizes
}

// check gives what does not fit in one package. Of others' packages only what ours can see is looked at, and what does
// not fit there would show where ours uses it.
func (c *checker) check(p listed) []error {
	if p.ImportPath == "unsafe" {
		c.done[p.ImportPath] = types.Unsafe
		return nil
	}
	ours := p.Module != nil && p.Module.Main
	var wrong []error
	files, names := []*ast.File{}, token.NewFileSet()
	for _, name := range append(p.GoFiles, p.CgoFiles...) {
		f, err := parser.ParseFile(names, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return []error{err}
		}
		files = append(files, f)
	}
	cfg := types.Config{
		FakeImportC:      true,
		IgnoreFuncBodies: !ours,
		Importer:         from{c.done, p.ImportMap},
		Sizes:            c.sizes,
		Error: func(err error) {
			if ours {
				wrong = append(wrong, err)
			}
		},
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		cfg.GoVersion = "go" + p.Module.GoVersion
	}
	c.done[p.ImportPath], _ = cfg.Check(p.ImportPath, names, files, nil) // Error was told of each
	return wrong
}

// from finds packages among those that were checked before; renamed holds the paths that the standard library keeps
// under another name.
type from struct {
	done    map[string]*types.Package
	renamed map[string]string
}

func (f from) Import(path string) (*types.Package, error) {
	if other, ok := f.renamed[path]; ok {
		path = other
	}
	if p := f.done[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("%s was not listed", path)
}
