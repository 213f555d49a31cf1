package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// typed runs a command line on a fresh data folder.
func typed(t *testing.T, out io.Writer, args ...string) (code int, told string) {
	t.Helper()
	var errs bytes.Buffer
	code = run(t.Context(), append([]string{"--data", filepath.Join(t.TempDir(), "data")}, args...), streams{in: strings.NewReader(""), out: out, err: &errs})
	return code, errs.String()
}

func TestWrongUsageIsToldInWordsOfThePersonWhoTyped(t *testing.T) {
	for line, want := range map[string]string{
		"nosuch":                              `unknown command "nosuch"`,
		"search":                              "shopbell: say which words to look for",
		"search mug --limit x":                `"x" is no value for --limit`,
		"waitlist":                            "Usage: shopbell waitlist SKU",
		"optout add 1":                        `"why" not set`,
		"customers --csv a.csv --xlsx b.xlsx": "[csv xlsx]",
		"plan":                                "say what to send",
		"plan promo":                          "[text content use]",
		"plan news --code A":                  "unknown flag: --code",
		"plan order --customer 1":             "[text template receipt]",
		"send order --customer 1 --text x --template y": "[text template]",
		"send promo --text x --only=":                   "--only is empty",
		"send promo --text x --only= --only=":           "--only is empty",
		"plan news --text x --segment=":                 "--segment is empty",
		"plan promo --text x --at=":                     "--at is empty",
		"send promo --text=":                            "--text is empty",
		"erase 1 --data=":                               "--data is empty",
		"search mug --limit 0":                          `"0" is no value for --limit`,
		"show 1 --limit -1":                             `"-1" is no value for --limit`,
		"plan restock --sku A --stock 1 --per-unit 0":   `"0" is no value for --per-unit`,
		"plan promo --text x --hold-for 0d":             `"0d" is no length of time`,
		"outbox run --for 0s":                           `"0s" is no length of time`,
		"rules set page_day":                            `"page_day" is not NAME=VALUE`,
		"whatif":                                        "Usage: shopbell whatif NAME=VALUE",
		"backup --auto --show":                          "[new-key daily auto show]",
		"products import a b":                           "Usage: shopbell products import FILE",
		"show 1 --before":                               "flag needs an argument: --before",
		"erase --older-than 24m --forget-after 2y":      "[older-than forget-after]",
	} {
		var out bytes.Buffer
		code, told := typed(t, &out, strings.Fields(line)...)
		if code != exitUsage || !strings.Contains(told, want) || strings.Contains(told, "bad_input") {
			t.Errorf("%s: exit %d, told %q; want %d and %q", line, code, told, exitUsage, want)
		}
		if out.Len() > 0 {
			t.Errorf("%s: %q on standard output", line, out.String())
		}
	}
}

func TestAnAnswerMayBeBlank(t *testing.T) { // which removes it
	if code, told := typed(t, io.Discard, "answers", "save", "hours", "--text", ""); code == exitUsage {
		t.Errorf("told %q", told)
	}
}

func TestAKeyOnTheCommandLineIsNotRepeated(t *testing.T) {
	const key = "EAAPracticeSecret0123456789"
	for _, args := range [][]string{{"connect", key}, {key}, {"rules", "set", key}, {"search", "x", "--limit", key}} {
		code, told := typed(t, io.Discard, args...)
		if code != exitUsage || strings.Contains(told, key) {
			t.Errorf("%v: exit %d, told %q", args[:len(args)-1], code, told)
		}
	}
	if _, told := typed(t, io.Discard, "connect", key); !strings.Contains(told, "standard input") {
		t.Errorf("told %q", told)
	}
}

func TestAnAudienceOfStrangersIsNoAudience(t *testing.T) {
	code, told := typed(t, io.Discard, "plan", "news", "--text", "x", "--only", " 1 , 2,")
	if code != exitFailed || !strings.Contains(told, "customer 1") {
		t.Errorf("exit %d, told %q", code, told)
	}
}

func TestADataFolderThatCannotBeMadeIsTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	code, told := typed(t, io.Discard, "rules", "--data", filepath.Join(file, "data"))
	if code != exitFailed || !strings.Contains(told, "data folder") {
		t.Errorf("exit %d, told %q", code, told)
	}
}

// shut is an output that takes nothing.
type shut struct{ err error }

func (s shut) Write([]byte) (int, error) { return 0, s.err }

func TestAResultThatCannotBeWrittenIsAFailure(t *testing.T) {
	for _, args := range [][]string{{"rules"}, {"rules", "--json"}, {"status"}, {"status", "--json"}} {
		full := errors.New("no room")
		if code, told := typed(t, shut{full}, args...); code != exitFailed || !strings.Contains(told, "no room") {
			t.Errorf("%v on a full disk: exit %d, told %q", args, code, told)
		}
		if code, told := typed(t, shut{syscall.EPIPE}, args...); code != exitDone || told != "" {
			t.Errorf("%v into a closed pipe: exit %d, told %q", args, code, told)
		}
	}
}
