package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

func (c *command) link() *cobra.Command {
	var variant, lang string
	cmd := &cobra.Command{
		Use:   "link [SKU]",
		Short: "The m.me link with a message ready that asks for a product, or for the shop itself",
		Long: "The message is an ordinary one once it is sent: it puts the customer on the list with these words as the proof, and opens the\n" +
			"24 hours. \"exact\" tells whether Shopbell reads it as a request for exactly this product.",
		Args: cobra.MaximumNArgs(1),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			thing := views.Thing{Variant: variant}
			if len(args) == 1 {
				thing.SKU = core.SKU(args[0])
			}
			tag, err := tagOf(lang, o.LinkLanguages())
			if err != nil {
				return err
			}
			l, err := o.Link(cmd.Context(), thing, tag)
			if err != nil {
				return err
			}
			return c.print(struct {
				SKU      string `json:"sku"`
				Variant  string `json:"variant"`
				Language string `json:"language"`
				URL      string `json:"url"`
				Short    string `json:"short"`
				Text     string `json:"text"`
				Post     string `json:"post"`
				Exact    bool   `json:"exact"`
			}{string(l.Thing.SKU), l.Thing.Variant, l.Language, l.Address, l.Short, l.Text, l.Post, l.Exact}, func() {
				c.printf("%s\n%s\n", l.Address, plainLine(l.Text))
				if !l.Exact {
					c.printf("Shopbell does not read this message as a request for exactly this product: give the product a name of its own.\n")
				}
			})
		}),
	}
	cmd.Flags().StringVar(&variant, "variant", "", "one variant of the product")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the message, for example de (default: English)")
	return cmd
}

func (c *command) poster() *cobra.Command {
	var size, lang, picture, file string
	var price, plain bool
	forms := formNames()
	cmd := &cobra.Command{
		Use:   "poster [SKU[/VARIANT]]... --size S -o FILE",
		Short: "A poster, a sheet of cards or a picture for a post, with a QR code that leads to the link",
		Long: "Without a product it is for the shop itself. Sizes: " + forms + ".\n" +
			"a4, a5, letter and the sheets of cards are PDF; square and portrait are PNG of 1080 dots across. A PDF takes several products,\n" +
			"each on a page or a card of its own. The picture of a product is that of --picture, else the one whose address the catalogue has.",
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			form := views.PosterForm(strings.ToLower(size))
			if !slices.Contains(views.PosterForms(), form) {
				return errUsage{core.Errorf(core.CodeBadInput, "app.poster", "size %q is none of %s", size, forms)}
			}
			tag, err := tagOf(lang, o.PosterLanguages())
			if err != nil {
				return err
			}
			order := views.PosterOrder{Form: form, Language: tag, Picture: picture, Web: !plain}
			if len(args) == 0 {
				args = []string{""}
			}
			for _, arg := range args {
				sku, variant, _ := strings.Cut(arg, "/")
				thing := views.Thing{SKU: core.SKU(sku), Variant: variant}
				l, err := o.Link(cmd.Context(), thing, tag)
				if err != nil {
					return err
				}
				if price && l.Price.Currency != "" {
					thing.Price = words.New(l.Language).Money(l.Price)
				}
				order.Things = append(order.Things, thing)
			}
			bare, err := o.SavePoster(cmd.Context(), file, order, nil)
			if err != nil {
				return err
			}
			return c.print(struct {
				File string   `json:"file"`
				Bare []string `json:"without_picture,omitempty"` // whose picture did not come
			}{file, bare}, func() {
				c.printf("Written to %s.\n", file)
				for _, name := range bare {
					c.printf("No picture came for %s.\n", plainLine(name))
				}
			})
		}),
	}
	cmd.Flags().StringVar(&size, "size", string(views.A4), forms)
	cmd.Flags().StringVar(&lang, "lang", "", "language of the words, for example de (default: English)")
	cmd.Flags().BoolVar(&price, "price", false, "with the price")
	cmd.Flags().StringVar(&picture, "picture", "", "a picture of the product: JPEG, PNG, GIF or WebP")
	cmd.Flags().BoolVar(&plain, "no-picture", false, "without the pictures of the catalogue: nothing is fetched")
	cmd.Flags().StringVarP(&file, "output", "o", "", "the new file")
	if err := cmd.MarkFlagRequired("output"); err != nil {
		panic(err) // the flag was defined one line above
	}
	return cmd
}

func formNames() string {
	var all []string
	for _, f := range views.PosterForms() {
		all = append(all, string(f))
	}
	return strings.Join(all, ", ")
}

// tagOf finds what was typed among the languages that there are; "" is English.
func tagOf(typed string, all []string) (string, error) {
	if typed == "" {
		return "en", nil
	}
	for _, tag := range all {
		if base, _, _ := strings.Cut(tag, "-"); strings.EqualFold(typed, tag) || strings.EqualFold(typed, base) {
			return tag, nil
		}
	}
	return "", errUsage{core.Errorf(core.CodeBadInput, "app.lang", "language %q is none of %s", typed, strings.Join(all, ", "))}
}
