//go:build unix

package store

import (
	"fmt"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// BenchmarkTurn settles and reserves a campaign in turns of 256, with every gate on and no page: one operation is one
// message. It reports processor time too, since other work on the computer lengthens the rest.
func BenchmarkTurn(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "data"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	now := time.Now()
	rules := policy.Defaults(time.FixedZone("noon", (12-now.UTC().Hour())*3600))
	rules.PageDay = 1_000_000
	var drafts []Draft
	for len(drafts) < b.N {
		var pulls []Pull
		for range 1000 {
			i := len(drafts)
			id := core.CustomerID(fmt.Sprint(31000000000000000 + i))
			m := core.Message{ID: core.MessageID(fmt.Sprintf("m_in%d", i)), CustomerID: id, At: now.Add(-2*time.Hour + time.Duration(i)*time.Millisecond), Text: "Do you have the blue mug?"}
			pulls = append(pulls, Pull{Conversation: core.Conversation{ID: core.ConversationID("t_" + id), CustomerID: id, Name: fmt.Sprint("Person ", i), UpdatedAt: m.At}, UpTo: m.At,
				Messages: []Read{{OptOut: core.ReadNothing, Message: m}}})
			drafts = append(drafts, Draft{CustomerID: id, Text: fmt.Sprintf("Hello Person %d, the blue mug is back in stock, and it is yours for two days. Reply STOP to get no more.", i),
				TextKey: fmt.Sprint("mug person ", i), Verdict: core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
		}
		if _, err := s.Apply(b.Context(), pulls, now); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := s.AddCampaign(b.Context(), core.Campaign{Kind: core.KindNews, CreatedAt: now, HoldUntil: now.Add(14 * 24 * time.Hour)}, now, drafts[:b.N]); err != nil {
		b.Fatal(err)
	}
	turn := Turn{Limit: 256, Rules: rules, Page: policy.Page{ListedAt: now}, Decide: func(_ core.Campaign, m policy.Message, who policy.Customer, p policy.Page) core.Verdict {
		return policy.Decide(m, who, p, rules, now)
	}}
	b.ResetTimer()
	began := processor()
	sent := 0
	for {
		done, err := s.Turn(b.Context(), turn, now)
		if err != nil {
			b.Fatal(err)
		}
		if turn.Settle = turn.Settle[:0]; len(done.Going) == 0 {
			break
		}
		for _, d := range done.Going {
			sent++
			id := core.MessageID(fmt.Sprint("m_", sent))
			turn.Settle = append(turn.Settle, Outcome{ID: d.ID, State: core.DeliverySent, MessageID: id, Reason: core.Reason{Code: core.ReasonAccepted, At: now, Evidence: string(id)}})
		}
	}
	b.StopTimer()
	b.ReportMetric(float64((processor()-began).Microseconds())/float64(b.N), "cpu-us/op")
	if sent != b.N {
		b.Fatalf("%d of %d were reserved", sent, b.N)
	}
}

func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
