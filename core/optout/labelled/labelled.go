// Package labelled reads sentences that people labelled: does this message ask the shop for silence? The trainer learns
// from them and tests measure by them; the program itself does not carry them.
//
// A file is one language, named by its BCP 47 tag. Its first line is a heading, "# English (en)". Sentences stand under
// the idea that they were written to, "[bare word]", one a line behind a label. An idea marked "[bare word] held back" is
// never trained on: it measures how well ideas are read that nobody foresaw.
package labelled

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Label says what a sentence asks for.
type Label byte

// The labels, as the files write them.
const (
	Stop   Label = '+' // asks for silence
	Not    Label = '-' // does not
	Person Label = '?' // a person should look
)

// Sentence is one labelled message.
type Sentence struct {
	Language string // BCP 47
	Idea     string // what it was written to
	HeldBack bool   // never trained on
	General  bool   // an ordinary message, not written to be hard to tell
	Label    Label
	Text     string // `\n` in the file is a new line here
}

// Read reads every <lang>.txt of a folder, in the order of their names. The error names the file and the line.
func Read(files fs.FS) ([]Sentence, error) {
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		list, err := parse(strings.TrimSuffix(path.Base(name), ".txt"), string(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// parse reads one file.
func parse(lang, text string) ([]Sentence, error) {
	var out []Sentence
	idea, held := "", false
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name, mark, ok := strings.Cut(line[1:], "]")
			mark = strings.TrimSpace(mark)
			if !ok || mark != "" && mark != "held back" {
				return nil, fmt.Errorf("line %d: %q is no idea", n+1, line)
			}
			idea, held = name, mark != ""
		case idea == "":
			return nil, fmt.Errorf("line %d: %q stands before the first idea", n+1, line)
		default:
			label, body, ok := strings.Cut(line, " ")
			if body = strings.TrimSpace(body); !ok || body == "" || len(label) != 1 || !strings.Contains("+-?", label) {
				return nil, fmt.Errorf("line %d: %q does not begin with +, - or ? and a space", n+1, line)
			}
			out = append(out, Sentence{Language: lang, Idea: idea, HeldBack: held, Label: Label(label[0]), Text: strings.ReplaceAll(body, `\n`, "\n")})
		}
	}
	return out, nil
}
