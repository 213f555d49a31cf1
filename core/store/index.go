package store

import (
	"context"
	"database/sql"
	"strings"

	"shopbell/core/fold"
)

// pictureTerm stands among the terms of a message with a picture. No text has it: it is in the area for private use.
const pictureTerm = "\ue000"

// searchTerms gives the terms under which a message is found. What it gives is kept: whoever changes it adds a migration
// that fills the index again.
func searchTerms(text, attachments string) string {
	terms := fold.Index(text)
	if strings.Contains(attachments, `"kind":"image"`) {
		terms += " " + pictureTerm
	}
	return terms
}

// fillIndex builds the full-text index anew from the messages.
func fillIndex(ctx context.Context, tx *sql.Tx) error {
	for _, q := range []string{
		`INSERT INTO messages_fts (messages_fts) VALUES ('delete-all')`,
		`INSERT INTO messages_fts (rowid, terms)
		SELECT key, search_terms(text, coalesce(attachments, '')) FROM messages WHERE text <> '' ORDER BY key`,
	} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}
