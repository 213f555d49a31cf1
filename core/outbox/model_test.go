package outbox

import (
	"errors"
	"flag"
	"os"
	"testing"

	"pgregory.net/rapid"

	"shopbell/core"
)

// How many histories are tried, and about how many steps each has, unless -rapid.checks and -rapid.steps say other numbers.
const (
	modelChecks = "200"
	modelSteps  = "20"
)

// Whatever happens in whatever order, what the page's own log and the books say agrees with a small model after every
// step, and in the end everything is settled.
func TestModelOfSending(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of stores")
	}
	usual := true
	flag.Visit(func(f *flag.Flag) {
		usual = usual && f.Name != "rapid.checks" && f.Name != "rapid.steps" && f.Name != "rapid.failfile"
	})
	if usual {
		if err := errors.Join(flag.Set("rapid.checks", modelChecks), flag.Set("rapid.steps", modelSteps)); err != nil {
			t.Fatal(err)
		}
	}
	dir := scratch(t)
	totals := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t, rt, dir)
		defer m.end()
		rt.Repeat(map[string]func(*rapid.T){
			"write":      m.write,
			"all write":  m.allWrite,
			"stop":       m.stop,
			"resume":     m.resume,
			"block":      m.block,
			"plan":       m.plan,
			"more codes": m.moreCodes,
			"run":        m.runs,
			"crash":      m.crash,
			"crash soon": m.crash,
			"late stop":  m.lateStop,
			"fault":      m.fault,
			"mend":       m.mend,
			"rules":      m.change,
			"wait":       m.wait,
			"wait long":  m.waitLong,
			"clock":      m.wrongClock,
			"pause":      m.pause,
			"wish":       m.wish,
			"restock":    m.restock,
			"sold out":   m.soldOut,
			"reply":      m.reply,
			"cancel":     m.cancel,
			"":           m.check,
		})
		m.finale()
		for what, n := range m.did {
			totals[what] += n
		}
	})
	t.Logf("%v", totals)
	for _, what := range []string{"sent", "crashes", "late stops", "lost answers", "codes", "told of the mug", "replies", "confirmations"} {
		if totals[what] == 0 && usual {
			t.Errorf("no history had any %s", what)
		}
	}
}

// scratch is a folder in memory where there is one: what is tried is the order of things, not the disk.
func scratch(t *testing.T) string {
	t.Helper()
	if dir, err := os.MkdirTemp("/dev/shm", "shopbell-model-"); err == nil {
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		return dir
	}
	return t.TempDir()
}

// promise is what the model holds of one campaign.
type promise struct {
	id       core.CampaignID
	audience int
	mark     string // with which its messages begin
}
