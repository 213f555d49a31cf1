package graph

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

func TestReadsAreTriedAgainThreeTimesInAll(t *testing.T) {
	passing := says(500, `{"error":{"code":2,"is_transient":true}}`)
	fine := says(200, `{"data":[]}`)
	cases := []struct {
		name   string
		answer http.HandlerFunc
		asked  int
		code   core.Code
	}{
		{"passes", inTurn(passing, passing, fine), 3, ""},
		{"stays", passing, 3, core.CodePlatform},
		{"bad gateway", inTurn(says(502, "<html>"), fine), 2, ""},
		{"cut short", inTurn(cutShort, fine), 2, ""},
		{"dropped", inTurn(drop, fine), 2, ""},
		{"refused for good", says(400, `{"error":{"code":190}}`), 1, core.CodeTokenInvalid},
		{"too many", says(400, `{"error":{"code":613}}`), 1, core.CodeRateLimited},
	}
	for _, tc := range cases {
		p := newPage(t, tc.answer)
		_, _, err := p.client(t, nil).Conversations(t.Context(), "", 0)
		if n := len(p.requests()); n != tc.asked || core.CodeOf(err) != tc.code {
			t.Errorf("%s: asked %d times, %v", tc.name, n, err)
		}
		if want := []time.Duration{500 * time.Millisecond, time.Second}[:tc.asked-1]; len(want)+len(p.rests) > 0 && !reflect.DeepEqual(p.rests, want) {
			t.Errorf("%s: rested %v", tc.name, p.rests)
		}
	}
}

func TestNobodyListeningIsToldAtOnce(t *testing.T) {
	p := newPage(t, says(200, ""))
	c := p.client(t, nil)
	p.Close()
	_, _, err := c.Conversations(t.Context(), "", 0)
	if core.CodeOf(err) != core.CodeOffline || len(p.rests) != 0 {
		t.Errorf("%v after rests of %v", err, p.rests)
	}
}

func TestReadsKeepTwoASecond(t *testing.T) {
	p := newPage(t, says(200, `{"data":[]}`))
	c := p.client(t, func(cfg *Config) { cfg.ReadsPerSecond = 0 })
	for range 5 {
		if _, _, err := c.Conversations(t.Context(), "", 0); err != nil {
			t.Fatal(err)
		}
	}
	if took := p.clock.Now().Sub(noon); took != 2*time.Second {
		t.Errorf("five reads took %v", took)
	}
}

func TestUseOfTheLimitsSlowsAndStops(t *testing.T) {
	var used string
	p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
		if used != "" {
			w.Header().Set("X-Business-Use-Case-Usage", used)
		}
		says(200, `{"data":[]}`)(w, r)
	})
	c := p.client(t, func(cfg *Config) { cfg.ReadsPerSecond = 0 })
	read := func() error {
		_, _, err := c.Conversations(t.Context(), "", 0)
		return err
	}
	usedAt := func(percent, minutes string) {
		used = `{"104":[{"type":"messenger","call_count":1,"total_cputime":` + percent + `,"total_time":2,"estimated_time_to_regain_access":` + minutes + `}]}`
	}

	usedAt("80", "0")
	if err := read(); err != nil || c.Usage() != 80 {
		t.Fatal(c.Usage(), err)
	}
	before := p.clock.Now()
	if err := read(); err != nil || p.clock.Now().Sub(before) != 2*time.Second {
		t.Errorf("at 80 per cent a read waited %v, %v", p.clock.Now().Sub(before), err)
	}

	usedAt("95", "3")
	if err := read(); err != nil {
		t.Fatal(err)
	}
	asked := len(p.requests())
	err := read()
	if core.CodeOf(err) != core.CodeRateLimited || RetryAfter(err) != 3*time.Minute {
		t.Errorf("at 95 per cent: %v, rest %v", err, RetryAfter(err))
	}
	_, err = c.Send(t.Context(), Outgoing{To: ana, Text: "x"})
	if core.CodeOf(err) != core.CodeRateLimited || Uncertain(err) {
		t.Errorf("a send at 95 per cent: %v", err)
	}
	if n := len(p.requests()); n != asked {
		t.Errorf("%d requests left all the same", n-asked)
	}

	p.clock.Advance(3 * time.Minute)
	usedAt("10", "0")
	if err := read(); err != nil {
		t.Errorf("after the rest: %v", err)
	}
	if err := read(); err != nil {
		t.Errorf("with little used: %v", err)
	}
}

