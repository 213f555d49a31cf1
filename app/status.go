package main

import (
	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

func (c *command) status() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Page, token health, last sync, counts, today's caps",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			st, err := o.Status(cmd.Context())
			if err != nil {
				return err
			}
			if st.Page.ID != "" {
				// A token that is refused or cannot be asked for is part of the answer, not a failure of it.
				if _, err := o.CheckToken(cmd.Context()); core.CodeOf(err) == core.CodeUnknown {
					return err
				}
				if st, err = o.Status(cmd.Context()); err != nil {
					return err
				}
			}
			return c.printStatus(st)
		}),
	}
}

func (c *command) printStatus(st views.Status) error {
	type tokenJSON struct {
		State     views.TokenState `json:"state"`
		CheckedAt *string          `json:"checked_at"`
	}
	var page *pageJSON
	if st.Page.ID != "" {
		page = &pageJSON{string(st.Page.ID), st.Page.Name}
	}
	return c.print(struct {
		Page        *pageJSON `json:"page"`
		Token       tokenJSON `json:"token"`
		SyncedAt    *string   `json:"synced_at"`
		Customers   int       `json:"customers"`
		Messages    int       `json:"messages"`
		OptedOut    int       `json:"opted_out"`
		Waiting     int       `json:"waiting"`
		Sent24h     int       `json:"sent_24h"`
		PageCapLeft int       `json:"page_cap_left"`
		Halted      core.Code `json:"halted,omitempty"`
		NoBackup    core.Code `json:"backup_failed,omitempty"` // why the last daily copy was not made
	}{page, tokenJSON{st.Token, stamp(st.TokenAt)}, stamp(st.SyncedAt), st.Customers, st.Messages, st.OptedOut, st.Waiting,
		st.Sent24h, st.PageCapLeft, st.Halted, backupFailed(st)}, func() {
		c.printf("Page:       %s\nToken:      %s\nLast sync:  %s\n", or(st.Page.Name, "not connected"), st.Token, local(st.SyncedAt))
		c.printf("Customers:  %d (%d asked to stop)\nMessages:   %d\nWaiting:    %d\n", st.Customers, st.OptedOut, st.Messages, st.Waiting)
		c.printf("Sent:       %d in 24 hours, %d more offers allowed today\n", st.Sent24h, st.PageCapLeft)
		if st.Halted != "" {
			c.printf("Sending rests: %s\n", c.words.Code(st.Halted, "").Line())
		}
		if st.BackupFailed != nil {
			c.printf("Daily backup: %s\n", c.words.Error(st.BackupFailed).Line())
		}
	})
}

func backupFailed(st views.Status) core.Code {
	if st.BackupFailed == nil {
		return ""
	}
	return st.BackupFailed.Code
}
