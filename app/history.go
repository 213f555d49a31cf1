package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

func (c *command) sync() *cobra.Command {
	var full, pictures bool
	cmd := &cobra.Command{
		Use:   "sync",
		Short: "Pull what is new from the page",
		Args:  cobra.NoArgs,
		RunE: c.writing(func(cmd *cobra.Command, o *opened, _ []string) error {
			r, err := c.pull(cmd.Context(), o, full)
			if err != nil {
				return err
			}
			if pictures {
				if _, err := o.FetchPictures(cmd.Context()); err != nil {
					return err
				}
			}
			return c.print(struct {
				Conversations int   `json:"conversations"`
				MessagesNew   int   `json:"messages_new"`
				OptOutsNew    int   `json:"opt_outs_new"`
				InterestsNew  int   `json:"interests_new"`
				Unavailable   int   `json:"unavailable"`
				TookMS        int64 `json:"took_ms"`
			}{r.Conversations, r.MessagesNew, r.OptOutsNew, r.InterestsNew, r.Unavailable, r.Took.Milliseconds()}, func() {
				c.printf("%d conversations changed, %d new messages, %d asked to stop, %d new requests.\n",
					r.Conversations, r.MessagesNew, r.OptOutsNew, r.InterestsNew)
				if r.Unavailable > 0 {
					c.printf("Facebook did not give %d older messages or conversations in full.\n", r.Unavailable)
				}
			})
		}),
	}
	cmd.Flags().BoolVar(&full, "full", false, "read every conversation again, not only what changed")
	cmd.Flags().BoolVar(&pictures, "pictures", false, "fetch the pictures too, before their addresses expire; the window does so by itself")
	return cmd
}

// pull looks for new messages with progress on standard error.
func (c *command) pull(ctx context.Context, o *opened, full bool) (views.SyncResult, error) {
	show, done := c.progress()
	defer done()
	return o.Sync(ctx, full, func(p views.SyncProgress) {
		show("%d conversations read, %d new messages", p.Of, p.Messages)
	})
}

// parseTime reads a date, a time as the clock on the wall shows it in a zone, or RFC 3339; empty is zero. Years that JSON or
// the store could not keep, and those near them, are refused.
func parseTime(s string, zone *time.Location) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		var ok bool
		if t, ok = wallClock(s, zone); ok {
			err = nil
		} else {
			t, err = time.ParseInLocation(time.DateOnly, s, zone)
		}
	}
	if t = t.UTC(); err != nil || t.Year() < 1970 || t.Year() > 2999 {
		return time.Time{}, errUsage{core.Errorf(core.CodeBadInput, "time", "%q is neither a date (2026-11-02) nor a time (2026-11-02T15:00, or 2026-11-02T15:00:00Z)", s)}
	}
	return t, nil
}

func (c *command) show() *cobra.Command {
	limit := number(50)
	var before string
	cmd := &cobra.Command{
		Use:   "show CUSTOMER",
		Short: "A conversation, newest first",
		Args:  cobra.ExactArgs(1),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			msgs, err := o.Show(cmd.Context(), core.CustomerID(args[0]), core.MessageID(before), int(limit))
			if err != nil {
				return err
			}
			type messageJSON struct {
				MessageID   string            `json:"message_id"`
				FromPage    bool              `json:"from_page"`
				At          *string           `json:"at"`
				Text        string            `json:"text"`
				Attachments []core.Attachment `json:"attachments"`
			}
			out := []messageJSON{}
			for _, m := range msgs {
				out = append(out, messageJSON{string(m.ID), m.FromPage, stamp(m.At), m.Text, list(m.Attachments)})
			}
			return c.print(out, func() {
				for _, m := range msgs {
					side := "<"
					if m.FromPage {
						side = ">"
					}
					text := m.Text
					for _, a := range m.Attachments {
						text += " [" + a.Kind + "]"
					}
					if m.DetailUnavailable {
						text = "[Facebook does not give this message any more]"
					}
					c.printf("%s %s %s\n", local(m.At), side, plainLine(text))
				}
			})
		}),
	}
	cmd.Flags().Var(&limit, "limit", "at most so many messages")
	cmd.Flags().StringVar(&before, "before", "", "only older than this message id")
	return cmd
}
