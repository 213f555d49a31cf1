package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

// drafting is an order while its flags are read.
type drafting struct {
	order             views.Order
	at, hold, expires string
	ask               bool
	sku, customer     string
	only              []string
	content, use      string // a file, a kept message
	picture, link     string
	buttons, replies  []string
	template, params  string
	receipt           string
	coupon, stopReply bool
}

// kinds makes the command of every kind, the same for plan and send.
func (c *command) kinds(run func(*cobra.Command, *drafting) error) []*cobra.Command {
	return []*cobra.Command{c.restock(run), c.promo(run), c.news(run), c.orderUpdate(run), c.reply(run)}
}

// kind makes one of them; flags defines what belongs to it alone.
func kind(cmd *cobra.Command, k core.Kind, run func(*cobra.Command, *drafting) error, flags func(*drafting), required ...string) *cobra.Command {
	d := &drafting{order: views.Order{Kind: k}}
	cmd.Args = cobra.NoArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return run(cmd, d)
	}
	f := cmd.Flags()
	f.StringVar(&d.order.Text, "text", "", "the message; fields: {first_name} {product} {variant} {code} {expires} {shop}")
	f.StringVar(&d.at, "at", "", "not before this date or time, by the clock of the shop's zone (see rules)")
	f.StringVar(&d.hold, "hold-for", "", "how long a held message waits, for example 14d (default: the rule's)")
	f.BoolVar(&d.ask, "ask", false, "who writes later gets it only after your word (see outbox release)")
	f.StringSliceVar(&d.only, "only", nil, "only these customers, separated by commas")
	flags(d)
	for _, name := range required {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flag was defined above
		}
	}
	return cmd
}

// richFlags are how a promotion or news look.
func richFlags(cmd *cobra.Command, d *drafting) {
	f := cmd.Flags()
	f.StringVar(&d.content, "content", "", "a JSON file with texts by language, a card and answers to tap")
	f.StringVar(&d.use, "use", "", "begin with a kept message (see templates)")
	f.StringVar(&d.picture, "picture", "", "https address of a picture, for a card")
	f.StringVar(&d.link, "link", "", "https address that the message leads to")
	f.StringSliceVar(&d.buttons, "button", nil, "a button as TITLE=https://…, at most 3")
	f.StringSliceVar(&d.replies, "answer", nil, "a short answer to tap")
	f.BoolVar(&d.stopReply, "stop-answer", false, "an answer to tap that stops the messages, in the customer's language")
}

// finish reads what the flags only name: times, files, a kept message.
func (d *drafting) finish(ctx context.Context, o *opened) (views.Order, error) {
	out := d.order
	out.SKU, out.CustomerID = core.SKU(d.sku), core.CustomerID(d.customer)
	var err error
	if out.At, err = o.parseTime(ctx, d.at); err != nil {
		return out, err
	}
	if out.HoldFor, err = parseSpan(d.hold); err != nil {
		return out, err
	}
	if out.Expires, err = o.parseEnd(ctx, d.expires); err != nil {
		return out, err
	}
	if d.ask {
		out.OnReply = core.OnReplyAsk
	}
	for _, id := range d.only {
		if id = strings.TrimSpace(id); id == "" { // after the last comma
			continue
		}
		if _, err := o.Customer(ctx, core.CustomerID(id)); err != nil { // a misspelt one would narrow to nobody in silence
			return out, err
		}
		out.Only = append(out.Only, core.CustomerID(id))
	}
	if err := d.kept(ctx, o, &out); err != nil {
		return out, err
	}
	if err := readJSON(d.content, &out.Content); err != nil {
		return out, err
	}
	if err := d.look(&out.Content); err != nil {
		return out, err
	}
	if d.receipt != "" {
		out.Receipt = new(core.Receipt)
		if err := readJSON(d.receipt, out.Receipt); err != nil {
			return out, err
		}
	}
	return out, d.utility(&out)
}

