// Command shopbell is the desktop app and its command line in one binary. This package only wires: it reads flags, opens
// the data folder, and calls the use cases of core/shop, as the windows do.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	cobra.MousetrapHelpText = "" // else a double click in Windows' Explorer would end in the advice to open a terminal
	// Without it the program would die in the middle of its work when nobody reads the result any more.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}
