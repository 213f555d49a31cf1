package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/store"
)

func (c *command) export() *cobra.Command {
	return &cobra.Command{
		Use:   "export CUSTOMER DIR",
		Short: "Write everything about a person into an empty folder",
		Args:  cobra.ExactArgs(2),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			files, err := o.ExportPerson(cmd.Context(), core.CustomerID(args[0]), args[1])
			if err != nil {
				return err
			}
			return c.print(struct {
				Files []string `json:"files"`
			}{files}, func() {
				for _, f := range files {
					c.printf("%s\n", f)
				}
			})
		}),
	}
}

// eraseFlags are the flags of the erase command.
type eraseFlags struct {
	olderThan, forgetAfter string
	yes                    bool
}

func (c *command) erase() *cobra.Command {
	var f eraseFlags
	cmd := &cobra.Command{
		Use:   "erase CUSTOMER",
		Short: "Remove a person's data for good; a stop stays as a keyed hash",
		Long: "Remove a person's data for good: name, id, words, wishes and messages, also from the ledger, whose chain stays whole,\n" +
			"and every older copy of the data in the data folder. A stop stays as a keyed hash, so that it still holds if they write\n" +
			"again. Messages on Facebook, and backups and exports that were made before, are not touched: a backup still holds the\n" +
			"person until it is deleted, and bringing it back erases them again.\n\n" +
			"  shopbell erase CUSTOMER\n" +
			"  shopbell erase --older-than 24m [--yes]     everybody silent for so long; without --yes it only counts them\n" +
			"  shopbell erase --forget-after 24m|off       do that once a day while the app runs",
		Args: func(cmd *cobra.Command, args []string) error { return f.check(args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			do := c.erasePerson
			switch {
			case f.forgetAfter != "":
				do = func(cmd *cobra.Command, o *opened, _ []string) error {
					return c.forgetAfter(cmd.Context(), o, f.forgetAfter)
				}
			case f.olderThan != "":
				do = func(cmd *cobra.Command, o *opened, _ []string) error { return c.eraseSilent(cmd, o, f) }
			}
			return c.writing(do)(cmd, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.olderThan, "older-than", "", "everybody who neither wrote nor was written to for so long: 24m or 2y")
	flags.BoolVar(&f.yes, "yes", false, "with --older-than: do it, for good")
	flags.StringVar(&f.forgetAfter, "forget-after", "", "erase who is silent for so long once a day: 24m, 2y or off")
	cmd.MarkFlagsMutuallyExclusive("older-than", "forget-after")
	return cmd
}

// check tells flags and arguments that do not go together.
func (f *eraseFlags) check(args []string) error {
	many := f.olderThan != "" || f.forgetAfter != ""
	wrong := func(why string) error { return errUsage{core.E(core.CodeBadInput, "app.erase", why, nil)} }
	switch {
	case many && len(args) > 0:
		return wrong("name a customer or one of the flags, not both")
	case !many && len(args) != 1:
		return wrong("name one customer")
	case f.yes && f.olderThan == "":
		return wrong("--yes goes with --older-than")
	}
	return nil
}

// parseMonths reads 24m or 2y.
func parseMonths(s string) (int, error) {
	for unit, months := range map[string]int{"m": 1, "y": 12} {
		if n, ok := strings.CutSuffix(s, unit); ok {
			if n, err := strconv.Atoi(n); err == nil && n > 0 && n < 10_000 {
				return n * months, nil
			}
		}
	}
	return 0, errUsage{core.Errorf(core.CodeBadInput, "app.erase", "%q is no number of months or years; write 24m or 2y", s)}
}

type erasedJSON struct {
	Messages      int `json:"messages"`
	Requests      int `json:"requests"`
	Deliveries    int `json:"deliveries"`
	LedgerEntries int `json:"ledger_entries"`
	OptOutsKept   int `json:"opt_outs_kept"`
	Copies        int `json:"copies"`
}

func erasedOf(e store.Erased) erasedJSON {
	return erasedJSON{e.Messages, e.Requests, e.Deliveries, e.LedgerEntries, e.OptOuts, e.Copies}
}

func (c *command) erasePerson(cmd *cobra.Command, o *opened, args []string) error {
	done, err := o.ErasePerson(cmd.Context(), core.CustomerID(args[0]))
	if err != nil {
		return err
	}
	return c.print(erasedOf(done), func() {
		c.sayErased(done)
		if done.OptOuts > 0 {
			c.printf("Their stop stays, without a name.\n")
		}
	})
}

func (c *command) sayErased(e store.Erased) {
	c.printf("Removed: %d messages, %d wishes, %d messages not sent, the words of %d ledger entries, %d older copies of the data.\n",
		e.Messages, e.Requests, e.Deliveries, e.LedgerEntries, e.Copies)
}

// eraseSilent counts who is silent, and erases them when told to. Who wrote since the last look is not silent, so it
// looks first.
func (c *command) eraseSilent(cmd *cobra.Command, o *opened, f eraseFlags) error {
	months, err := parseMonths(f.olderThan)
	if err != nil {
		return err
	}
	if _, err := c.pull(cmd.Context(), o, false); err != nil && core.CodeOf(err) != core.CodeNotConnected && core.CodeOf(err) != core.CodeTokenMissing {
		return err
	}
	n, err := o.CountSilent(cmd.Context(), months)
	if err != nil {
		return err
	}
	var done store.Erased
	if f.yes {
		if done, err = o.EraseSilent(cmd.Context(), months); err != nil {
			return err
		}
		n = done.People
	}
	return c.print(struct {
		People int  `json:"people"`
		Erased bool `json:"erased"`
		erasedJSON
	}{n, f.yes, erasedOf(done)}, func() {
		if !f.yes {
			c.printf("%d people neither wrote nor were written to for %d months. Nothing was erased: add --yes for that.\n", n, months)
			return
		}
		c.printf("%d people were erased. ", n)
		c.sayErased(done)
	})
}

func (c *command) forgetAfter(ctx context.Context, o *opened, after string) error {
	months := 0
	if after != "off" {
		var err error
		if months, err = parseMonths(after); err != nil {
			return err
		}
	}
	if err := o.SetRetention(ctx, months); err != nil {
		return err
	}
	r, err := o.Retention(ctx)
	if err != nil {
		return err
	}
	return c.print(struct {
		Months int `json:"months"` // 0: conversations are kept for ever
		Due    int `json:"due"`
	}{r.Months, r.Due}, func() {
		if r.Months == 0 {
			c.printf("Conversations are kept for ever.\n")
			return
		}
		c.printf("Who neither wrote nor was written to for %d months is erased once a day while the app runs; %d people now.\n", r.Months, r.Due)
	})
}
