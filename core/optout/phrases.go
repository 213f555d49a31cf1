package optout

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// section names one part of a phrase file.
type section string

// The sections of a phrase file. assets/optout/README.md explains them to whoever corrects a language.
const (
	secCommon  section = "common"  // frequent small words, by which the language is guessed
	secWords   section = "words"   // named lists of words for use in phrases
	secStop    section = "stop"    // ask for silence wherever they stand
	secAlone   section = "alone"   // ask for silence when little else is said
	secReview  section = "review"  // may ask for silence
	secAsk     section = "ask"     // may ask for silence some day, or for less: a person decides, never the model
	secResume  section = "resume"  // ask for messages again
	secNever   section = "never"   // look like a stop and are none
	secNo      section = "no"      // deny what follows in their clause: a wish for messages there is none, a stop right behind is asked about
	secFiller  section = "filler"  // politeness that may stand around a lone word
	secLater   section = "later"   // limit a wish to a time: a person should look
	secItem    section = "item"    // lead to the one thing that the wish is about
	secGeneral section = "general" // after secItem: means everything after all ("about the offers")
	secReason  section = "reason"  // say why somebody wants silence
	secYes     section = "yes"     // whole messages that must be read as a stop; only tests read them
	secNot     section = "not"     // whole messages that must not
)

var sections = map[section]bool{
	secCommon: true, secWords: true, secStop: true, secAlone: true, secReview: true, secAsk: true, secResume: true, secNever: true,
	secNo: true, secFiller: true, secLater: true, secItem: true, secGeneral: true, secReason: true, secYes: true, secNot: true,
}

// phraseFile is one language's phrases as written.
type phraseFile struct {
	lang  string // BCP 47, the file's name
	lines map[section][]string
}

// readPhrases reads every <lang>.txt of a folder.
func readPhrases(files fs.FS) ([]phraseFile, error) {
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		return nil, err
	}
	var out []phraseFile
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		f, err := parsePhrases(strings.TrimSuffix(path.Base(name), ".txt"), string(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// parsePhrases reads one file: [section] lines, one phrase a line, # begins a comment line.
func parsePhrases(lang, text string) (phraseFile, error) {
	f := phraseFile{lang: lang, lines: map[section][]string{}}
	var in section
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") && sections[section(line[1:len(line)-1])]:
			in = section(line[1 : len(line)-1])
		case in == "":
			return f, fmt.Errorf("line %d: %q stands before the first section", n+1, line)
		default:
			f.lines[in] = append(f.lines[in], line)
		}
	}
	return f, nil
}
