package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/shop"
	"shopbell/core/store"
	"shopbell/core/vault"
)

func (c *command) practice() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "practice",
		Short: "The practice page",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return errUsage{core.E(core.CodeBadInput, "app.practice", "serve", nil)}
		},
	}
	var addr string
	var opt practice.Options
	serve := &cobra.Command{
		Use:   "serve",
		Short: "Serve the practice page alone, for tests and for trying scripts; print its address and a token",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := practice.New(opt).Serve(cmd.Context(), addr)
			if err != nil {
				return err
			}
			// The token opens nothing but this simulator.
			if err := c.print(struct {
				URL    string `json:"url"`
				Token  string `json:"token"`
				PageID string `json:"page_id"`
			}{s.URL, s.Token.Reveal(), string(s.PageID)}, func() {
				c.printf("Address: %s\nToken:   %s\nPage:    %s\n", s.URL, s.Token.Reveal(), s.PageID)
			}); err != nil {
				return err
			}
			<-cmd.Context().Done()
			return s.Close()
		},
	}
	f := serve.Flags()
	f.StringVar(&addr, "addr", "127.0.0.1:0", "where to listen, on this computer only")
	f.IntVar(&opt.Customers, "customers", 0, "how many people have written to the page (0: the sample shop's)")
	f.Uint64Var(&opt.Seed, "seed", 1, "made-up people are the same for the same seed")
	f.BoolVar(&opt.Lively, "lively", false, "customers answer what they get")
	f.BoolVar(&opt.NoRateLimits, "no-rate-limits", false, "lift the platform's rate limits")
	f.BoolVar(&opt.HumanAgent, "human-agent", false, "the page has the Human Agent feature")
	f.BoolVar(&opt.Utility, "utility", false, "the page may send utility messages")
	f.BoolVar(&opt.StandardAccess, "standard-access", false, "an app that reaches only people with a role on it")
	f.BoolVar(&opt.Empty, "empty", false, "a page that nobody has written to")
	cmd.AddCommand(serve)
	return cmd
}

func (c *command) demo() *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Open the window on the practice shop; nothing leaves this computer",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, end, err := c.openPractice(cmd.Context())
			if err != nil {
				return err
			}
			defer end()
			return c.window(cmd.Context(), newDesk(cmd.Context(), c, o), true)
		},
	}
}

// practicePace is how much faster than real people the customers of the practice shop live.
const practicePace = 20

// openPractice serves the practice page and opens a fresh data folder on it: the made-up past ends at the moment of the
// start, so an older folder would not fit it.
func (c *command) openPractice(ctx context.Context) (*opened, func(), error) {
	dir, err := c.folder()
	if err != nil {
		return nil, nil, err
	}
	dir = filepath.Join(dir, "practice")
	if err := emptyPractice(ctx, dir); err != nil {
		return nil, nil, err
	}
	page := practice.New(practice.Options{Seed: 1, Lively: true, Pace: practicePace})
	server, err := page.Serve(ctx, "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	st, err := store.Open(ctx, dir)
	if err != nil {
		_ = server.Close()
		return nil, nil, err
	}
	end := func() {
		_ = st.Close()
		_ = server.Close()
	}
	s := shop.New(shop.Config{Store: st, Vault: vault.NewSession(), Base: server.URL, Practice: true, Token: server.Token, Log: c.log()})
	if err := s.OpenPractice(ctx, server.Token); err != nil {
		end()
		return nil, nil, err
	}
	return &opened{Shop: s, store: st}, end, nil
}

// emptyPractice removes the files of an earlier practice shop, unless that is still open.
func emptyPractice(ctx context.Context, dir string) error {
	st, err := store.Open(ctx, dir)
	if core.CodeOf(err) == core.CodeDataBusy {
		return err
	}
	if err == nil {
		if err := st.Close(); err != nil {
			return err
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "shopbell*"))
	if err != nil {
		return core.E(core.CodeUnknown, "app.demo", "", err)
	}
	for _, f := range files {
		if err := os.Remove(f); err != nil {
			return core.E(core.CodeDataReadOnly, "app.demo", "", err)
		}
	}
	return nil
}
