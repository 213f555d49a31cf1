package practice

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// The platform's limits of the messenger profile (Messenger Platform, "Messenger Profile"; Rate limits, March 2026).
// Greeting and ice breakers are told by other sources alone.
const (
	profileCalls  = 10
	profileWithin = 10 * time.Minute

	mostGreeting  = 160 // characters
	mostQuestions = 4
	mostQuestion  = 80
	mostMenu      = 20
	mostMenuTitle = 30
	mostPayload   = 1000
)

type (
	// messengerProfile is what people see of the page before they write, and beside the field where they do.
	messengerProfile struct {
		GetStarted *postback     `json:"get_started,omitempty"`
		Greeting   []greeting    `json:"greeting,omitempty"`
		IceBreaker []iceBreakers `json:"ice_breakers,omitempty"`
		Menu       []menu        `json:"persistent_menu,omitempty"`
	}
	postback struct {
		Payload string `json:"payload"`
	}
	greeting struct {
		Locale string `json:"locale"`
		Text   string `json:"text"`
	}
	iceBreakers struct {
		Locale  string     `json:"locale"`
		Actions []question `json:"call_to_actions"`
	}
	question struct {
		Question string `json:"question"`
		Payload  string `json:"payload"`
	}
	menu struct {
		Locale   string     `json:"locale"`
		Disabled bool       `json:"composer_input_disabled"`
		Actions  []menuItem `json:"call_to_actions"`
	}
	menuItem struct {
		Type    string `json:"type"`
		Title   string `json:"title"`
		Payload string `json:"payload,omitempty"`
		URL     string `json:"url,omitempty"`
	}
)

// profileFields are the fields of a profile, in the platform's words.
var profileFields = []string{"get_started", "greeting", "ice_breakers", "persistent_menu"}

// sampleProfile is what the sample shop has set in the platform's own web pages.
func sampleProfile() messengerProfile {
	return messengerProfile{
		GetStarted: &postback{"GET_STARTED"},
		Greeting:   []greeting{{"default", "Hi {{user_first_name}}, welcome to Tulip Corner!"}},
		IceBreaker: []iceBreakers{{"default", []question{{"When are you open?", "OPEN"}, {"Do you deliver?", "DELIVER"}}}},
	}
}

// profile answers GET, POST and DELETE /me/messenger_profile.
func (p *Page) profile(c *call, state TokenState) (reply, *refusal) {
	if e := needReading(state); e != nil {
		return reply{}, e
	}
	if !p.opt.NoRateLimits {
		p.profileAsked = slices.DeleteFunc(p.profileAsked, func(at time.Time) bool { return c.now.Sub(at) >= profileWithin })
		if len(p.profileAsked) >= profileCalls {
			return reply{}, tooManyCalls()
		}
		p.profileAsked = append(p.profileAsked, c.now)
	}
	switch c.method {
	case "POST":
		return p.setProfile(c)
	case "DELETE":
		return p.deleteProfile(c)
	}
	return p.getMessengerProfile(c)
}

func (p *Page) getMessengerProfile(c *call) (reply, *refusal) {
	asked := strings.Split(c.query.Get("fields"), ",")
	now := p.messengerProfile
	shown := object{}
	for _, f := range asked {
		switch {
		case !slices.Contains(profileFields, f):
			return reply{}, badParameter("Param fields[0] must be one of {GET_STARTED, GREETING, ICE_BREAKERS, PERSISTENT_MENU}")
		case f == "get_started" && now.GetStarted != nil:
			shown[f] = now.GetStarted
		case f == "greeting" && now.Greeting != nil:
			shown[f] = now.Greeting
		case f == "ice_breakers" && now.IceBreaker != nil:
			shown[f] = now.IceBreaker
		case f == "persistent_menu" && now.Menu != nil:
			shown[f] = now.Menu
		}
	}
	if len(shown) == 0 {
		return ok(object{"data": []object{}})
	}
	return ok(object{"data": []object{shown}})
}

