package labelled

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadKeepsIdeasAndLabels(t *testing.T) {
	got, err := Read(fstest.MapFS{
		"xx.txt": {Data: []byte("# Xish (xx)\n\n[bare word]\n+ STOP\n? no\n\n[stop the parcel] held back\n- stop it\\nnow\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Sentence{
		{Language: "xx", Idea: "bare word", Label: Stop, Text: "STOP"},
		{Language: "xx", Idea: "bare word", Label: Person, Text: "no"},
		{Language: "xx", Idea: "stop the parcel", HeldBack: true, Label: Not, Text: "stop it\nnow"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("sentence %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestReadNamesTheMistake(t *testing.T) {
	for text, want := range map[string]string{
		"+ stop\n":                "line 1",
		"[a]\n+ ok\nstop\n":       "line 3",
		"[a]\n* stop\n":           "line 2",
		"[a]\n+\n":                "line 2",
		"[a] kept back\n+ stop\n": "no idea",
		"[a\n+ stop\n":            "no idea",
	} {
		_, err := Read(fstest.MapFS{"xx.txt": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "xx.txt") {
			t.Errorf("%q: got %v, want the file and %q", text, err, want)
		}
	}
}
