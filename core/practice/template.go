package practice

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// utilityTemplate is a template for order updates.
type utilityTemplate struct {
	id, name, language, body string
	asked                    time.Time
	rejected                 bool
}

// templateReview is how long a template waits for its approval: the platform speaks of seconds.
const templateReview = 3 * time.Second

// builtInTemplates are approved from the start where Options.Utility is set.
func builtInTemplates() []utilityTemplate {
	return []utilityTemplate{
		{id: "5500", name: "order_ready", language: "en", body: "Your order {{1}} is ready. You can pick it up at any time."},
		{id: "5501", name: "order_shipped", language: "en", body: "Your order {{1}} is on its way. It should be with you on {{2}}."},
		{id: "5502", name: "receipt_sent", language: "en", body: "Thank you. The receipt for your order {{1}} is in the parcel."},
	}
}

// UtilityTemplates names the templates that the practice page has approved when Options.Utility is set.
func UtilityTemplates() []string {
	var out []string
	for _, t := range builtInTemplates() {
		out = append(out, t.name)
	}
	return out
}

// state is the platform's word for where a template stands.
func (t utilityTemplate) state(now time.Time) string {
	switch {
	case now.Sub(t.asked) < templateReview:
		return "PENDING"
	case t.rejected:
		return "REJECTED"
	}
	return "APPROVED"
}

func (p *Page) getTemplates(c *call, state TokenState) (reply, *refusal) {
	if e := needPageToken(state); e != nil {
		return reply{}, e
	}
	data := []object{}
	if p.opt.Utility {
		for _, t := range p.templates {
			data = append(data, object{"id": t.id, "name": t.name, "language": t.language, "category": "UTILITY", "status": t.state(c.now),
				"components": []object{{"type": "BODY", "text": t.body}}})
		}
	}
	return ok(object{"data": data})
}

var (
	templateName  = regexp.MustCompile(`^[a-z0-9_]{1,512}$`)
	templatePlace = regexp.MustCompile(`\{\{[^{}]+\}\}`)
	// marketing is how the review tells an offer; it knows less than a person would (simulator choice).
	marketing = regexp.MustCompile(`(?i)%|discount|coupon|promo|sale\b|offer|voucher|rabatt|descuento`)
)

// createTemplate answers POST /{page}/message_templates. It is approved after a moment, or rejected when it reads like
// marketing.
func (p *Page) createTemplate(c *call, state TokenState) (reply, *refusal) {
	if e := needPageToken(state); e != nil {
		return reply{}, e
	}
	if !p.opt.Utility {
		return reply{}, missingPermission(200, "pages_utility_messaging")
	}
	var in struct {
		Name       string `json:"name"`
		Language   string `json:"language"`
		Category   string `json:"category"`
		Components []struct {
			Type    string `json:"type"`
			Text    string `json:"text"`
			Example struct {
				Body [][]string `json:"body_text"`
			} `json:"example"`
		} `json:"components"`
	}
	if err := json.Unmarshal(c.body, &in); err != nil {
		return reply{}, badParameter("Invalid parameter")
	}
	t := utilityTemplate{name: in.Name, language: in.Language, asked: c.now}
	var examples []string
	for _, part := range in.Components {
		if strings.EqualFold(part.Type, "body") {
			t.body = part.Text
			examples = slices.Concat(part.Example.Body...)
		}
	}
	switch {
	case !templateName.MatchString(t.name):
		return reply{}, badParameter("Param name must contain only lowercase letters, digits and underscores")
	case in.Category != "UTILITY":
		return reply{}, badParameter("Param category must be one of {UTILITY}")
	case t.language == "":
		return reply{}, badParameter("The parameter language is required")
	case t.body == "" || over(t.body, 1024):
		return reply{}, badParameter("Length of param components[text] must be between 1 and 1024")
	case len(templatePlace.FindAllString(t.body, -1)) != len(examples):
		return reply{}, badParameter("Param components[example] must have one value for each place")
	case slices.ContainsFunc(p.templates, func(o utilityTemplate) bool { return o.name == t.name && o.language == t.language }):
		return reply{}, badParameter("There is already a template of this name in this language")
	}
	t.id, t.rejected = strconv.Itoa(5500+len(p.templates)), marketing.MatchString(t.body)
	p.templates = append(p.templates, t)
	return ok(object{"id": t.id, "status": t.state(c.now), "category": "UTILITY"})
}

// utility finds the template of a send and what the customer reads.
func (p *Page) utility(o *outgoing, now time.Time) (string, *refusal) {
	asked := o.Message.Template
	if !p.opt.Utility {
		return "", missingPermission(200, "pages_utility_messaging")
	}
	i := slices.IndexFunc(p.templates, func(t utilityTemplate) bool {
		return t.name == asked.Name && t.language == asked.Language.Code && t.state(now) == "APPROVED"
	})
	if i < 0 {
		return "", badParameter("Template name " + asked.Name + " does not exist or is not approved")
	}
	var values []string
	for _, part := range asked.Components {
		for _, v := range part.Parameters {
			if strings.EqualFold(part.Type, "body") {
				values = append(values, v.Text)
			}
			if strings.ContainsFunc(v.Text, func(r rune) bool {
				return r == '#' || r == '%' || r == '$' || unicode.Is(unicode.So, r) || r >= 0x1F000
			}) {
				return "", refuse(100, 1893043, "(#100) Parameters of utility messages may not contain special characters or emoji")
			}
		}
	}
	body := p.templates[i].body
	if places := templatePlace.FindAllString(body, -1); len(places) != len(values) {
		return "", badParameter("Number of parameters does not match the expected number of params")
	}
	for _, v := range values {
		at := templatePlace.FindStringIndex(body)
		body = body[:at[0]] + v + body[at[1]:]
	}
	return body, nil
}
