package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

func (c *command) rules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Caps, quiet hours and the rest",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			return c.printRules(cmd.Context(), o)
		}),
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "set NAME=VALUE …",
		Short: "Change rules; a value looser than the platform's own rule is refused",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			values, err := ruleValues(args)
			if err != nil {
				return err
			}
			o, err := c.write(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			if err := o.SetRules(cmd.Context(), values); err != nil {
				return err
			}
			return c.printRules(cmd.Context(), o)
		},
	})
	return cmd
}

// ruleValues reads NAME=VALUE words.
func ruleValues(args []string) (map[string]string, error) {
	values := map[string]string{}
	for _, a := range args {
		name, value, ok := strings.Cut(a, "=")
		if !ok {
			return nil, errUsage{core.Errorf(core.CodeBadInput, "app.rules", "%q is not NAME=VALUE", a)}
		}
		values[strings.TrimSpace(name)] = strings.TrimSpace(value)
	}
	return values, nil
}

func (c *command) printRules(ctx context.Context, o *opened) error {
	rules, err := o.Rules(ctx)
	if err != nil {
		return err
	}
	return c.print(rulesJSON(rules), func() {
		for _, r := range rules {
			c.printf("%-20s %s\n", r.Name, r.Value)
		}
	})
}

// rulesJSON is an object in the order of the help text; plain numbers are numbers.
type rulesJSON []views.RuleValue

func (r rulesJSON) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, v := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		value := any(v.Value)
		if f, err := strconv.ParseFloat(v.Value, 64); err == nil {
			value = f
		}
		name, err := json.Marshal(v.Name)
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(text)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
