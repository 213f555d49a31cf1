package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"shopbell/core"
	"shopbell/core/shop"
	"shopbell/core/vault"
	"shopbell/core/views"
)

// longestToken bounds what is read as a token, in bytes.
const longestToken = 16 << 10

func (c *command) connect() *cobra.Command {
	return &cobra.Command{
		Use:   "connect",
		Short: "Read an access token from standard input, check it and save it in the keyring",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 { // and it is not repeated
				return core.E(core.CodeBadInput, "app.connect", "the access key is read from standard input; on the command line others could see it", nil)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			token, err := c.readToken()
			if err != nil {
				return err
			}
			o, err := c.write(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			con, err := o.Connect(cmd.Context(), token, true)
			if err != nil {
				return err
			}
			if con.Kept != shop.KeptKeyring {
				// A command ends here, so a token that only this run knows is of no use to the next one.
				return core.E(con.KeptWhy, "app.connect", "the key was accepted for "+con.Page.Name+" but could not be saved", nil)
			}
			if len(con.Missing) > 0 {
				c.exit = exitPartial
			}
			return c.printConnection(con)
		},
	}
}

func (c *command) printConnection(con views.Connection) error {
	return c.print(struct {
		Page        pageJSON `json:"page"`
		Permissions []string `json:"permissions"`
		Missing     []string `json:"missing"`
		ExpiresAt   *string  `json:"expires_at"`
	}{pageJSON{string(con.Page.ID), con.Page.Name}, list(con.Permissions), list(con.Missing), stamp(con.ExpiresAt)}, func() {
		c.printf("Connected to %s. The access key is in this computer's keyring.\n", con.Page.Name)
		for _, m := range con.Missing {
			c.printf("Missing permission: %s\n", m)
		}
	})
}

type pageJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// list gives a slice that JSON shows as [] when it is nil.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// readToken reads the token without showing it on a terminal.
func (c *command) readToken() (core.Token, error) {
	var text string
	if f, ok := c.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(c.err, "Access key: ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(c.err)
		if err != nil {
			return core.Token{}, core.E(core.CodeTokenMissing, "app.connect", "", err)
		}
		text = string(b)
	} else {
		line, err := bufio.NewReader(io.LimitReader(c.in, longestToken)).ReadString('\n')
		if err != nil && line == "" {
			return core.Token{}, core.E(core.CodeTokenMissing, "app.connect", "", nil)
		}
		text = line
	}
	if text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")); text == "" { // Windows' editors may begin a file with that mark
		return core.Token{}, core.E(core.CodeTokenMissing, "app.connect", "", nil)
	}
	return core.NewToken(text), nil
}

func (c *command) disconnect() *cobra.Command {
	one := c.writing(func(cmd *cobra.Command, o *opened, _ []string) error {
		id, err := o.Disconnect(cmd.Context())
		if err != nil {
			return err
		}
		return c.print(disconnectJSON{string(id)}, func() { c.printf("Disconnected. The history stays on this computer.\n") })
	})
	var all bool
	cmd := &cobra.Command{
		Use:   "disconnect",
		Short: "Remove the token from the keyring; the history stays",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !all {
				return one(cmd, args)
			}
			if err := vault.New(keyringService, keyringTimeout).Clear(cmd.Context()); err != nil {
				return err
			}
			return c.print(disconnectJSON{}, func() { c.printf("The keyring holds nothing of Shopbell any more.\n") })
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "remove everything that Shopbell keeps in the keyring, of all pages and data folders, passphrases of backups too")
	return cmd
}

// disconnectJSON names the page whose token was removed; empty for those of all pages.
type disconnectJSON struct {
	PageID string `json:"page_id"`
}
