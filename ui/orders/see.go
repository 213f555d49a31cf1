package orders

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// see shows what the customer will see, whether and when it goes, and why.
type see struct {
	env screen.Env
	who Who

	box     *fyne.Container // what the customer will see
	says    *fyne.Container // the verdict, which stays in sight
	looks   *fyne.Container
	verdict *widgets.Pill
	why     *widgets.Text
	advice  *widgets.Text
	warns   *fyne.Container
}

// looksRoom is the least height of the preview, so that the card does not jump while a short message is typed.
const looksRoom float32 = 72

func newSee(env screen.Env, who Who) see {
	w := env.Words
	s := see{env: env, who: who, looks: container.NewStack(), verdict: widgets.NewPill("", nil, widgets.Plain), why: widgets.NewText("", widgets.Small().Wrapped()),
		advice: widgets.NewText("", widgets.Quiet().Wrapped()), warns: widgets.Column(theme.Gap4)}
	ground := container.NewStack(widgets.NewGround(theme.Page, theme.Line, theme.RadiusCard), widgets.Sized(widgets.PadAll(s.looks, theme.Gap12), 0, looksRoom))
	s.box = widgets.Column(theme.Gap8, widgets.NewText(w.T("offers.see_as", "Name", who.First), widgets.Small().Wrapped()), ground, s.warns)
	s.says = widgets.Column(theme.Gap4, widgets.Side(0, s.verdict), s.why, s.advice)
	s.sketch(Draft{})
	return s
}

// sketch shows a draft that is not filled in yet.
func (s *see) sketch(d Draft) {
	w := s.env.Words
	s.verdict.Hide()
	s.why.SetText("")
	s.advice.SetText("")
	s.warns.Objects = nil
	hint := "order.write_first"
	if d.Way != WayText {
		hint = "order.fill_first"
	}
	s.looks.Objects = []fyne.CanvasObject{widgets.NewText(w.T(hint, "Name", s.who.First), widgets.Quiet().Wrapped())}
	if d.Way == WayTemplate {
		s.looks.Objects = []fyne.CanvasObject{bubble(d.Sketch())}
		s.advice.SetText(w.T(hint, "Name", s.who.First))
	}
	s.settle()
}

// show shows a preview with its verdict.
func (s *see) show(p views.Preview, ways views.OrderWays, way Way) {
	w := s.env.Words
	s.looks.Objects = []fyne.CanvasObject{bubble(p.Text)}
	if p.Form == views.FormReceipt && p.Receipt != nil {
		s.looks.Objects = []fyne.CanvasObject{s.receipt(*p.Receipt)}
	}
	s.warns.Objects = nil
	for _, v := range p.Warnings {
		icon, ink := fynetheme.WarningIcon(), theme.BrassText
		if v.Code.Blocks() {
			icon, ink = fynetheme.ErrorIcon(), theme.Brick
		}
		s.warns.Add(widgets.TopLine(theme.Gap8, widgets.NewIcon(icon, ink, 18), widgets.NewText(w.Warning(v), widgets.Quiet().Wrapped().In(ink)), nil))
	}
	s.verdict.Hide()
	s.why.SetText("")
	s.advice.SetText("")
	if len(p.Verdict.Reasons) > 0 && !blocked(p.Warnings) {
		says, icon, tone := s.env.Verdict(p.Verdict)
		s.verdict.Set(says, icon, tone)
		s.verdict.Show()
		s.why.SetText(w.Reason(p.Verdict.Reasons[0], s.env.Now(), s.env.Zone))
		s.advice.SetText(s.wayOut(p.Verdict, ways, way))
	}
	s.settle()
}

// wayOut says what can be done where a message does not go now, "" where there is nothing more to say.
func (s *see) wayOut(v core.Verdict, ways views.OrderWays, way Way) string {
	w := s.env.Words
	if v.Action != core.ActionHoldForReply || v.Reasons[0].Code != core.ReasonWindowClosed {
		return ""
	}
	switch {
	case way != WayTemplate && len(ways.Templates) > 0:
		return w.T("order.try_template")
	case s.who.AnswerUntil.After(s.env.Now()):
		return w.T("order.try_reply", "Until", w.Within(s.who.AnswerUntil, s.env.Now(), s.env.Zone))
	case ways.Closed:
		return w.T("order.no_template")
	}
	return w.T("order.no_right")
}

func (s *see) settle() {
	s.advice.Hidden = s.advice.String() == ""
	s.why.Hidden = s.why.String() == ""
	s.looks.Refresh()
	s.box.Refresh()
	s.says.Refresh()
}

// bubble is a message of the shop in the customer's window, where it stands at the start.
func bubble(text string) fyne.CanvasObject {
	return widgets.NewBubble(widgets.BubbleIn, []widgets.Span{{Text: text}}, "", nil, widgets.Plain)
}

// receipt lays a receipt out as the platform does: its lines, then what they come to.
func (s *see) receipt(r core.Receipt) fyne.CanvasObject {
	w := s.env.Words
	amount := func(a string) string { return a + "\u00a0" + r.Currency }
	things := []fyne.CanvasObject{widgets.NewText(w.T("order.receipt", "Number", r.Order), widgets.Strong().Wrapped())}
	for _, it := range r.Items {
		things = append(things, widgets.TopLine(theme.Gap12, nil, widgets.NewText(it.Title, widgets.Body().Wrapped()), widgets.NewText(amount(it.Price), widgets.Body().Fitted())))
	}
	things = append(things, widgets.Rule(), widgets.TopLine(theme.Gap12, nil, widgets.NewText(w.T("order.total"), widgets.Strong()), widgets.NewText(amount(r.Total), widgets.Strong().Fitted())),
		widgets.NewText(w.T("order.paid_with", "How", r.Payment), widgets.Small().Wrapped()))
	return container.NewStack(widgets.NewGround(theme.Card, theme.Line, theme.RadiusBubble), widgets.PadAll(widgets.Column(theme.Gap4, things...), theme.Gap12))
}

// blocked reports whether nothing can be sent before something is mended.
func blocked(list []views.Warning) bool {
	for _, v := range list {
		if v.Code.Blocks() {
			return true
		}
	}
	return false
}
