package main

import (
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/shop"
)

func (c *command) restore() *cobra.Command {
	var key string
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Bring a backup back; stops and messages newer than the backup stay, and the older data stays beside",
		Long: "Bring a backup back; the passphrase is read from standard input, unless --key names the key file. Stops, messages and\n" +
			"sends that are newer than the backup stay, who was erased stays erased, and the older data stays beside. Pictures come\n" +
			"back from a backup that was made with them.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := c.folder()
			if err != nil {
				return core.E(core.CodeBadInput, "app.restore", "no home folder: name a data folder with --data", err)
			}
			info, err := os.Stat(args[0])
			if err != nil {
				return core.E(core.CodeBadInput, "app.restore", "there is no such backup file", err)
			}
			with := backup.Key{File: key}
			if key == "" {
				if with.Passphrase, err = c.readPassphrase(); err != nil {
					return err
				}
			}
			done, err := shop.Restore(cmd.Context(), dir, args[0], with, time.Now())
			if err != nil {
				return err
			}
			if len(done.Unread) > 0 {
				c.exit = exitPartial
			}
			return c.printRestored(args[0], info.Size(), done)
		},
	}
	cmd.Flags().StringVar(&key, "key", "", "open with this key file instead of a passphrase")
	return cmd
}

func (c *command) printRestored(file string, size int64, done shop.Restored) error {
	return c.print(struct {
		File     string   `json:"file"`
		Bytes    int64    `json:"bytes"`
		Pictures int      `json:"pictures"`
		Before   string   `json:"before"`
		Unread   []string `json:"unread"`
	}{file, size, done.Pictures, done.Before, list(done.Unread)}, func() {
		c.printf("Restored from %s.\n", file)
		if done.Pictures > 0 {
			c.printf("Pictures that came back: %d.\n", done.Pictures)
		}
		if done.Before != "" {
			c.printf("What was there before is in %s.\n", done.Before)
		}
		if len(done.Unread) > 0 {
			c.printf("Damaged there, and not carried over: %s.\n", strings.Join(done.Unread, ", "))
		}
	})
}
