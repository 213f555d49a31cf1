package store

import (
	"context"
	"database/sql"
	"errors"

	"shopbell/core"
	"shopbell/core/ledger"
)

// Proof gives a person's entries of the ledger, oldest first, each with the hash before it, so that every entry can be
// checked alone; and the whole ledger's last hash and number of entries. core.CodeNotFound for nobody that is here.
func (s *Store) Proof(ctx context.Context, id core.CustomerID) (Row, []ledger.Linked, ledger.Head, error) {
	const op = "store.proof"
	who, err := s.Customer(ctx, id)
	if err != nil {
		return Row{}, nil, ledger.Head{}, err
	}
	var head ledger.Head
	err = s.read.QueryRowContext(ctx, `SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1`).Scan(&head.Entries, &head.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return who, nil, head, fault(op, err)
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT l.seq, l.body, l.hash, p.salt, p.body, coalesce(b.hash, x'')
		FROM ledger_people p JOIN ledger l ON l.seq = p.seq LEFT JOIN ledger b ON b.seq = l.seq - 1
		WHERE p.customer = ? ORDER BY l.seq`, id)
	if err != nil {
		return who, nil, head, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	list := []ledger.Linked{}
	for rows.Next() {
		var e ledger.Linked
		if err := rows.Scan(&e.Seq, &e.Body, &e.Hash, &e.Salt, &e.Person, &e.Prev); err != nil {
			return who, nil, head, fault(op, err)
		}
		list = append(list, e)
	}
	return who, list, head, fault(op, rows.Err())
}
