package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

func (c *command) profile() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "profile",
		Short: "What people see of the page before they write: greeting, menu of links, ready questions",
		Long: "Facebook allows ten of these calls in ten minutes. Ready questions (ice breakers) are shown and can be removed, not set: a tap on\n" +
			"one reaches only programs with an address on the web, so nobody would see here who asked.",
		Args: cobra.NoArgs,
		RunE: c.profileShow,
	}
	cmd.AddCommand(&cobra.Command{Use: "show", Short: "What the page has now", Args: cobra.NoArgs, RunE: c.profileShow}, c.profileSet(), c.profileRemove())
	return cmd
}

func (c *command) profileShow(cmd *cobra.Command, args []string) error {
	return c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
		p, err := o.PageProfile(cmd.Context())
		if err != nil {
			return err
		}
		return c.printProfile(p)
	})(cmd, args)
}

func (c *command) profileSet() *cobra.Command {
	var greeting, lang string
	var menu []string
	cmd := &cobra.Command{
		Use:   "set [--greeting T] [--menu TITLE=URL]... [--lang L]",
		Short: "Set the greeting or the menu, for everybody or for one language",
		Long: "What is set here takes the place of what is set in Meta Business Suite. A greeting has at most 160 characters and may hold\n" +
			"{{user_first_name}}; a title at most 30. With a menu, new people see a button Get Started first.",
		Args: cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			if greeting == "" && len(menu) == 0 {
				return errUsage{core.E(core.CodeBadInput, "app.profile", "name --greeting or --menu", nil)}
			}
			tag, err := profileTag(o, lang)
			if err != nil {
				return err
			}
			var items []views.MenuLink
			for _, m := range menu {
				title, address, ok := strings.Cut(m, "=")
				if !ok {
					return errUsage{core.Errorf(core.CodeBadInput, "app.profile", "%q is not TITLE=URL", m)}
				}
				items = append(items, views.MenuLink{Title: title, URL: address})
			}
			var p views.PageProfile
			if greeting != "" {
				if p, err = o.SetGreeting(cmd.Context(), tag, greeting); err != nil {
					return err
				}
			}
			if len(items) > 0 {
				if p, err = o.SetPageMenu(cmd.Context(), tag, items); err != nil {
					return err
				}
			}
			return c.printProfile(p)
		}),
	}
	cmd.Flags().StringVar(&greeting, "greeting", "", "the words above an empty chat")
	cmd.Flags().StringArrayVar(&menu, "menu", nil, "one link of the menu, as TITLE=https://…")
	cmd.Flags().StringVar(&lang, "lang", "", "for one language, for example de (default: everybody)")
	return cmd
}

func (c *command) profileRemove() *cobra.Command {
	var lang string
	cmd := &cobra.Command{
		Use:       "remove greeting|menu|questions [--lang L]",
		Short:     "Remove the greeting, the menu or the ready questions; without a language all of it",
		ValidArgs: []string{"greeting", "menu", "questions"},
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			tag, err := profileTag(o, lang)
			if err != nil {
				return err
			}
			var p views.PageProfile
			switch args[0] {
			case "greeting":
				p, err = o.SetGreeting(cmd.Context(), tag, "")
			case "menu":
				p, err = o.SetPageMenu(cmd.Context(), tag, nil)
			default:
				p, err = o.RemoveQuestions(cmd.Context())
			}
			if err != nil {
				return err
			}
			return c.printProfile(p)
		}),
	}
	cmd.Flags().StringVar(&lang, "lang", "", "of one language, for example de")
	return cmd
}

// profileTag finds a language of the page's texts; "" is everybody.
func profileTag(o *opened, typed string) (string, error) {
	if typed == "" {
		return "", nil
	}
	return tagOf(typed, o.LinkLanguages())
}

func (c *command) printProfile(p views.PageProfile) error {
	type linkJSON struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	greeting, menu := map[string]string{}, map[string][]linkJSON{}
	for lang, text := range p.Greeting {
		greeting[or(lang, "default")] = text
	}
	for lang, items := range p.Menu {
		for _, i := range items {
			menu[or(lang, "default")] = append(menu[or(lang, "default")], linkJSON(i))
		}
	}
	return c.print(struct {
		Greeting  map[string]string     `json:"greeting"`
		Menu      map[string][]linkJSON `json:"menu"`
		Questions []string              `json:"questions"`
	}{greeting, menu, list(p.Questions)}, func() {
		for _, lang := range keys(greeting) {
			c.printf("Greeting, %s: %s\n", lang, plainLine(greeting[lang]))
		}
		for _, lang := range keys(menu) {
			for _, i := range menu[lang] {
				c.printf("Menu, %s: %s  %s\n", lang, plainLine(i.Title), plainLine(or(i.URL, "(a button of another program)")))
			}
		}
		for _, q := range p.Questions {
			c.printf("Ready question: %s\n", plainLine(q))
		}
		if len(greeting)+len(menu)+len(p.Questions) == 0 {
			c.printf("The page has no greeting, menu or ready questions.\n")
		}
	})
}

// keys gives the languages of a text in order.
func keys[T any](all map[string]T) []string {
	var out []string
	for k := range all {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
