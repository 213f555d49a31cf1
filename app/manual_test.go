package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// go test ./app -run TestManual -update writes both manuals anew; make docs does it.
var update = flag.Bool("update", false, "write the manuals of the command line anew")

// The two manuals of the command line are made from the commands themselves and must tell of what they do now.
func TestManual(t *testing.T) {
	t.Setenv("SHOPBELL_GRAPH", "")
	root := (&command{}).root()
	root.InitDefaultVersionFlag()
	for file, text := range map[string]string{
		"../docs/commands.md":        markdown(root),
		"../assets/linux/shopbell.1": manPage(root),
	} {
		if *update {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(b) != text {
			t.Errorf("%s is not what the commands say of themselves: make docs writes it anew", file)
		}
	}
}

// visible gives the commands that people see below cmd, in the order of names.
func visible(cmd *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			list = append(list, c)
		}
	}
	return list
}

// each calls f for cmd and everything below it.
func each(cmd *cobra.Command, f func(*cobra.Command)) {
	f(cmd)
	for _, c := range visible(cmd) {
		each(c, f)
	}
}

// said gives what a command says of itself at length.
func said(cmd *cobra.Command) string {
	if cmd.Long != "" {
		return cmd.Long
	}
	return cmd.Short + "."
}

// laidOut gives text with open and shut around lines that are set in columns, which begin with a space; each line passes
// through write.
func laidOut(text, open, shut string, write func(string) string) string {
	var b strings.Builder
	in := false
	for line := range strings.Lines(text + "\n") {
		if column := strings.HasPrefix(line, " "); column != in {
			in = column
			if in {
				b.WriteString(open)
			} else {
				b.WriteString(shut)
			}
		}
		b.WriteString(write(line))
	}
	if in {
		b.WriteString(shut)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func same(line string) string { return line }

// written gives a flag as it is typed, and what it does with its default.
func written(f *pflag.Flag) (typed, does string) {
	name, usage := pflag.UnquoteUsage(f)
	typed = "--" + f.Name
	if f.Shorthand != "" {
		typed = "-" + f.Shorthand + ", " + typed
	}
	if name != "" {
		typed += " " + name
	}
	switch f.DefValue {
	case "", "false", "0", "[]", "0s":
	default:
		usage += " (" + f.DefValue + " unless given)"
	}
	return typed, usage
}

const fence = "```\n"

func markdown(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# The command line\n\n<!-- Made from the commands themselves by make docs. -->\n\n")
	b.WriteString(laidOut(said(root), fence, fence, same) + "\nThese work with every command:\n\n")
	flagLines(&b, root.PersistentFlags())
	b.WriteString("\n| command | does |\n|---|---|\n")
	each(root, func(c *cobra.Command) {
		if c.Runnable() && c != root {
			fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", strings.ReplaceAll(c.UseLine(), "|", "\\|"), strings.ReplaceAll(c.CommandPath(), " ", "-"), c.Short)
		}
	})
	each(root, func(c *cobra.Command) {
		if c == root || !c.Runnable() {
			return
		}
		fmt.Fprintf(&b, "\n## %s\n\n```\n%s\n```\n\n%s", c.CommandPath(), c.UseLine(), laidOut(said(c), fence, fence, same))
		if c.Example != "" {
			fmt.Fprintf(&b, "\n```\n%s\n```\n", strings.TrimRight(c.Example, "\n"))
		}
		if c.HasAvailableLocalFlags() {
			b.WriteString("\n")
			flagLines(&b, c.LocalFlags())
		}
	})
	return b.String()
}

func flagLines(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Name != "help" {
			typed, does := written(f)
			fmt.Fprintf(b, "- `%s`: %s\n", typed, does)
		}
	})
}

// manPage writes the page for man, in the man macros of troff.
func manPage(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString(".\\\" Made from the commands themselves by make docs.\n.TH SHOPBELL 1\n.SH NAME\n")
	fmt.Fprintf(&b, "shopbell \\- %s\n", troff(strings.ToLower(root.Short[:1])+root.Short[1:]))
	b.WriteString(".SH SYNOPSIS\n.B shopbell\n.RI [ command ]\n.RI [ flags ]\n.SH DESCRIPTION\n" + laidOut(said(root), ".PP\n.nf\n", ".fi\n", troff) + ".SH FLAGS OF EVERY COMMAND\n")
	troffFlags(&b, root.PersistentFlags())
	b.WriteString(".SH COMMANDS\n")
	each(root, func(c *cobra.Command) {
		if c == root || !c.Runnable() {
			return
		}
		fmt.Fprintf(&b, ".SS %s\n%s", troff(c.UseLine()), laidOut(said(c), ".PP\n.nf\n", ".fi\n", troff))
		if c.Example != "" {
			fmt.Fprintf(&b, ".PP\n.nf\n%s\n.fi\n", troff(strings.TrimRight(c.Example, "\n")))
		}
		troffFlags(&b, c.LocalFlags())
	})
	b.WriteString(".SH FILES\n.TP\n.I ~/.local/share/shopbell\nThe data folder. The access key is in the password safe of the session, never in a file.\n")
	b.WriteString(".SH ENVIRONMENT\n.TP\n.B SHOPBELL_GRAPH\nThe same as \\-\\-graph.\n")
	return b.String()
}

func troffFlags(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Name != "help" {
			typed, does := written(f)
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", troff(typed), troff(does))
		}
	})
}

// troff keeps text from being read as commands of troff.
func troff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}