func TestReadUsage(t *testing.T) {
	cases := []struct {
		name, header, value string
		percent             float64
		regain              time.Duration
		told                bool
	}{
		{"none", "X-Other", "1", 0, 0, false},
		{"app", "X-App-Usage", `{"call_count":28,"total_time":25,"total_cputime":31.5}`, 31.5, 0, true},
		{"page", "X-Page-Usage", `{"call_count":"99"}`, 99, 0, true},
		{"business, the worst counts", "X-Business-Use-Case-Usage",
			`{"1":[{"type":"messenger","call_count":7},{"type":"pages","total_time":96,"estimated_time_to_regain_access":2}]}`, 96, 2 * time.Minute, true},
		{"advertising is not ours", "X-Business-Use-Case-Usage", `{"1":[{"type":"ads_management","call_count":100}]}`, 0, 0, false},
		{"not JSON", "X-App-Usage", `{`, 0, 0, false},
		{"absurd minutes", "X-Business-Use-Case-Usage", `{"1":[{"estimated_time_to_regain_access":1e300}]}`, 0, 24 * time.Hour, true},
		{"negative", "X-Business-Use-Case-Usage", `{"1":[{"call_count":-5,"estimated_time_to_regain_access":-5}]}`, 0, 0, true},
	}
	for _, tc := range cases {
		h := http.Header{}
		h.Set(tc.header, tc.value)
		if u, told := readUsage(h); u.percent != tc.percent || u.regain != tc.regain || told != tc.told {
			t.Errorf("%s: %+v, %v", tc.name, u, told)
		}
	}
}

func TestRestAfterTooManyCalls(t *testing.T) {
	cases := []struct {
		name, header, value string
		want                time.Duration
	}{
		{"nothing said", "X-Other", "", time.Minute},
		{"minutes", "X-Business-Use-Case-Usage", `{"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":7}]}`, 7 * time.Minute},
		{"seconds", "Retry-After", "90", 90 * time.Second},
		{"a date", "Retry-After", noon.Add(5 * time.Minute).Format(http.TimeFormat), 5 * time.Minute},
		{"a past date", "Retry-After", noon.Add(-time.Hour).Format(http.TimeFormat), time.Minute},
		{"absurd", "Retry-After", "9000000000000000000", 24 * time.Hour},
	}
	for _, tc := range cases {
		p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(tc.header, tc.value)
			says(400, `{"error":{"code":4}}`)(w, r)
		})
		_, err := p.client(t, nil).Send(t.Context(), Outgoing{To: ana, Text: "x"})
		if core.CodeOf(err) != core.CodeRateLimited || RetryAfter(err) != tc.want {
			t.Errorf("%s: rest %v, %v", tc.name, RetryAfter(err), err)
		}
	}
}

func TestThePlatformsTimeIsObserved(t *testing.T) {
	at := noon.Add(42 * time.Minute)
	var seen []time.Time
	p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", at.Format(http.TimeFormat))
		says(400, `{"error":{"code":190}}`)(w, r)
	})
	c := p.client(t, func(cfg *Config) { cfg.Observe = func(s time.Time, _ time.Duration) { seen = append(seen, s) } })
	_, _ = c.Me(t.Context())
	if !reflect.DeepEqual(seen, []time.Time{at}) {
		t.Errorf("seen %v", seen)
	}
}

func TestAnswersAreBounded(t *testing.T) {
	huge := strings.Repeat(" ", answerLimit) + `{"data":[]}`
	p := newPage(t, says(200, huge))
	if _, _, err := p.client(t, nil).Conversations(t.Context(), "", 0); core.CodeOf(err) != core.CodeUnreadable {
		t.Errorf("%v for an answer of %s bytes", err, strconv.Itoa(len(huge)))
	}
}

func TestGivingUp(t *testing.T) {
	asked := make(chan struct{})
	release := make(chan struct{})
	p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-release
	})
	defer close(release)
	c := p.client(t, nil)

	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	_, err := c.Send(ctx, Outgoing{To: ana, Text: "x"})
	if !errors.Is(err, context.Canceled) || ClassOf(err) != ClassCancelled || !Uncertain(err) {
		t.Errorf("given up under way: uncertain %v, %v", Uncertain(err), err)
	}
	_, err = c.Send(ctx, Outgoing{To: ana, Text: "x"})
	if !errors.Is(err, context.Canceled) || Uncertain(err) {
		t.Errorf("given up before: uncertain %v, %v", Uncertain(err), err)
	}
	if _, _, err = c.Conversations(ctx, "", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("a read given up before: %v", err)
	}
}

func TestParseTime(t *testing.T) {
	want := time.Date(2026, 11, 21, 9, 15, 7, 0, time.UTC)
	for _, s := range []string{"2026-11-21T09:15:07+0000", "2026-11-21T09:15:07Z", "2026-11-21T10:15:07+01:00", "2026-11-21T01:15:07-0800",
		"1795252507", "1795252507000"} {
		if got := parseTime(s); !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("%s: %v", s, got)
		}
	}
	for _, s := range []string{"", "0", "-5", "soon", "2026-13-01T00:00:00+0000", "1e9", "99999999999999999999", "99999999999999999", "0001-01-01T00:00:00Z"} {
		if got := parseTime(s); !got.IsZero() {
			t.Errorf("%s: %v", s, got)
		}
	}
}
