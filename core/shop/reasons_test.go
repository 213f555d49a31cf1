package shop

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// reached is the reasons that a scene brought about, in plans and in the outbox.
type reached map[core.ReasonCode]bool

func (r reached) plan(p views.Plan) {
	for _, row := range p.Rows {
		for _, reason := range row.Verdict.Reasons {
			r[reason.Code] = true
		}
	}
}

func (r reached) outbox(s *scene) {
	s.Helper()
	rows, err := s.Outbox(s.Context())
	s.must(err)
	for _, d := range rows {
		r[d.Reason.Code] = true
	}
}

// must plans an order and keeps its reasons.
func (r reached) order(s *scene, o views.Order) views.Plan {
	s.Helper()
	p, err := s.Plan(s.Context(), o)
	s.must(err)
	r.plan(p)
	return p
}

// sent sends an order, runs the outbox and keeps all reasons. An error of the outbox is part of some scenes.
func (r reached) sent(s *scene, o views.Order) {
	s.Helper()
	p, err := s.Send(s.Context(), o)
	s.must(err)
	r.plan(p)
	_, _ = s.RunOutbox(s.Context())
	r.outbox(s)
}

func (s *scene) set(rules ...string) {
	s.Helper()
	m := map[string]string{}
	for _, r := range rules {
		name, value, _ := strings.Cut(r, "=")
		m[name] = value
	}
	s.must(s.SetRules(s.Context(), m))
}

func news(text string) views.Order { return views.Order{Kind: core.KindNews, Text: text} }

