package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/ui/tasks"
)

func TestADataFolderThatDoesNotOpen(t *testing.T) {
	app := test.NewTempApp(t)
	again := 0
	ways := ProblemWays{Again: func() { again++ }}
	p := NewProblem(app, core.E(core.CodeDataBusy, "store.lock", "process 7", nil), Options{Lang: "en", Runner: tasks.Inline()}, ways)
	test.Tap(p.Button)
	if again != 1 {
		t.Error("the way out does not try again")
	}
	if said := test.RenderObjectToMarkup(p.Window.Content()); !strings.Contains(said, "process 7") {
		t.Errorf("it does not say who has the data: %s", said)
	}
}

func TestADamagedDatabaseIsOfferedToBeRepaired(t *testing.T) {
	app := test.NewTempApp(t)
	damaged := core.E(core.CodeDataDamaged, "store.open", "", nil)
	again := 0
	answer, failure := Mended{Before: "/data/kept.db", Lost: true}, error(damaged)
	ways := ProblemWays{Again: func() { again++ }, Repair: func(context.Context) (Mended, error) { return answer, failure }}

	p := NewProblem(app, damaged, Options{Lang: "en", Runner: tasks.Inline()}, ways)
	test.Tap(p.Button)
	if said := test.RenderObjectToMarkup(p.Window.Content()); !strings.Contains(said, "backup") {
		t.Errorf("a repair that failed does not say what to do: %s", said)
	}

	failure = nil
	p = NewProblem(app, damaged, Options{Lang: "en", Runner: tasks.Inline()}, ways)
	test.Tap(p.Button)
	said := test.RenderObjectToMarkup(p.Window.Content())
	if !strings.Contains(said, "kept.db") {
		t.Errorf("it does not say where the damaged file is: %s", said)
	}
	test.Tap(p.Button)
	if again != 1 {
		t.Error("a mended shop does not open")
	}
}