func (p *Page) setProfile(c *call) (reply, *refusal) {
	var in messengerProfile
	if err := json.Unmarshal(c.body, &in); err != nil {
		return reply{}, badParameter("Invalid parameter")
	}
	next := p.messengerProfile
	if in.GetStarted != nil {
		next.GetStarted = in.GetStarted
	}
	if in.Greeting != nil {
		next.Greeting = in.Greeting
	}
	if in.IceBreaker != nil {
		next.IceBreaker = in.IceBreaker
	}
	if in.Menu != nil {
		next.Menu = in.Menu
	}
	if e := next.check(); e != nil {
		return reply{}, e
	}
	p.messengerProfile = next
	return ok(object{"result": "success"})
}

func (p *Page) deleteProfile(c *call) (reply, *refusal) {
	var in struct {
		Fields []string `json:"fields"`
	}
	if err := json.Unmarshal(c.body, &in); err != nil || len(in.Fields) == 0 {
		return reply{}, badParameter("The parameter fields is required")
	}
	next := p.messengerProfile
	for _, f := range in.Fields {
		switch f {
		case "get_started":
			next.GetStarted = nil
		case "greeting":
			next.Greeting = nil
		case "ice_breakers":
			next.IceBreaker = nil
		case "persistent_menu":
			next.Menu = nil
		default:
			return reply{}, badParameter("Param fields[0] must be one of {GET_STARTED, GREETING, ICE_BREAKERS, PERSISTENT_MENU}")
		}
	}
	if e := next.check(); e != nil {
		return reply{}, e
	}
	p.messengerProfile = next
	return ok(object{"result": "success"})
}

// check refuses a profile that breaks the platform's limits.
func (m messengerProfile) check() *refusal {
	if m.GetStarted != nil && (m.GetStarted.Payload == "" || over(m.GetStarted.Payload, mostPayload)) {
		return badParameter("Param get_started[payload] must be a non-empty string")
	}
	var greetings, questions, menus []string
	for _, g := range m.Greeting {
		greetings = append(greetings, g.Locale)
		if g.Text == "" || over(g.Text, mostGreeting) {
			return badParameter("Length of param greeting[0][text] must be less than or equal to 160")
		}
	}
	for _, b := range m.IceBreaker {
		questions = append(questions, b.Locale)
		if len(b.Actions) < 1 || len(b.Actions) > mostQuestions {
			return badParameter("Param ice_breakers[0][call_to_actions] has too many elements")
		}
		for _, q := range b.Actions {
			if q.Question == "" || over(q.Question, mostQuestion) || q.Payload == "" || over(q.Payload, mostPayload) {
				return badParameter("Length of param ice_breakers[0][question] must be less than or equal to 80")
			}
		}
	}
	for _, x := range m.Menu {
		menus = append(menus, x.Locale)
		if e := x.check(); e != nil {
			return e
		}
	}
	if len(m.Menu) > 0 && m.GetStarted == nil {
		return badParameter("You must set a Get Started button if you also wish to use persistent menu")
	}
	for _, locales := range [][]string{greetings, questions, menus} {
		if len(locales) > 0 && !slices.Contains(locales, "default") {
			return badParameter("Param locale must have one default")
		}
		if slices.Sort(locales); len(slices.Compact(slices.Clone(locales))) != len(locales) {
			return badParameter("Param locale has duplicates")
		}
	}
	return nil
}

func (m menu) check() *refusal {
	if len(m.Actions) < 1 || len(m.Actions) > mostMenu {
		return badParameter("Param persistent_menu[0][call_to_actions] has too many elements")
	}
	for _, a := range m.Actions {
		switch {
		case a.Title == "" || over(a.Title, mostMenuTitle):
			return badParameter("Length of param persistent_menu[0][title] must be less than or equal to 30")
		case a.Type == "web_url" && !webAddress(a.URL), a.Type == "postback" && (a.Payload == "" || over(a.Payload, mostPayload)),
			a.Type != "web_url" && a.Type != "postback":
			return badParameter("Param persistent_menu[0][call_to_actions][0] is no valid button")
		}
	}
	return nil
}
