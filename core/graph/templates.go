package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"shopbell/core"
)

// UtilityTemplate is a template for order updates as the page has it.
type UtilityTemplate struct {
	ID       string
	Name     string
	Language string
	Status   string // APPROVED, PENDING, REJECTED and others
	Body     string // with its places as {{1}} or {{name}}
}

// mostTemplates bounds how many templates of a page are read.
const mostTemplates = 1000

// Templates lists the page's templates for order updates, whatever their state.
func (c *Client) Templates(ctx context.Context) ([]UtilityTemplate, error) {
	const op = "graph.templates"
	path, err := c.edge(ctx, op, "/message_templates")
	if err != nil {
		return nil, err
	}
	type component struct {
		Type text `json:"type"`
		Text text `json:"text"`
	}
	type template struct {
		ID         ident       `json:"id"`
		Name       text        `json:"name"`
		Language   text        `json:"language"`
		Status     text        `json:"status"`
		Components []component `json:"components"`
	}
	var out []UtilityTemplate
	for after := ""; len(out) < mostTemplates; {
		found, err := list[template](ctx, c, op, path, url.Values{"fields": {"id,name,language,status,category,components"}}, after, mostPerPage)
		if err != nil {
			return nil, err
		}
		for _, t := range found.items {
			u := UtilityTemplate{ID: string(t.ID), Name: string(t.Name), Language: string(t.Language), Status: string(t.Status)}
			for _, part := range t.Components {
				if part.Type == "BODY" || part.Type == "body" {
					u.Body = string(part.Text)
				}
			}
			out = append(out, u)
		}
		if after = found.next; after == "" {
			break
		}
	}
	return out, nil
}

// CreateTemplate asks the platform for a template; examples fill its places, in their order. It gives the id and the
// state, which is seldom final at once.
func (c *Client) CreateTemplate(ctx context.Context, t UtilityTemplate, examples []string) (UtilityTemplate, error) {
	const op = "graph.createtemplate"
	if t.Name == "" || t.Language == "" || t.Body == "" {
		return t, core.E(core.CodeBadInput, op, "a template needs a name, a language and a text", nil)
	}
	type example struct {
		Body [][]string `json:"body_text,omitempty"`
	}
	type component struct {
		Type    string   `json:"type"`
		Text    string   `json:"text"`
		Example *example `json:"example,omitempty"`
	}
	body := component{Type: "BODY", Text: t.Body}
	if len(examples) > 0 {
		body.Example = &example{[][]string{examples}}
	}
	payload, err := json.Marshal(struct {
		Name       string      `json:"name"`
		Language   string      `json:"language"`
		Category   string      `json:"category"`
		Format     string      `json:"parameter_format"`
		Components []component `json:"components"`
	}{t.Name, t.Language, "UTILITY", "POSITIONAL", []component{body}})
	if err != nil {
		return t, core.E(core.CodeBadInput, op, "the template cannot be written as JSON", &Error{Class: ClassBug})
	}
	path, err := c.edge(ctx, op, "/message_templates")
	if err != nil {
		return t, err
	}
	answer, err := c.post(ctx, op, path, payload)
	if err != nil {
		return t, err
	}
	var told struct {
		ID     ident `json:"id"`
		Status text  `json:"status"`
	}
	if json.Unmarshal(answer, &told) != nil || told.ID == "" {
		return t, wrap(op, c.unreadable(200, "the answer names no template"))
	}
	t.ID, t.Status = string(told.ID), string(told.Status)
	return t, nil
}

// Features tells which features the platform approved for the page, by name: "human_agent", "utility_messaging".
func (c *Client) Features(ctx context.Context) (map[string]bool, error) {
	const op = "graph.features"
	path, err := c.edge(ctx, op, "/messaging_feature_review")
	if err != nil {
		return nil, err
	}
	type feature struct {
		Name   text `json:"feature"`
		Status text `json:"status"`
	}
	found, err := list[feature](ctx, c, op, path, url.Values{}, "", mostPerPage)
	if err != nil {
		return nil, err
	}
	out := make(map[string]bool, len(found.items))
	for _, f := range found.items {
		out[strings.ToLower(string(f.Name))] = strings.EqualFold(string(f.Status), "approved")
	}
	return out, nil
}

// edge gives the path of one of the page's lists.
func (c *Client) edge(ctx context.Context, op, name string) (string, error) {
	page, err := c.self(ctx)
	if err != nil {
		return "", err
	}
	path, err := segment(op, "page", string(page))
	return path + name, err
}
