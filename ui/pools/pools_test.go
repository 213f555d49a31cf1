package pools

import (
	"context"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

type fake struct {
	pools []views.CodePool
	err   error
	pool  string
	codes string
	file  string
	n     int
	until time.Time
	added views.CodesAdded
}

func (f *fake) Pools(context.Context) ([]views.CodePool, error) { return f.pools, nil }
func (f *fake) PasteCodes(_ context.Context, pool, codes string, until time.Time) (views.CodesAdded, error) {
	f.pool, f.codes, f.until = pool, codes, until
	return f.added, f.err
}
func (f *fake) ReadCodes(_ context.Context, pool, file string, until time.Time) (views.CodesAdded, error) {
	f.pool, f.file, f.until = pool, file, until
	return f.added, f.err
}
func (f *fake) GenerateCodes(_ context.Context, pool string, n int, until time.Time) (views.CodesAdded, error) {
	f.pool, f.n, f.until = pool, n, until
	return f.added, f.err
}

type scene struct {
	*Screen
	*screentest.Scene
}

func raised(t *testing.T, f *fake) *scene {
	t.Helper()
	s := &scene{Scene: screentest.New(t, noon)}
	s.Screen = New(s.Env, f, nil)
	s.Show(s.Content(), 1024, 700)
	s.Shown()
	s.FinishAll()
	return s
}

func TestPastedCodesReachTheirPool(t *testing.T) {
	f := &fake{added: views.CodesAdded{Pool: "WINTER", Added: 2, Here: 1}}
	s := raised(t, f)
	s.name.SetText("WINTER")
	s.paste.SetText("A1\nB2\nA1")
	last := time.Date(2026, 12, 6, 0, 0, 0, 0, time.UTC)
	s.expires.SetDay(last)
	s.AddPasted()
	for _, b := range s.doers {
		if !b.Disabled() {
			t.Error("codes can be added twice at once")
		}
	}
	s.FinishAll()
	if f.pool != "WINTER" || f.codes != "A1\nB2\nA1" || !f.until.Equal(last.AddDate(0, 0, 1)) || s.paste.Text != "" || s.doers[0].Disabled() {
		t.Errorf("%+v, field %q", f, s.paste.Text)
	}
	if len(s.Said) != 1 || s.Said[0] != "2 codes are new in WINTER. 1 was there already, here or in another pool." {
		t.Errorf("said %q", s.Said)
	}
}

// What cannot be added stays in the field, and why is told beside it.
func TestAFailureKeepsWhatWasPasted(t *testing.T) {
	f := &fake{err: core.E(core.CodeBadInput, "test", "a pool needs a name", nil)}
	s := raised(t, f)
	s.name.SetText("W")
	s.paste.SetText("A1")
	s.AddPasted()
	s.FinishAll()
	if s.paste.Text != "A1" || s.fault.Text() == "" || len(s.Said) != 0 || s.doers[0].Disabled() {
		t.Errorf("%q, %q, %v", s.paste.Text, s.fault.Text(), s.Said)
	}
}

// What is missing is told in the owner's words, and a day that cannot be read is not taken for none.
func TestWhatIsMissingIsTold(t *testing.T) {
	f := &fake{}
	s := raised(t, f)
	for _, c := range []struct{ name, codes, day, says string }{
		{"W", " \n", "", "Paste the codes first, one a line."},
		{" ", "A1", "", "Give the pool a name first."},
		{"W", "A1", "tomorrow", "This is no day. Write it like " + s.expires.Example() + "."},
	} {
		s.name.SetText(c.name)
		s.paste.SetText(c.codes)
		s.expires.SetText(c.day)
		s.AddPasted()
		s.FinishAll()
		if s.fault.Text() != c.says || f.codes != "" {
			t.Errorf("%+v: said %q, added %q", c, s.fault.Text(), f.codes)
		}
	}
	s.expires.SetText("6.12.2026")
	s.AddPasted()
	s.FinishAll()
	if !f.until.Equal(time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("until %s", f.until)
	}
}

func TestOnlyANumberOfCodesIsMade(t *testing.T) {
	f := &fake{added: views.CodesAdded{Pool: "W", Added: 20}}
	s := raised(t, f)
	for _, bad := range []string{"", "many", "0", "-1", "100001"} {
		s.count.SetText(bad)
		s.Make()
		s.FinishAll()
		if f.n != 0 || s.fault.Text() == "" {
			t.Errorf("%q makes %d", bad, f.n)
		}
	}
	s.name.SetText("W")
	s.count.SetText(" 20 ")
	s.Make()
	s.FinishAll()
	if f.n != 20 || !f.until.IsZero() || s.fault.Text() != "" {
		t.Errorf("%+v", f)
	}
}

func TestAChosenPoolGetsTheNextCodes(t *testing.T) {
	s := raised(t, &fake{pools: []views.CodePool{{Name: "A"}, {Name: "B"}}})
	s.list.OnChoose(1)
	if s.name.Text != "B" {
		t.Errorf("%q", s.name.Text)
	}
}

func TestAPoolTellsWhatIsLeft(t *testing.T) {
	w := words.New("en")
	for _, c := range []struct {
		pool         views.CodePool
		second, left string
		tone         widgets.Tone
	}{
		{views.CodePool{Total: 50, Free: 40, Taken: 10}, "10 of 50 given out", "40 codes left", widgets.Bottle},
		{views.CodePool{Total: 50, Free: 1, Taken: 49}, "49 of 50 given out", "1 code left", widgets.Brass},
		{views.CodePool{Total: 50, Free: 40, Taken: 10, Expires: noon.Add(time.Minute)}, "10 of 50 given out. Last day: 23 November.", "40 codes left", widgets.Bottle},
		{views.CodePool{Total: 50, Free: 40, Taken: 10, Expires: noon}, "10 of 50 given out", "Ended 23 November", widgets.Stone},
	} {
		if second, left, tone := line(w, c.pool, noon, time.UTC); second != c.second || left != c.left || tone != c.tone {
			t.Errorf("%q %q %d", second, left, tone)
		}
	}
}

// Lines that are no codes are named by number; more than a few are not all named.
func TestLinesThatAreNoCodesAreNamed(t *testing.T) {
	a := views.CodesAdded{Pool: "W", Added: 1}
	for n := range 7 {
		a.Rejected = append(a.Rejected, views.RejectedLine{Line: n + 2})
	}
	if got := told(words.New("en"), a); !strings.HasSuffix(got, "7 lines cannot be codes: 2, 3, 4, 5, 6, ….") {
		t.Errorf("%q", got)
	}
	a.RejectedMore = 1000 // lines that the import counted and did not keep
	if got := told(words.New("en"), a); !strings.HasSuffix(got, "1,007 lines cannot be codes: 2, 3, 4, 5, 6, ….") {
		t.Errorf("%q", got)
	}
}
