package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"shopbell/core"
)

// longestPassphrase bounds what is read as a passphrase, in bytes.
const longestPassphrase = 4 << 10

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
