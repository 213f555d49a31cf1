// Command sbom lists what a built program holds: itself, the Go modules linked into it and the C libraries inside those,
// with versions and licences, as CycloneDX 1.6 in JSON, or as the text of every licence, which goes with the packages.
// It reads the list that the compiler wrote into the program, so that it cannot differ from what was built. Run it in the
// module's folder, where the go command finds the same modules. The same program gives the same bytes.
//
//	sbom [-licences] PROGRAM
package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"shopbell/assets"
)

func main() {
	texts := flag.Bool("licences", false, "write the text of every licence")
	flag.Parse()
	if err := write(context.Background(), flag.Args(), *texts); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func write(ctx context.Context, args []string, texts bool) error {
	if len(args) != 1 {
		return errors.New("name one built program")
	}
	info, err := buildinfo.ReadFile(args[0])
	if err != nil {
		return err
	}
	parts, err := parts(ctx, info)
	if err != nil {
		return err
	}
	if texts {
		_, err = os.Stdout.WriteString(licences(parts))
		return err
	}
	program, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(newBill(info, program, parts))
}

// part is one library inside the program.
type part struct {
	name, version string
	purl          string // package URL
	sum           string // of the module, as go.sum has it; "" for others
	licence       string // SPDX
	text          string // of the licence
}

// parts gives what is linked into a program or built into it, in the order of names.
func parts(ctx context.Context, info *debug.BuildInfo) ([]part, error) {
	std, err := standard(ctx, info.GoVersion)
	if err != nil {
		return nil, err
	}
	dirs, err := folders(ctx, info.Deps)
	if err != nil {
		return nil, err
	}
	list := []part{std, letters}
	for _, m := range info.Deps {
		p := part{name: m.Path, version: m.Version, purl: "pkg:golang/" + m.Path + "@" + m.Version, sum: m.Sum}
		if p.licence, p.text, err = licenceIn(dirs[m.Path]); err != nil {
			return nil, fmt.Errorf("%s: %w", m.Path, err)
		}
		list = append(list, p)
		if lib, ok := insides[m.Path]; ok {
			inside, err := lib.in(dirs[m.Path])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m.Path, err)
			}
			list = append(list, inside)
		}
	}
	slices.SortFunc(list, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return list, nil
}

// folders gives where the modules' sources are, by their paths.
func folders(ctx context.Context, modules []*debug.Module) (map[string]string, error) {
	args := []string{"list", "-m", "-f", "{{.Path}} {{.Dir}}"}
	for _, m := range modules {
		args = append(args, m.Path)
	}
	said, err := goSays(ctx, args...)
	if err != nil {
		return nil, err
	}
	dirs := map[string]string{}
	for line := range strings.Lines(said) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), " ")
		dirs[path] = dir
	}
	return dirs, nil
}

// letters are the program's own, see assets/fonts/README.md.
var letters = part{name: "lato", version: "2.0", purl: "pkg:generic/lato@2.0", licence: "OFL-1.1", text: assets.LettersLicence}

// standard is Go's standard library.
func standard(ctx context.Context, version string) (part, error) {
	p := part{name: "std", version: strings.TrimPrefix(version, "go")}
	p.purl = "pkg:golang/std@" + p.version
	root, err := goSays(ctx, "env", "GOROOT")
	if err != nil {
		return p, err
	}
	p.licence, p.text, err = licenceIn(root)
	return p, err
}

// library is a C library that a module carries in source.
type library struct {
	name, file string
	version    *regexp.Regexp // its groups, with dots between
	licence    string
	text       string
}

// insides are the C libraries by the module that carries them.
var insides = map[string]library{
	"github.com/mattn/go-sqlite3": {name: "sqlite", file: "sqlite3-binding.h", licence: "blessing",
		version: regexp.MustCompile(`#define SQLITE_VERSION +"([0-9.]+)"`),
		text:    "SQLite is in the public domain.\n"},
	"github.com/go-gl/glfw/v3.4/glfw": {name: "glfw", file: "glfw/include/GLFW/glfw3.h", licence: "Zlib",
		version: regexp.MustCompile(`(?s)#define GLFW_VERSION_MAJOR +(\d+).*#define GLFW_VERSION_MINOR +(\d+).*#define GLFW_VERSION_REVISION +(\d+)`)},
}

// in finds the library in its module's folder. Where it has no text of its own here, the head of its file tells the terms.
func (l library) in(dir string) (part, error) {
	b, err := os.ReadFile(filepath.Join(dir, l.file))
	if err != nil {
		return part{}, err
	}
	found := l.version.FindSubmatch(b)
	if found == nil {
		return part{}, fmt.Errorf("%s tells no version of %s", l.file, l.name)
	}
	version := string(bytes.Join(found[1:], []byte(".")))
	text := l.text
	if text == "" {
		head, _, _ := strings.Cut(string(b), "*/")
		text = strings.TrimPrefix(head, "/*") + "\n"
	}
	return part{name: l.name, version: version, purl: "pkg:generic/" + l.name + "@" + version, licence: l.licence, text: text}, nil
}

func goSays(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", args...).Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}
