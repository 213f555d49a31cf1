-- +goose Up

-- Full-text search over folded terms (search_terms, a function of this program): ways of writing the same word are one, and
-- scripts without spaces are found by pairs of letters, so that one index serves every language. It keeps no text of its
-- own, and messages lose the trigram index.
DROP TRIGGER messages_insert;
DROP TRIGGER messages_delete;
DROP TRIGGER messages_update;
DROP TABLE messages_fts;
DROP TABLE messages_tri;
DROP INDEX messages_by_customer;
ALTER TABLE messages RENAME TO messages_before;

-- key is time first (at_ms << 6 | sequence), so that newest first needs no sort, in a conversation and in the full-text
-- index. More messages of one millisecond take keys of the next: the fewer bits, the smaller every index.
CREATE TABLE messages (
  key         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  customer_n  INTEGER NOT NULL REFERENCES customers (n) ON DELETE CASCADE,
  from_page   INTEGER NOT NULL,
  text        TEXT NOT NULL,
  attachments TEXT, -- JSON, NULL when there is none
  stub        INTEGER NOT NULL DEFAULT 0, -- 1: the platform told the id and the time only
  at_ms       INTEGER GENERATED ALWAYS AS (key >> 6) VIRTUAL
) STRICT;
-- Each key as it was, or the first free one behind the message before it.
INSERT INTO messages (key, id, customer_n, from_page, text, attachments, stub)
SELECT place + max(low - place) OVER (ORDER BY low, place ROWS UNBOUNDED PRECEDING), id, customer_n, from_page, text, attachments, stub
FROM (SELECT key >> 20 << 6 AS low, row_number() OVER (ORDER BY key) AS place, * FROM messages_before);
DROP TABLE messages_before;
CREATE INDEX messages_by_customer ON messages (customer_n); -- key stands in every index
CREATE INDEX messages_with_picture ON messages (key) WHERE instr(attachments, '"kind":"image"');

CREATE VIRTUAL TABLE messages_fts USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
-- Bytes held in memory before a transaction writes them, and parts of the index before they are made one.
INSERT INTO messages_fts (messages_fts, rank) VALUES ('hashsize', 33554432), ('automerge', 8);
INSERT INTO messages_fts (rowid, terms) SELECT key, search_terms(text, coalesce(attachments, '')) FROM messages WHERE text <> '' ORDER BY key;

-- An import writes its part of the index itself, at once and in order: search_by_hand stands in its transaction only.
-- +goose StatementBegin
CREATE TRIGGER messages_insert AFTER INSERT ON messages
WHEN new.text <> '' AND NOT EXISTS (SELECT 1 FROM settings WHERE name = 'search_by_hand') BEGIN
  INSERT INTO messages_fts (rowid, terms) VALUES (new.key, search_terms(new.text, coalesce(new.attachments, '')));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_delete AFTER DELETE ON messages WHEN old.text <> '' BEGIN
  DELETE FROM messages_fts WHERE rowid = old.key;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_update AFTER UPDATE OF text, attachments ON messages BEGIN
  DELETE FROM messages_fts WHERE rowid = old.key;
  INSERT INTO messages_fts (rowid, terms)
  SELECT new.key, search_terms(new.text, coalesce(new.attachments, '')) WHERE new.text <> '';
END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
