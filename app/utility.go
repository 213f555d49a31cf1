package main

import (
	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

// templateJSON is a template of the platform as scripts see it.
type templateJSON struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Language string `json:"language"`
	State    string `json:"state"`
	Body     string `json:"body"`
}

// utility lists the page's templates for order updates, and asks for new ones.
func (c *command) utility() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "utility",
		Short: "The page's templates for order updates, and what Facebook says of them",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			list, err := o.UtilityTemplates(cmd.Context())
			if err != nil {
				return err
			}
			out := []templateJSON{}
			for _, t := range list {
				out = append(out, templateJSON{t.ID, t.Name, t.Language, t.State, t.Body})
			}
			return c.print(out, func() {
				for _, t := range list {
					c.printf("%-24s %-6s %-10s %s\n", plainLine(t.Name), t.Language, t.State, plainLine(t.Body))
				}
			})
		}),
	}
	var t views.UtilityTemplate
	var examples []string
	create := &cobra.Command{
		Use:   "create --name N --language L --body TEXT",
		Short: "Ask Facebook for a template; places are {{1}}, {{2}} and so on, each with an --example",
		Args:  cobra.NoArgs,
		RunE: c.writing(func(cmd *cobra.Command, o *opened, _ []string) error {
			made, err := o.CreateUtilityTemplate(cmd.Context(), t, examples)
			if err != nil {
				return err
			}
			return c.print(templateJSON{made.ID, made.Name, made.Language, made.State, made.Body}, func() {
				c.printf("%s: %s\n", made.Name, made.State)
			})
		}),
	}
	f := create.Flags()
	f.StringVar(&t.Name, "name", "", "small letters, digits and underscores")
	f.StringVar(&t.Language, "language", "en", "its language")
	f.StringVar(&t.Body, "body", "", "its text")
	f.StringSliceVar(&examples, "example", nil, "a value for each place, in their order")
	for _, name := range []string{"name", "body"} {
		if err := create.MarkFlagRequired(name); err != nil {
			panic(err) // the flag was defined above
		}
	}
	cmd.AddCommand(create)
	return cmd
}

// myself marks the customer that the owner is.
func (c *command) myself() *cobra.Command {
	return &cobra.Command{
		Use:   "myself [CUSTOMER]",
		Short: "The customer that you are yourself, for send --test; with an id, mark them",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			open := c.read
			if len(args) == 1 {
				open = c.write
			}
			return c.on(open, func(cmd *cobra.Command, o *opened, args []string) error {
				if len(args) == 1 {
					if err := o.SetMyself(cmd.Context(), core.CustomerID(args[0])); err != nil {
						return err
					}
				}
				id, err := o.Myself(cmd.Context())
				if err != nil {
					return err
				}
				return c.print(struct {
					CustomerID string `json:"customer_id"`
				}{string(id)}, func() { c.printf("%s\n", or(string(id), "nobody")) })
			})(cmd, args)
		},
	}
}

// templates lists the messages that are kept to use again.
func (c *command) templates() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "Messages that are kept to use again (send promo --use NAME)",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			list, err := o.Templates(cmd.Context())
			if err != nil {
				return err
			}
			type keptJSON struct {
				Name    string       `json:"name"`
				Kind    core.Kind    `json:"kind"`
				Content core.Content `json:"content"`
				At      *string      `json:"updated_at"`
			}
			out := []keptJSON{}
			for _, t := range list {
				out = append(out, keptJSON{t.Name, t.Kind, t.Content, stamp(t.At)})
			}
			return c.print(out, func() {
				for _, t := range list {
					c.printf("%-24s %-10s %s\n", plainLine(t.Name), c.words.Kind(t.Kind), local(t.At))
				}
			})
		}),
	}
	var kind, content, text string
	save := &cobra.Command{
		Use:   "save NAME (--text T | --content FILE)",
		Short: "Keep a message under a name",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			var what core.Content
			if err := readJSON(content, &what); err != nil {
				return err
			}
			if text != "" {
				what.Texts = map[string]string{"": text}
			}
			return o.SaveTemplate(cmd.Context(), args[0], core.Kind(kind), what)
		}),
	}
	save.Flags().StringVar(&kind, "kind", string(core.KindPromo), "what it is for: promo, news or restock")
	save.Flags().StringVar(&content, "content", "", "a JSON file with texts by language, a card and answers to tap")
	save.Flags().StringVar(&text, "text", "", "the message")
	cmd.AddCommand(save, &cobra.Command{
		Use:   "delete NAME",
		Short: "Forget a kept message",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			return o.DeleteTemplate(cmd.Context(), args[0])
		}),
	})
	return cmd
}
