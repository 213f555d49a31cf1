// Command bench measures Shopbell on a long history: a million messages in fifty thousand conversations, imported by the
// program from a download that is made up here. "make bench-history" runs it.
//
// The download and the store are kept in a folder, so that a second run measures at once. Every ratio compares with the
// same work without Shopbell, measured in the same run.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// bench is one run.
type bench struct {
	dir           string // cached data
	bin           string // the program
	messages      int
	conversations int
	table         table
}

func main() {
	b := bench{}
	flag.StringVar(&b.dir, "dir", filepath.Join(os.TempDir(), "shopbell-bench-history"), "where the download and the store are kept")
	flag.StringVar(&b.bin, "bin", "./shopbell", "the program")
	flag.IntVar(&b.messages, "messages", 1_000_000, "messages")
	flag.IntVar(&b.conversations, "conversations", 50_000, "conversations")
	flag.Parse()
	if err := b.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context) error {
	b.dir = filepath.Join(b.dir, fmt.Sprintf("%d-%d", b.messages, b.conversations))
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{b.build, b.size, b.search, b.commands, b.windows} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	b.table.print()
	return nil
}

// table is what was measured.
type table []struct{ what, figure, goal string }

func (t *table) add(what, goal, format string, args ...any) {
	line := struct{ what, figure, goal string }{what, fmt.Sprintf(format, args...), goal}
	*t = append(*t, line)
	fmt.Fprintf(os.Stderr, "%s: %s\n", line.what, line.figure)
}

func (t table) print() {
	for _, line := range t {
		fmt.Printf("| %-44s | %-34s | %-24s |\n", line.what, line.figure, line.goal)
	}
}