// kept begins with a message that was kept.
func (d *drafting) kept(ctx context.Context, o *opened, out *views.Order) error {
	if d.use == "" {
		return nil
	}
	list, err := o.Templates(ctx)
	if err != nil {
		return err
	}
	for _, t := range list {
		if t.Name == d.use {
			out.Content = t.Content
			return nil
		}
	}
	return core.E(core.CodeNotFound, "app.use", "template "+d.use, nil)
}

// look adds the flags about how a message looks.
func (d *drafting) look(c *core.Content) error {
	c.Coupon, c.StopReply = c.Coupon || d.coupon, c.StopReply || d.stopReply
	c.Replies = append(c.Replies, d.replies...)
	if d.picture == "" && d.link == "" && len(d.buttons) == 0 {
		return nil
	}
	if c.Card == nil {
		c.Card = &core.Card{}
	}
	c.Card.Picture, c.Card.Link = or(d.picture, c.Card.Picture), or(d.link, c.Card.Link)
	for _, b := range d.buttons {
		title, link, ok := strings.Cut(b, "=")
		if !ok {
			return errUsage{core.Errorf(core.CodeBadInput, "button", "%q is no button; write TITLE=https://…", b)}
		}
		c.Card.Buttons = append(c.Card.Buttons, core.Button{Title: title, Link: link})
	}
	return nil
}

// utility reads a template of the platform with the values of its places: a JSON list, or an object by name.
func (d *drafting) utility(out *views.Order) error {
	if d.template == "" {
		return nil
	}
	name, language, _ := strings.Cut(d.template, "/")
	out.Utility = &core.Utility{Name: name, Language: language}
	var values any
	if err := readJSON(d.params, &values); err != nil {
		return err
	}
	switch v := values.(type) {
	case nil:
	case []any:
		for _, x := range v {
			text, ok := x.(string)
			if !ok {
				return errUsage{core.E(core.CodeBadInput, "params", "the values must be texts", nil)}
			}
			out.Utility.Values = append(out.Utility.Values, core.UtilityValue{Text: text})
		}
	case map[string]any:
		for n, x := range v {
			text, ok := x.(string)
			if !ok {
				return errUsage{core.E(core.CodeBadInput, "params", "the values must be texts", nil)}
			}
			out.Utility.Values = append(out.Utility.Values, core.UtilityValue{Name: n, Text: text})
		}
	default:
		return errUsage{core.E(core.CodeBadInput, "params", "the file must hold a JSON list or object of texts", nil)}
	}
	return nil
}

// mostJSON bounds a file that a flag names.
const mostJSON = 1 << 20

// readJSON reads a file into v; an empty path leaves it as it is. A field that is not known is an error, since a
// misspelt one would be left out in silence.
func readJSON(path string, v any) error {
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return core.E(core.CodeNotFound, "app.read", path, err)
	}
	defer func() { _ = f.Close() }()
	dec := json.NewDecoder(io.LimitReader(f, mostJSON))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return core.E(core.CodeBadInput, "app.read", path+" is not what was expected: "+err.Error(), err)
	}
	return nil
}

// parseTime reads a date or time by the clock of the shop's zone, whatever the computer's is.
func (o *opened) parseTime(ctx context.Context, s string) (time.Time, error) {
	zone, err := o.Zone(ctx)
	if err != nil {
		return time.Time{}, err
	}
	return parseTime(s, zone)
}

// parseEnd reads the moment at which something ends: a date means the end of that day in the shop's zone.
func (o *opened) parseEnd(ctx context.Context, s string) (time.Time, error) {
	zone, err := o.Zone(ctx)
	if err != nil {
		return time.Time{}, err
	}
	t, err := parseTime(s, zone)
	if err == nil && len(s) == len(time.DateOnly) {
		t = t.In(zone).AddDate(0, 0, 1).UTC()
	}
	return t, err
}

// parseSpan reads 90m, 48h or 14d; empty is zero.
func parseSpan(s string) (time.Duration, error) {
	if s == "" {
		return 0, nil
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n < 10000 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d > 0 {
		return d, nil
	}
	return 0, errUsage{core.Errorf(core.CodeBadInput, "span", "%q is no length of time; write 90m, 48h or 14d", s)}
}
