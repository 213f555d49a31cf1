-- +goose Up

-- content: core.Content as JSON, everything that the owner composed. segment: core.Filter as JSON, who it is for.
-- at_ms: not before. on_reply: what happens when a person for whom it was held writes: it goes, or the owner is asked.
ALTER TABLE campaigns ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE campaigns ADD COLUMN content TEXT NOT NULL DEFAULT '{}';
ALTER TABLE campaigns ADD COLUMN segment TEXT NOT NULL DEFAULT '{}';
ALTER TABLE campaigns ADD COLUMN pool TEXT NOT NULL DEFAULT '';
ALTER TABLE campaigns ADD COLUMN code_expires_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN on_reply TEXT NOT NULL DEFAULT 'send' CHECK (on_reply IN ('send', 'ask'));

-- content: what leaves besides the text, core.Rich as JSON; '' for a text alone. arm: which of two texts it is, '' or 'A' or 'B'.
ALTER TABLE deliveries ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN arm TEXT NOT NULL DEFAULT '';

-- A pool of promo codes, each of which goes to one person at most.
CREATE TABLE pools (
  name       TEXT PRIMARY KEY,
  expires_ms INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- delivery_id 0: free; -1: taken by a message that is not here any more. Taken in the reserving transaction, given back
-- when the message surely did not leave.
CREATE TABLE codes (
  code        TEXT PRIMARY KEY,
  pool        TEXT NOT NULL REFERENCES pools (name),
  place       INTEGER NOT NULL, -- order in the pool
  delivery_id INTEGER NOT NULL DEFAULT 0,
  taken_ms    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_free ON codes (pool, place) WHERE delivery_id = 0;
CREATE UNIQUE INDEX codes_taken ON codes (delivery_id) WHERE delivery_id > 0;
-- +goose StatementBegin
CREATE TRIGGER codes_stay_taken AFTER DELETE ON deliveries BEGIN
  UPDATE codes SET delivery_id = -1 WHERE delivery_id = old.id AND delivery_id > 0;
END;
-- +goose StatementEnd

-- What customers bought with a code or after an offer: from a list of orders, or typed at the till.
CREATE TABLE purchases (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  order_ref    TEXT NOT NULL DEFAULT '',
  campaign_id  INTEGER NOT NULL DEFAULT 0,
  customer_n   INTEGER REFERENCES customers (n) ON DELETE SET NULL,
  at_ms        INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL DEFAULT 0,
  currency     TEXT NOT NULL DEFAULT '',
  UNIQUE (code, order_ref)
) STRICT;
CREATE INDEX purchases_by_campaign ON purchases (campaign_id);
CREATE INDEX purchases_by_customer ON purchases (customer_n);

-- Filters of customers that the owner gave a name; filter is core.Filter as JSON.
CREATE TABLE segments (
  name   TEXT PRIMARY KEY,
  filter TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages to use again; content is core.Content as JSON.
CREATE TABLE templates (
  name       TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  content    TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
