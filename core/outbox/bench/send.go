package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/history"
	"shopbell/core/optout"
	"shopbell/core/outbox"
	"shopbell/core/policy"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// rules are the defaults with the pace lifted, a day's cap that the campaign fits in, and a zone where it is noon, so
// that quiet hours are judged and let it pass.
func rules(j job, now time.Time) policy.Rules {
	noon := 12 - now.UTC().Hour()
	r := policy.Defaults(time.FixedZone("noon", noon*3600))
	r.Pace, r.InFlight, r.PageDay = 0, j.InFlight, 1_000_000
	return r
}

func open(ctx context.Context, j job) (*store.Store, *history.Puller, *graph.Client, error) {
	st, err := store.Open(ctx, j.Dir)
	if err != nil {
		return nil, nil, nil, err
	}
	token := practice.New(practice.Options{Seed: seed, Empty: true}).Token()
	client, err := graph.New(graph.Config{Base: j.URL, Token: token, Page: practice.PageID, ReadsPerSecond: -1})
	if err != nil {
		return nil, nil, nil, err
	}
	return st, history.New(st, client, practice.PageID, core.SystemClock{}, optout.New, time.Now()), client, nil
}

// prepare pulls everybody's history and makes the campaign.
func prepare(ctx context.Context, j job) error {
	st, puller, _, err := open(ctx, j)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }()
	if _, err := puller.Pull(ctx, true, nil); err != nil {
		return err
	}
	people, err := st.Customers(ctx, store.CustomerQuery{Now: time.Now()})
	if err != nil {
		return err
	}
	now := time.Now()
	var drafts []store.Draft
	for _, p := range people {
		text := fmt.Sprintf("Hello %s, the blue mug is back in stock, and it is yours for two days. Reply STOP to get no more.", p.Name)
		drafts = append(drafts, store.Draft{CustomerID: p.ID, Text: text, TextKey: "mug " + p.Name, Verdict: core.Verdict{Action: core.ActionSend,
			Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	_, err = st.AddCampaign(ctx, core.Campaign{Kind: core.KindNews, CreatedAt: now, HoldUntil: now.Add(14 * 24 * time.Hour)}, now, drafts)
	return err
}

// send is the sender's process.
func send(ctx context.Context, j job) error {
	st, puller, client, err := open(ctx, j)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }()
	box := outbox.New(outbox.Config{Store: st, Page: client, PageID: practice.PageID, Puller: puller, Clock: core.SystemClock{},
		Rules: func(context.Context) (policy.Rules, error) { return rules(j, time.Now()), nil }})
	if j.Profile != "" {
		f, err := os.Create(j.Profile)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	began, cpu := time.Now(), processor()
	got, err := box.Run(ctx)
	if err != nil {
		return err
	}
	got.Held = 0 // on a busy computer the list gets too old for some: they were planned again, and sent
	if got != (outbox.Result{Sent: j.People}) {
		return fmt.Errorf("%+v", got)
	}
	return report(got.Sent, began, cpu)
}

// report prints what a sending process measured.
func report(sent int, began time.Time, cpu time.Duration) error {
	t := told{Sent: sent, Seconds: time.Since(began).Seconds(), CPU: (processor() - cpu).Seconds(), PeakMB: peak()}
	return json.NewEncoder(os.Stdout).Encode(t)
}

// peak gives the most memory that this process has held, in MB; 0 where the system does not tell.
func peak() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kb float64
	_, _ = fmt.Sscan(rest, &kb) // stays 0
	return kb / 1024
}
