package screen

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// side records what long work shows.
type side struct {
	*tasks.Stage
	Env
	begun []string
	says  []string
	said  []string
	stop  func()
	ended int
}

func (s *side) At(says string, _, _ int) { s.says = append(s.says, says) }
func (s *side) End()                     { s.ended++ }

func newSide() *side {
	s := &side{Stage: tasks.NewStage()}
	s.Env = Env{Words: words.New("en"), Runner: s.Stage.Runner, Say: func(_ widgets.Tone, _ fyne.Resource, said string) { s.said = append(s.said, said) },
		Begin: func(what string, stop func()) Going { s.begun, s.stop = append(s.begun, what), stop; return s }}
	return s
}

// Work is looked at now and then, however often it tells, and the card goes with it.
func TestLongWorkTellsHowFar(t *testing.T) {
	s := newSide()
	got := 0
	Run(s.Env, Long{What: "Counting"}, func(_ context.Context, tell Tell) (int, error) {
		for i := range 1000 {
			tell.Count(i, 1000)
		}
		s.Advance(patience)
		tell.Count(1000, 1000)
		s.Advance(2 * glance)
		return 7, nil
	}, func(n int, err error) {
		if err != nil {
			t.Error(err)
		}
		got = n
	})
	s.FinishAll()
	s.Advance(time.Minute)
	if got != 7 || s.ended != 1 || !slices.Equal(s.begun, []string{"Counting"}) || !slices.Equal(s.says, []string{"999 of 1,000", "1,000 of 1,000", "1,000 of 1,000"}) {
		t.Errorf("%d, began %q, showed %q, ended %d times", got, s.begun, s.says, s.ended)
	}
}

func TestShortWorkShowsNothing(t *testing.T) {
	s := newSide()
	Run(s.Env, Long{What: "Counting"}, func(_ context.Context, tell Tell) (int, error) {
		tell.Count(1, 2)
		s.Advance(patience - 1)
		return 0, nil
	}, func(int, error) {})
	s.FinishAll()
	s.Advance(time.Minute)
	if len(s.begun) != 0 || s.ended != 0 {
		t.Errorf("showed %q", s.begun)
	}
}

// Whatever the stopped work says, the owner stopped it; work that was done all the same is done.
func TestLongWorkIsStopped(t *testing.T) {
	for _, c := range []struct {
		fails error
		said  string
	}{{errors.New("interrupted"), "Stopped. No file was written."}, {nil, "3 lines saved in a.csv"}} {
		s := newSide()
		s.WriteTable("a.csv", func(ctx context.Context, told func(done, of int)) (int, error) {
			s.Advance(patience)
			s.stop()
			if ctx.Err() == nil {
				t.Error("stopping did not reach the work")
			}
			return 3, c.fails
		})
		s.FinishAll()
		if !slices.Equal(s.said, []string{c.said}) || s.ended != 1 {
			t.Errorf("%v: said %q, ended %d times", c.fails, s.said, s.ended)
		}
	}
}

// While products still come from a web shop, nobody knows how many there are: what came so far is told.
func TestProductsThatComeAreCounted(t *testing.T) {
	e := newSide().Env
	for want, at := range map[string]At{"1 product read": {Done: 1}, "1,200 products read": {Done: 1200}, "3 of 90 messages looked through for requests": {Done: 3, Of: 90}} {
		if got := e.Requests(at); got != want {
			t.Errorf("%+v: %q, want %q", at, got, want)
		}
	}
}
