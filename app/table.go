package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/sheet"
)

// table says into which file a list goes instead of the screen, as flags.
type table struct{ csv, xlsx string }

func (t *table) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&t.csv, "csv", "", "write into this file (.csv) instead; formulas are defused")
	cmd.Flags().StringVar(&t.xlsx, "xlsx", "", "write into this file (.xlsx) instead")
	cmd.MarkFlagsMutuallyExclusive("csv", "xlsx")
}

// wanted reports whether a file was named.
func (t *table) wanted() bool { return t.csv != "" || t.xlsx != "" }

// saveTable writes a list into the file that was named, with progress on standard error, and tells how long it is.
func (c *command) saveTable(t table, save func(file string, told func(done, of int)) (rows int, err error)) error {
	file, end := t.csv, sheet.CSV
	if file == "" {
		file, end = t.xlsx, sheet.XLSX
	}
	if !strings.EqualFold(filepath.Ext(file), end) {
		return errUsage{core.Errorf(core.CodeBadInput, "app.table", "%q does not end in %s", file, end)}
	}
	show, done := c.progress()
	n, err := save(file, func(written, of int) { show("%d of %d rows written", written, of) })
	done()
	if err != nil {
		return err
	}
	return c.print(struct {
		File string `json:"file"`
		Rows int    `json:"rows"`
	}{file, n}, func() { c.printf("%d rows written to %s.\n", n, file) })
}
