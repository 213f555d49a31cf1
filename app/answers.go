package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
)

func (c *command) answers() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "answers",
		Short: "Saved answers, suggested ones, and what is answered automatically",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return c.listAnswers(cmd.Context()) },
	}
	cmd.AddCommand(c.answersSave(), c.answersRemove(), c.answersSuggest(), c.answersAuto(), c.answersNeeded())
	return cmd
}

type answerJSON struct {
	Name  string            `json:"name"`
	For   core.Purpose      `json:"for"`
	Texts map[string]string `json:"texts"`
}

func (c *command) listAnswers(ctx context.Context) error {
	o, err := c.read(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	list, err := o.SavedAnswers(ctx)
	if err != nil {
		return err
	}
	out := []answerJSON{}
	for _, a := range list {
		out = append(out, answerJSON{a.Key, a.Purpose, a.Texts})
	}
	return c.print(out, func() {
		for _, a := range list {
			for lang, text := range a.Texts {
				c.printf("/%-16s %-10s %-6s %s\n", a.Key, a.Purpose, lang, plainLine(text))
			}
		}
	})
}

func (c *command) answersSave() *cobra.Command {
	var text, lang, purpose string
	cmd := &cobra.Command{
		Use:   "save NAME --text T [--lang TAG] [--for QUESTION]",
		Short: "Keep the text of an answer in one language; its fields are {first_name}, {product}, {price} and {shop}",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			ctx := cmd.Context()
			list, err := o.SavedAnswers(ctx)
			if err != nil {
				return err
			}
			a, was := core.SavedAnswer{Key: args[0], Texts: map[string]string{}}, ""
			if i := slices.IndexFunc(list, func(a core.SavedAnswer) bool { return strings.EqualFold(a.Key, strings.TrimPrefix(args[0], "/")) }); i >= 0 {
				a, was = list[i], list[i].Key
			}
			a.Texts[lang] = text
			if cmd.Flags().Changed("for") {
				a.Purpose = core.Purpose(purpose)
			}
			if err := o.SaveAnswer(ctx, was, a); err != nil {
				return err
			}
			return c.print(answerJSON{a.Key, a.Purpose, a.Texts}, func() { c.printf("/%s is kept.\n", a.Key) })
		}),
	}
	f := cmd.Flags()
	f.StringVar(&text, "text", "", "the answer; empty removes this language")
	f.StringVar(&lang, "lang", "en", "its language, as a BCP 47 tag")
	f.StringVar(&purpose, "for", "", "the question that it is for: price, available, sold_out, hours or delivery")
	f.Lookup("text").Annotations = map[string][]string{mayBeBlank: {}}
	if err := cmd.MarkFlagRequired("text"); err != nil {
		panic(err) // the flag was defined three lines above
	}
	return cmd
}

func (c *command) answersRemove() *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Forget a saved answer",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			if err := o.DeleteAnswer(cmd.Context(), strings.TrimPrefix(args[0], "/")); err != nil {
				return err
			}
			return c.print(struct {
				Name string `json:"name"`
			}{args[0]}, func() { c.printf("%s is forgotten.\n", args[0]) })
		}),
	}
}

func (c *command) answersSuggest() *cobra.Command {
	return &cobra.Command{
		Use:   "suggest CUSTOMER",
		Short: "Texts that may answer what a customer asked, and where each comes from; nothing is sent",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := c.read(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			list, err := o.Suggestions(cmd.Context(), core.CustomerID(args[0]))
			if err != nil {
				return err
			}
			type suggestionJSON struct {
				Text string  `json:"text"`
				From string  `json:"from"`
				Name string  `json:"name"`
				At   *string `json:"at"`
			}
			out := []suggestionJSON{}
			for _, s := range list {
				out = append(out, suggestionJSON{s.Text, string(s.From), or(s.Key, s.Name), stamp(s.At)})
			}
			return c.print(out, func() {
				for _, s := range out {
					c.printf("%-10s %-24s %s\n", s.From, plainLine(s.Name), plainLine(s.Text))
				}
			})
		},
	}
}

func (c *command) answersNeeded() *cobra.Command {
	return &cobra.Command{
		Use:   "needed",
		Short: "What was not answered automatically and needs a person, and why",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := c.read(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			today, err := o.Today(cmd.Context())
			if err != nil {
				return err
			}
			type neededJSON struct {
				CustomerID string  `json:"customer_id"`
				MessageID  string  `json:"message_id"`
				Quote      string  `json:"quote"`
				Why        string  `json:"why"`
				At         *string `json:"at"`
			}
			out := []neededJSON{}
			for _, n := range today.Answers {
				out = append(out, neededJSON{string(n.CustomerID), string(n.MessageID), n.Quote, string(n.Why), stamp(n.At)})
			}
			return c.print(out, func() {
				for _, n := range today.Answers {
					c.printf("%-24s %-10s %s\n", plainLine(or(n.Name, string(n.CustomerID))), n.Why, plainLine(n.Quote))
				}
			})
		},
	}
}

func (c *command) answersAuto() *cobra.Command {
	return &cobra.Command{
		Use:   "auto [QUESTION=on|off … | when=always|closed|open]",
		Short: "Which questions are answered automatically: price, available, hours, delivery; all are off until you switch them on",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				o, err := c.read(cmd.Context())
				if err != nil {
					return err
				}
				defer o.Close()
				return c.printAuto(cmd.Context(), o)
			}
			return c.writing(c.setAuto)(cmd, args)
		},
	}
}

func (c *command) setAuto(cmd *cobra.Command, o *opened, args []string) error {
	v, err := o.AutoAnswers(cmd.Context())
	if err != nil {
		return err
	}
	a := v.AutoAnswers
	if a.Since == nil {
		a.Since = map[core.Question]time.Time{}
	}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		switch q := core.Question(name); {
		case name == "when":
			a.When = core.AnswerTime(value)
		case slices.Contains(core.Questions(), q) && value == "on":
			a.Since[q] = v.Since[q]
		case slices.Contains(core.Questions(), q) && value == "off":
			delete(a.Since, q)
		default:
			return errUsage{core.E(core.CodeBadInput, "app.answers", arg, nil)}
		}
	}
	if err := o.SetAutoAnswers(cmd.Context(), a); err != nil {
		return err
	}
	return c.printAuto(cmd.Context(), o)
}

func (c *command) printAuto(ctx context.Context, o *opened) error {
	a, err := o.AutoAnswers(ctx)
	if err != nil {
		return err
	}
	out := struct {
		On   map[core.Question]bool `json:"on"`
		When core.AnswerTime        `json:"when"`
	}{map[core.Question]bool{}, a.When}
	if out.When == "" {
		out.When = core.AnswerAlways
	}
	for _, q := range core.Questions() {
		_, out.On[q] = a.Since[q]
	}
	return c.print(out, func() {
		for _, q := range core.Questions() {
			c.printf("%-10s %v\n", q, map[bool]string{true: "on", false: "off"}[out.On[q]])
		}
		c.printf("%-10s %s\n", "when", out.When)
	})
}
