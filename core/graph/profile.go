package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"shopbell/core"
)

// The platform takes so many calls of a page's profile (Messenger Platform, "Rate limits").
const (
	profileCalls  = 10
	profileWithin = 10 * time.Minute
)

// LocaleDefault stands for everybody whose language has no text of its own. The platform asks for it with each field.
const LocaleDefault = "default"

// startedPayload marks a Get Started button of ours, without which the platform takes no menu.
const startedPayload = "SHOPBELL_START"

// Profile is what people see of the page before they write, by the platform's locale ("de_DE", LocaleDefault).
type Profile struct {
	Greeting map[string]string
	Menu     map[string][]MenuItem
	// Questions are the ice breakers. A tap on one reaches only programs with an address on the web.
	Questions map[string][]string

	ours    bool // the Get Started button is
	started bool
}

// MenuItem is one line of the menu: a link, or with an empty URL a button that reaches only programs with an address on
// the web.
type MenuItem struct {
	Title string
	URL   string
}

// Profile reads what the page has.
func (c *Client) Profile(ctx context.Context) (Profile, error) {
	const op = "graph.profile"
	p := Profile{Greeting: map[string]string{}, Menu: map[string][]MenuItem{}, Questions: map[string][]string{}}
	path, err := c.profilePath(ctx, op)
	if err != nil {
		return p, err
	}
	body, fault := c.read(ctx, path+"?"+url.Values{"fields": {"get_started,greeting,ice_breakers,persistent_menu"}}.Encode())
	if fault != nil {
		return p, wrap(op, fault)
	}
	type action struct {
		Title    text `json:"title"`
		Question text `json:"question"`
		URL      text `json:"url"`
	}
	type local struct {
		Locale  text     `json:"locale"`
		Text    text     `json:"text"`
		Actions []action `json:"call_to_actions"`
	}
	var told struct {
		Data []struct {
			Started *struct {
				Payload text `json:"payload"`
			} `json:"get_started"`
			Greeting  []local `json:"greeting"`
			Questions []local `json:"ice_breakers"`
			Menu      []local `json:"persistent_menu"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &told) != nil {
		return p, wrap(op, c.unreadable(http.StatusOK, "the answer is no profile"))
	}
	for _, d := range told.Data {
		if d.Started != nil {
			p.started, p.ours = true, d.Started.Payload == startedPayload
		}
		for _, l := range d.Greeting {
			p.Greeting[string(l.Locale)] = string(l.Text)
		}
		for _, l := range d.Questions {
			for _, a := range l.Actions {
				p.Questions[string(l.Locale)] = append(p.Questions[string(l.Locale)], string(a.Question))
			}
		}
		for _, l := range d.Menu {
			for _, a := range l.Actions {
				p.Menu[string(l.Locale)] = append(p.Menu[string(l.Locale)], MenuItem{string(a.Title), string(a.URL)})
			}
		}
	}
	return p, nil
}

// SetGreeting puts greetings in the place of all that the page has; none removes them.
func (c *Client) SetGreeting(ctx context.Context, all map[string]string) error {
	const op = "graph.setgreeting"
	if len(all) == 0 {
		return c.removeProfile(ctx, op, "greeting")
	}
	type greeting struct {
		Locale string `json:"locale"`
		Text   string `json:"text"`
	}
	var list []greeting
	for _, l := range locales(all) {
		list = append(list, greeting{l, all[l]})
	}
	return c.setProfile(ctx, op, map[string]any{"greeting": list})
}

// SetMenu puts menus of links in the place of all that the page has; none removes them. before is what was read: a menu
// needs a Get Started button, which comes and goes with the menu where the page had none.
func (c *Client) SetMenu(ctx context.Context, before Profile, all map[string][]MenuItem) error {
	const op = "graph.setmenu"
	if len(all) == 0 {
		fields := []string{"persistent_menu"}
		if before.ours && len(before.Questions) == 0 {
			fields = append(fields, "get_started")
		}
		return c.removeProfile(ctx, op, fields...)
	}
	type action struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		URL    string `json:"url"`
		Height string `json:"webview_height_ratio"`
	}
	type menu struct {
		Locale   string   `json:"locale"`
		Disabled bool     `json:"composer_input_disabled"`
		Actions  []action `json:"call_to_actions"`
	}
	var list []menu
	for _, l := range locales(all) {
		m := menu{Locale: l}
		for _, i := range all[l] {
			if i.URL == "" {
				return core.E(core.CodeBadInput, op, "a menu of Shopbell holds links alone", nil)
			}
			m.Actions = append(m.Actions, action{"web_url", i.Title, i.URL, "full"})
		}
		list = append(list, m)
	}
	next := map[string]any{"persistent_menu": list}
	if !before.started {
		next["get_started"] = map[string]string{"payload": startedPayload}
	}
	return c.setProfile(ctx, op, next)
}

// RemoveQuestions removes the ice breakers.
func (c *Client) RemoveQuestions(ctx context.Context) error {
	return c.removeProfile(ctx, "graph.removequestions", "ice_breakers")
}

// locales gives the keys of a field in order, so that the same profile makes the same request.
func locales[T any](all map[string]T) []string {
	var out []string
	for l := range all {
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

func (c *Client) setProfile(ctx context.Context, op string, fields any) error {
	return c.changeProfile(ctx, op, http.MethodPost, fields)
}

func (c *Client) removeProfile(ctx context.Context, op string, fields ...string) error {
	return c.changeProfile(ctx, op, http.MethodDelete, map[string][]string{"fields": fields})
}

// changeProfile makes one request, once: whoever asked sees what the page has and may ask again.
func (c *Client) changeProfile(ctx context.Context, op, method string, fields any) error {
	payload, err := json.Marshal(fields)
	if err != nil {
		return core.E(core.CodeBadInput, op, "the profile cannot be written as JSON", &Error{Class: ClassBug})
	}
	path, err := c.profilePath(ctx, op)
	if err != nil {
		return err
	}
	if fault := c.rested(); fault != nil {
		return wrap(op, fault)
	}
	body, fault := c.exchange(ctx, method, path, payload)
	if fault != nil {
		return wrap(op, fault)
	}
	var told struct {
		Result text `json:"result"`
	}
	if json.Unmarshal(body, &told) != nil || told.Result != "success" {
		return wrap(op, c.unreadable(http.StatusOK, "the answer does not say that the profile was changed"))
	}
	return nil
}

// profilePath takes one of the calls that the platform allows and gives where it goes.
func (c *Client) profilePath(ctx context.Context, op string) (string, error) {
	path, err := c.edge(ctx, op, "/messenger_profile")
	if err != nil {
		return "", err
	}
	if wait := c.profile.take(c.clock.Now()); wait > 0 {
		return "", wrap(op, &Error{Class: ClassRate, Message: "not asked: ten calls of the profile in ten minutes are used", RetryAfter: wait})
	}
	return path, nil
}

// profileTurns counts the calls of the profile, which has a limit of its own.
type profileTurns struct {
	mu   sync.Mutex
	at   [profileCalls]time.Time
	next int
}

// take takes a call, or gives how long until there is one.
func (t *profileTurns) take(now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	oldest := t.at[t.next]
	if since := now.Sub(oldest); !oldest.IsZero() && since < profileWithin {
		return profileWithin - since
	}
	t.at[t.next] = now
	t.next = (t.next + 1) % profileCalls
	return 0
}
