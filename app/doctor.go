package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"shopbell"
	"shopbell/core"
	"shopbell/core/shop"
	"shopbell/core/views"
)

func (c *command) doctor() *cobra.Command {
	var repair bool
	var bundle string
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "What is wrong with this installation and how to mend it",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case repair && bundle != "":
				return errUsage{core.E(core.CodeBadInput, "app.doctor", "--repair or --bundle, not both", nil)}
			case repair:
				return c.repair(cmd.Context())
			case bundle != "":
				return c.bundle(cmd.Context(), bundle)
			}
			return c.printChecks(c.checks(cmd.Context()))
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "mend a damaged database; the damaged one is kept beside it. Where its newest part is missing, messages may leave again")
	cmd.Flags().StringVar(&bundle, "bundle", "", "write a zip for support, without anybody's data in it")
	return cmd
}

// checks asks the doctor. A data folder that does not open is what is wrong.
func (c *command) checks(ctx context.Context) []views.Check {
	o, err := c.read(ctx)
	if err != nil {
		return []views.Check{{Name: "data folder", Detail: err.Error(), Err: err}}
	}
	defer o.Close()
	return o.Doctor(ctx)
}

func (c *command) printChecks(checks []views.Check) error {
	type checkJSON struct {
		Check  string `json:"check"`
		OK     bool   `json:"ok"`
		Detail string `json:"detail"`
		Fix    string `json:"fix"`
	}
	out := []checkJSON{}
	for _, ch := range checks {
		j := checkJSON{Check: ch.Name, OK: ch.OK, Fix: ch.Fix}
		if !ch.OK {
			s := c.words.Error(ch.Err)
			j.Detail, j.Fix = s.What, or(s.Do, ch.Fix)
			c.exit = exitFailed
		}
		out = append(out, j)
	}
	return c.print(out, func() {
		for _, j := range out {
			if j.OK {
				c.printf("ok    %s\n", j.Check)
			} else {
				c.printf("FAIL  %s: %s %s\n", j.Check, j.Detail, j.Fix)
			}
		}
	})
}

// repair mends the database.
func (c *command) repair(ctx context.Context) error {
	dir, err := c.folder()
	if err != nil {
		return core.E(core.CodeBadInput, "app.repair", "no home folder: name a data folder with --data", err)
	}
	done, err := shop.Repair(ctx, dir, time.Now())
	if err != nil {
		return err
	}
	letGo := false
	if done.Whole {
		if letGo, err = c.letGo(ctx); err != nil {
			return err
		}
	}
	type lossJSON struct {
		Table string `json:"table"`
		Kept  int    `json:"kept"`
	}
	lost := []lossJSON{}
	for _, l := range done.Lost {
		lost = append(lost, lossJSON{l.Table, l.Kept})
	}
	if len(lost) > 0 {
		c.exit = exitPartial
	}
	return c.print(struct {
		Whole  bool       `json:"whole"` // there was nothing to mend
		Before string     `json:"before"`
		Lost   []lossJSON `json:"lost"`
		LetGo  bool       `json:"let_go"` // its newest part was missing, and messages may leave again
	}{done.Whole, done.Before, lost, letGo}, func() {
		switch {
		case letGo:
			c.printf("The database is whole but for its newest part. Messages may leave again: what left meanwhile is looked up in the chats first.\n")
		case done.Whole:
			c.printf("The database is whole: there was nothing to mend.\n")
		case done.Before == "":
			c.printf("The database is mended: its indexes were built anew, nothing was lost.\n")
		default:
			c.printf("The database is mended. The damaged one is kept in %s.\n", done.Before)
		}
		for _, l := range lost {
			c.printf("Some of %s could not be read; %d rows are kept.\n", l.Table, l.Kept)
		}
		if len(lost) > 0 {
			c.printf("Look for new messages: what Facebook still has comes back.\n")
		}
	})
}

// letGo gives the owner's word that messages may leave although the newest part of the data is missing.
func (c *command) letGo(ctx context.Context) (bool, error) {
	o, err := c.write(ctx)
	if err != nil {
		return false, err
	}
	defer o.Close()
	return o.LetGo(ctx)
}

// bundle writes a zip for support. It works for a data folder that does not open, too.
func (c *command) bundle(ctx context.Context, file string) error {
	dir, err := c.folder()
	if err != nil {
		return core.E(core.CodeBadInput, "app.bundle", "no home folder: name a data folder with --data", err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return core.E(core.CodeBadInput, "app.bundle", "the file cannot be made, or is there already", err)
	}
	write := func(w io.Writer) error {
		o, err := c.read(ctx)
		if err != nil {
			return shop.BundleWithout(dir, shopbell.Version(), err, w)
		}
		defer o.Close()
		return o.Bundle(ctx, shopbell.Version(), w)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(file))
	}
	if abs, err := filepath.Abs(file); err == nil {
		file = abs
	}
	return c.print(struct {
		File string `json:"file"`
	}{file}, func() { c.printf("Written to %s. It names nobody and holds no messages and no secret.\n", file) })
}
