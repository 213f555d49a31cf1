package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"shopbell"
	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/ui/words"
)

// Exit codes.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3 // something was held, refused or failed; the output says what
)

// streams are the process's three.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is what every command shares.
type command struct {
	streams
	data   string // folder, --data
	hidden bool   // --hidden
	graph  string // base address, --graph
	json   bool   // --json
	words  *words.Words
	ran    bool // a command was found and its flags fit
	exit   int  // exit code when nothing failed
}

// errUsage marks an error of the person who typed the command.
type errUsage struct{ error }

func (e errUsage) Unwrap() error { return e.error }

// run executes one command line and gives the exit code.
func run(ctx context.Context, args []string, s streams) int {
	out := &output{w: s.out}
	s.out = out
	c := &command{streams: s, words: words.New()}
	root := c.root()
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	cmd, err := root.ExecuteContextC(ctx)
	var usage errUsage
	switch {
	case out.err != nil && (err == nil || errors.Is(err, out.err)):
		if errors.Is(out.err, syscall.EPIPE) { // as head does once it has enough
			return c.exit
		}
		fmt.Fprintln(s.err, "The result could not be written:", out.err)
		return exitFailed
	case err == nil:
		return c.exit
	case !c.ran || errors.As(err, &usage):
		fmt.Fprintln(s.err, "shopbell:", graph.Redact(wrongUsage(err))) // who pastes a key in the wrong place need not see it again
		fmt.Fprintf(s.err, "Usage: %s. See %s --help.\n", cmd.UseLine(), cmd.CommandPath())
		return exitUsage
	case ctx.Err() != nil:
		fmt.Fprintln(s.err, stoppedEarly)
		return exitFailed
	}
	fmt.Fprintln(s.err, c.words.Error(err).Line())
	return exitFailed
}

// mayBeBlank marks an option for which an empty value means something.
const mayBeBlank = "may be blank"

// blank refuses an option that is named and empty, as a script gives one whose variable is not set: the command would
// then do more than was meant, for everybody, at once or on another data folder.
func blank(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Annotations[mayBeBlank] == nil && strings.Trim(f.Value.String(), "[] ") == "" {
			err = core.Errorf(core.CodeBadInput, "app.flags", "--%s is empty", f.Name)
		}
	})
	return err
}

// stoppedEarly is what a person is told who interrupts a command.
const stoppedEarly = "Stopped before the end. What was done until then is kept; run it again to go on."

// wrongUsage says what is wrong with a command line, for the person who typed it.
func wrongUsage(err error) string {
	var own *core.Error
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &own) && own.Detail != "":
		return own.Detail
	case errors.As(err, &value):
		return fmt.Sprintf("%q is no value for --%s", value.GetValue(), value.GetFlag().Name)
	}
	return err.Error()
}

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "shopbell",
		Short: "Tell the right customers the right thing, and never one message too many",
		Long: "Without a command Shopbell opens its window. The commands are for scripts, for the scheduler and for support.\n" +
			"Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part.",
		Version:       shopbell.Version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(cmd.ValidateRequiredFlags(), cmd.ValidateFlagGroups(), blank(cmd)); err != nil {
				return err
			}
			c.ran = true
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return c.openWindow(cmd.Context()) },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&c.data, "data", "", "data folder (default: the operating system's place for application data)")
	flags.StringVar(&c.graph, "graph", os.Getenv("SHOPBELL_GRAPH"), "another base address for the Graph API, on this computer only")
	flags.BoolVar(&c.json, "json", false, "print one JSON value")
	root.Flags().BoolVar(&c.hidden, "hidden", false, "open the window out of sight, where there is a menu beside the clock")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		c.demo(), c.practice(), c.connect(), c.disconnect(), c.status(), c.doctor(), c.sync(), c.importHistory(), c.search(), c.show(), c.customers(),
		c.products(), c.waitlist(), c.explain(), c.plan(), c.forecast(), c.send(), c.codes(), c.templates(), c.utility(), c.myself(), c.outbox(), c.optout(), c.answers(), c.rules(), c.whatif(), c.report(), c.export(), c.erase(), c.backup(), c.restore(), c.ledger(), c.link(), c.poster(), c.profile())
	return root
}