// reasonScenes bring about every reason over the real store and the practice page; each is named for what happens in it.
var reasonScenes = map[string]func(*testing.T, reached){
	"windows, caps and gaps": func(t *testing.T, r reached) {
		s, ids := crowd(t, practice.Options{}, 3)
		s.set("min_gap=48h")
		r.sent(s, news("First"))  // window_open, accepted
		r.order(s, news("First")) // duplicate_text, min_gap, cap_customer_day
		s.set("customer_week=1", "customer_30d=1")
		r.order(s, news("Second"))
		s.set("customer_week=9", "customer_30d=9", "customer_day=9", "min_gap=0h", "page_day=1")
		r.order(s, news("Third"))
		s.set("page_day=900", "quiet_from=00:00", "quiet_to=23:59")
		r.order(s, news("Fourth"))
		s.set("quiet_to=00:00", "holidays="+s.Now().Format(time.DateOnly))
		r.order(s, news("Fifth"))
		s.set("holidays=none")
		o := news("Sixth")
		o.At = s.Now().Add(time.Hour)
		r.order(s, o)
		s.clock.Advance(30 * time.Hour)
		s.news()
		o = news("Seventh")
		o.HoldFor = time.Hour
		r.sent(s, o) // window_closed
		s.clock.Advance(2 * time.Hour)
		_, err := s.RunOutbox(t.Context())
		s.must(err)
		r.outbox(s) // lapsed
		r.sent(s, news("Eighth"))
		list, err := s.Campaigns(t.Context())
		s.must(err)
		_, err = s.Cancel(t.Context(), list[0].Campaign.ID)
		s.must(err)
		r.outbox(s) // cancelled
		_ = ids
	},
	"people who stopped, doubt, vanished or never wrote": func(t *testing.T, r reached) {
		s := newScene(t, practice.Options{})
		r.sent(s, news("Hello there"))
		s, ids := crowd(t, practice.Options{}, 3)
		s.page.WriteFromPage(s.page.AddCustomer("Never Wrote", "en"), "Welcome", s.clock.Now()) // no_conversation
		s.news()
		s.page.Block(ids[0])
		r.sent(s, news("Hi"))
		r.order(s, news("Ho")) // unreachable
		s.page.ThreadControl(ids[1], false)
		s.set("min_gap=0h", "customer_day=9")
		r.sent(s, news("Hm")) // another_app_controls
	},
	"restock": func(t *testing.T, r reached) {
		s := newScene(t, practice.Options{})
		o := views.Order{Kind: core.KindRestock, SKU: "MUG-BLUE", Stock: 2}
		r.sent(s, o) // wave_full
		o.Stock = 0
		r.order(s, o) // out_of_stock

		// Two orders for one item: who was told by the second is not told by the first, and who wants it no more neither.
		s, ids := crowd(t, practice.Options{}, 2)
		s.must(s.putProducts(t.Context(), []core.Product{{SKU: "ZEBRA", Name: "Zebra lamp"}}, &views.ImportResult{}))
		for _, id := range ids {
			s.page.Write(id, "Please tell me when the zebra lamp is back")
		}
		s.news()
		r.sent(s, views.Order{Kind: core.KindRestock, SKU: "ZEBRA", Stock: 8, At: s.Now().Add(time.Hour)})
		r.sent(s, views.Order{Kind: core.KindRestock, SKU: "ZEBRA", Stock: 9, Only: ids[:1]})
		s.page.Write(ids[1], "I don't want the zebra lamp any more")
		s.clock.Advance(2 * time.Hour)
		s.news()
		s.runOutbox()
		r.outbox(s) // same_item_told, no_interest
		s = newScene(t, practice.Options{})
		o = views.Order{Kind: core.KindRestock, SKU: "MUG-BLUE"}
		o.Stock, o.Text = 3, strings.Repeat("a", 2001)
		r.order(s, o) // bad_text
	},
	"codes": func(t *testing.T, r reached) {
		s, _ := crowd(t, practice.Options{}, 2)
		s.set("min_gap=0h", "customer_day=9")
		_, err := s.GenerateCodes(t.Context(), "p", 1, time.Time{})
		s.must(err)
		r.sent(s, views.Order{Kind: core.KindPromo, Text: "Letter with {code}", Pool: "p"}) // no_code_left
		o := views.Order{Kind: core.KindPromo, Text: "Take {code}", Code: "TULIP10", Expires: s.Now().Add(time.Hour)}
		r.sent(s, o)
		o.Text = "Another {code}"
		r.order(s, o) // same_code_sent
		s.clock.Advance(2 * time.Hour)
		r.order(s, o) // code_expired
	},
	"other lanes": func(t *testing.T, r reached) {
		s, ids := crowd(t, practice.Options{Utility: true, HumanAgent: true}, 1)
		s.clock.Advance(30 * time.Hour)
		s.news()
		r.order(s, views.Order{Kind: core.KindReply, CustomerID: ids[0], Text: "Hi"})
		u := &core.Utility{Name: "order_ready", Values: []core.UtilityValue{{Text: "566701"}}}
		r.order(s, views.Order{Kind: core.KindOrder, CustomerID: ids[0], Utility: u})
		u.Values = []core.UtilityValue{{Text: "coupon"}}
		r.order(s, views.Order{Kind: core.KindOrder, CustomerID: ids[0], Utility: u}) // offer_in_order
	},
	"something comes between a question and its answer": func(t *testing.T, r reached) {
		s := newAnswerScene(t, practice.Options{})
		between := func(then func()) {
			t.Helper()
			s.page.Write(s.ana, "How much is the zebra lamp?")
			s.clock.Advance(5 * time.Second)
			_, err := s.Sync(t.Context(), false, nil)
			s.must(err)
			s.must(s.answerQuestions(t.Context()))
			then()
			s.clock.Advance(5 * time.Second)
			_, err = s.RunOutbox(t.Context())
			s.must(err)
			r.outbox(s.scene)
		}
		between(func() { s.page.WriteFromPage(s.ana, "12.50, from my phone", s.clock.Now()) }) // person_answered
		between(func() { s.page.Write(s.ana, "and in red?") })                                 // asked_more
		if n := len(s.page.Log()); n != 1 {                                                    // the greeting at the start
			t.Errorf("%d were sent", n)
		}
	},
	"the platform says no": func(t *testing.T, r reached) {
		for _, f := range []practice.Fault{
			{Match: "POST", Code: 368, Status: 400},                   // page_restricted
			{Match: "POST", Code: 190, Status: 400},                   // token_invalid
			{Match: "POST", Code: 80006, Status: 400},                 // rate_limited
			{Match: "POST", Code: 200, Subcode: 2018028, Status: 400}, // app_access
			{Match: "POST", Code: 100, Status: 400},                   // platform_error
			{Match: "POST", Drop: practice.AfterStore},                // no_answer
		} {
			s, _ := crowd(t, practice.Options{}, 1)
			s.page.Inject(f)
			if f.Drop != "" { // the line is gone, so what became of it cannot be looked up either
				s.page.Inject(practice.Fault{Match: "GET", Count: -1, Drop: practice.BeforeStore})
			}
			r.sent(s, news("Hello"))
			r.order(s, news("Hello again")) // also unsettled, page_restricted, token_invalid
		}
	},
}

// elsewhere are the reasons that no order over a page leaves behind to be read: each names why, and where it is tried.
var elsewhere = map[core.ReasonCode]string{
	core.ReasonErased:           "who is erased is in no audience and has no deliveries; tests of core/policy",
	core.ReasonCampaignPaused:   "what belongs to a paused campaign is not tried at all; tests of core/policy",
	core.ReasonStaleHistory:     "ends within the run that finds it; tests of core/outbox and core/policy",
	core.ReasonQuestionAnswered: "is told to the owner and not kept as a message; TestAQuestionIsAnsweredOnceADay and tests of core/policy",
	core.ReasonNotDelivered:     "is tried again within the run that finds it; tests of core/outbox",
}

func TestEveryReasonIsReached(t *testing.T) {
	r := reached{}
	for name, scene := range reasonScenes {
		t.Run(name, func(t *testing.T) { scene(t, r) })
	}
	for _, code := range core.ReasonCodes() {
		if _, known := elsewhere[code]; !known && !r[code] {
			t.Errorf("%s was never reached", code)
		}
	}
}
