package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"shopbell/core"
	"shopbell/core/shop"
)

// longestPassphrase bounds what is read as a passphrase, in bytes.
const longestPassphrase = 4 << 10

func (c *command) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write an encrypted backup; the passphrase is read from standard input",
		Long: "Write an encrypted backup; the passphrase is read from standard input. It works while Shopbell runs.\n" +
			"The file is in the age format: the age tool opens it without Shopbell. Without the passphrase nobody can.",
		Args: cobra.ExactArgs(1),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			passphrase, err := c.readPassphrase()
			if err != nil {
				return err
			}
			size, err := o.Backup(cmd.Context(), args[0], passphrase)
			if err != nil {
				return err
			}
			return c.print(struct {
				File  string `json:"file"`
				Bytes int64  `json:"bytes"`
			}{args[0], size}, func() {
				c.printf("Written to %s, %d bytes. Keep the passphrase: without it nobody can open the file.\n", args[0], size)
			})
		}),
	}
}

func (c *command) restore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Bring a backup back; stops and messages newer than the backup stay, and the older data stays beside",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := c.folder()
			if err != nil {
				return core.E(core.CodeBadInput, "app.restore", "no home folder: name a data folder with --data", err)
			}
			info, err := os.Stat(args[0])
			if err != nil {
				return core.E(core.CodeBadInput, "app.restore", "there is no such backup file", err)
			}
			passphrase, err := c.readPassphrase()
			if err != nil {
				return err
			}
			done, err := shop.Restore(cmd.Context(), dir, args[0], passphrase, time.Now())
			if err != nil {
				return err
			}
			if len(done.Unread) > 0 {
				c.exit = exitPartial
			}
			return c.print(struct {
				File   string   `json:"file"`
				Bytes  int64    `json:"bytes"`
				Before string   `json:"before"`
				Unread []string `json:"unread"`
			}{args[0], info.Size(), done.Before, list(done.Unread)}, func() {
				c.printf("Restored from %s.\n", args[0])
				if done.Before != "" {
					c.printf("What was there before is in %s.\n", done.Before)
				}
				if len(done.Unread) > 0 {
					c.printf("Damaged there, and not carried over: %s.\n", strings.Join(done.Unread, ", "))
				}
			})
		},
	}
}

// readPassphrase reads a line without showing it on a terminal. Blanks within it count.
func (c *command) readPassphrase() (string, error) {
	none := core.E(core.CodeBadInput, "app.passphrase", "no passphrase came on standard input", nil)
	if f, ok := c.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(c.err, "Passphrase: ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(c.err)
		if err != nil || len(b) == 0 {
			return "", none
		}
		return string(b), nil
	}
	line, err := bufio.NewReader(io.LimitReader(c.in, longestPassphrase)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", core.E(core.CodeBadInput, "app.passphrase", "standard input cannot be read", err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", none
	}
	return line, nil
}
