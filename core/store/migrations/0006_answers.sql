-- +goose Up

-- Texts that the shop answers with again and again. texts: by language, as JSON. purpose: the question that it is for, at
-- most one answer each; '' for none.
CREATE TABLE answers (
  key        TEXT PRIMARY KEY COLLATE NOCASE,
  purpose    TEXT NOT NULL DEFAULT '',
  texts      TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was typed to a person and not sent.
CREATE TABLE drafts (
  customer_n INTEGER PRIMARY KEY REFERENCES customers (n) ON DELETE CASCADE,
  text       TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

-- Messages that would have been answered automatically and need a person instead: why is what kept from it. Answered ones
-- are told by the person's newest messages.
CREATE TABLE questions (
  message_id TEXT PRIMARY KEY,
  customer_n INTEGER NOT NULL REFERENCES customers (n) ON DELETE CASCADE,
  class      TEXT NOT NULL DEFAULT '',
  why        TEXT NOT NULL,
  at_ms      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- question: the customer's message that an automatic answer answers. question_class: its kind.
ALTER TABLE deliveries ADD COLUMN question TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN question_class TEXT NOT NULL DEFAULT '';
CREATE INDEX deliveries_question ON deliveries (question) WHERE question <> '';

-- +goose Down
SELECT 1;
