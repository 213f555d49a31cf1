package timing

import "shopbell/core"

// Show shows what was chosen at another time.
func (t *Timing) Show(v Value) {
	t.Begin()
	t.silent = true
	defer func() { t.silent = false }()
	if !v.At.IsZero() {
		at := v.At.In(t.env.Zone)
		t.Start.SetSelectedIndex(startLater)
		t.day.SetDate(&at)
		t.clock.SetText(at.Format(t.env.Words.T("format.clock")))
		t.later.Show()
	}
	if v.HoldFor > 0 {
		t.Hold.SetSelected(t.env.Words.Duration(v.HoldFor))
	}
	if v.OnReply == core.OnReplyAsk {
		t.Ask.SetSelectedIndex(asksFirst)
	}
}
