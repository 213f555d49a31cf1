package main

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/store"
	"shopbell/ui/words"
)

// Who sends by a script learns that a campaign paused itself; one that the owner paused is no news.
func TestACampaignThatPausedItselfIsTold(t *testing.T) {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	var errs bytes.Buffer
	c := &command{streams: streams{err: &errs}, words: words.New("en")}
	for _, why := range []string{"", "block_rate", "opt_out_rate"} {
		id, err := st.AddCampaign(t.Context(), core.Campaign{Kind: core.KindNews, CreatedAt: time.Now(), HoldUntil: time.Now().Add(time.Hour)}, time.Now(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := st.SetCampaignState(t.Context(), id, core.CampaignPaused, why); err != nil {
			t.Fatal(err)
		}
		c.resting(t.Context(), &opened{store: st})
		if told := c.exit == exitPartial; told != (why != "") {
			t.Errorf("%q: exit %d", why, c.exit)
		}
	}
	const blocked = "Paused by Shopbell: many asked to stop or cannot be reached any more.\n"
	if want := "2: " + blocked + "3: Paused by Shopbell: many asked to stop.\n2: " + blocked; errs.String() != want {
		t.Errorf("told %q, want %q", errs.String(), want)
	}
}
