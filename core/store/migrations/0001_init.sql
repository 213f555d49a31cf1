-- +goose Up

-- Times are UTC milliseconds (*_ms), money is in minor units (*_minor), ids of the platform are text.

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- n is Shopbell's own short number of a person: messages refer to it, since ids of the platform are long.
-- hash is the keyed hash under which opt-outs are kept, so that they outlive the person's row.
-- The last_* columns are what lists show without reading messages.
CREATE TABLE customers (
  n              INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  hash           BLOB NOT NULL UNIQUE,
  name           TEXT NOT NULL DEFAULT '',
  language       TEXT NOT NULL DEFAULT '',
  zone           TEXT NOT NULL DEFAULT '',
  note           TEXT NOT NULL DEFAULT '',
  tags           TEXT NOT NULL DEFAULT '[]',
  first_ms       INTEGER NOT NULL DEFAULT 0,
  last_in_ms     INTEGER NOT NULL DEFAULT 0,
  last_in_id     TEXT NOT NULL DEFAULT '',
  last_out_ms    INTEGER NOT NULL DEFAULT 0,
  last_ms        INTEGER NOT NULL DEFAULT 0,
  last_text      TEXT NOT NULL DEFAULT '',
  last_from_page INTEGER NOT NULL DEFAULT 0,
  last_sku       TEXT NOT NULL DEFAULT '',
  unread         INTEGER NOT NULL DEFAULT 0,
  unreachable_ms INTEGER NOT NULL DEFAULT 0,
  other_app_ms   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX customers_by_last ON customers (last_ms DESC, n DESC);
CREATE INDEX customers_by_inbound ON customers (last_in_ms);

-- listed_ms is the newest change that the page listed, pulled_ms the change up to which messages are here.
-- complete is set once the messages were pulled back to the first.
CREATE TABLE conversations (
  id         TEXT PRIMARY KEY,
  customer_n INTEGER NOT NULL UNIQUE REFERENCES customers (n) ON DELETE CASCADE,
  listed_ms  INTEGER NOT NULL DEFAULT 0,
  pulled_ms  INTEGER NOT NULL DEFAULT 0,
  complete   INTEGER NOT NULL DEFAULT 0,
  can_reply  INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_changed ON conversations (listed_ms) WHERE listed_ms > pulled_ms OR complete = 0;

-- key is time first (at_ms << 20 | sequence), so that newest first needs no sort, in a conversation and in the full-text index.
CREATE TABLE messages (
  key         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  customer_n  INTEGER NOT NULL REFERENCES customers (n) ON DELETE CASCADE,
  from_page   INTEGER NOT NULL,
  text        TEXT NOT NULL,
  attachments TEXT, -- JSON, NULL when there is none
  stub        INTEGER NOT NULL DEFAULT 0, -- 1: the platform told the id and the time only
  unspaced    INTEGER NOT NULL DEFAULT 0, -- 1: a script without spaces between words
  at_ms       INTEGER GENERATED ALWAYS AS (key >> 20) VIRTUAL
) STRICT;
CREATE INDEX messages_by_customer ON messages (customer_n, key);

CREATE VIRTUAL TABLE messages_fts USING fts5 (
  text, content = 'messages', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE VIRTUAL TABLE messages_tri USING fts5 (
  text, content = 'messages', content_rowid = 'key', tokenize = 'trigram'
);
-- +goose StatementBegin
CREATE TRIGGER messages_insert AFTER INSERT ON messages WHEN new.text <> '' BEGIN
  INSERT INTO messages_fts (rowid, text) VALUES (new.key, new.text);
  INSERT INTO messages_tri (rowid, text) SELECT new.key, new.text WHERE new.unspaced;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_delete AFTER DELETE ON messages WHEN old.text <> '' BEGIN
  INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.key, old.text);
  INSERT INTO messages_tri (messages_tri, rowid, text) SELECT 'delete', old.key, old.text WHERE old.unspaced;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_update AFTER UPDATE OF text, unspaced ON messages BEGIN
  INSERT INTO messages_fts (messages_fts, rowid, text) SELECT 'delete', old.key, old.text WHERE old.text <> '';
  INSERT INTO messages_tri (messages_tri, rowid, text) SELECT 'delete', old.key, old.text WHERE old.text <> '' AND old.unspaced;
  INSERT INTO messages_fts (rowid, text) SELECT new.key, new.text WHERE new.text <> '';
  INSERT INTO messages_tri (rowid, text) SELECT new.key, new.text WHERE new.text <> '' AND new.unspaced;
END;
-- +goose StatementEnd

CREATE TABLE products (
  sku         TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  aliases     TEXT NOT NULL DEFAULT '[]',
  variants    TEXT NOT NULL DEFAULT '[]',
  price_minor INTEGER NOT NULL DEFAULT 0,
  currency    TEXT NOT NULL DEFAULT '',
  stock       INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0),
  url         TEXT NOT NULL DEFAULT '',
  image       TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A wish for one product, proved by the customer's own message. While it waits, a person has one place a product and variant.
CREATE TABLE requests (
  customer_n INTEGER NOT NULL REFERENCES customers (n) ON DELETE CASCADE,
  sku        TEXT NOT NULL,
  variant    TEXT NOT NULL DEFAULT '',
  message_id TEXT NOT NULL,
  quote      TEXT NOT NULL,
  asked_ms   INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'withdrawn')),
  PRIMARY KEY (customer_n, sku, variant, message_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX requests_place ON requests (sku, variant, customer_n) WHERE state = 'waiting';
CREATE INDEX requests_line ON requests (sku, asked_ms);

-- sku '' is everything. Keyed by hash: an opt-out outlives merge, import, erasure and the restore of an older backup.
CREATE TABLE optouts (
  hash       BLOB NOT NULL,
  sku        TEXT NOT NULL DEFAULT '',
  state      TEXT NOT NULL CHECK (state IN ('stopped', 'review')),
  message_id TEXT NOT NULL DEFAULT '',
  quote      TEXT NOT NULL DEFAULT '',
  words      TEXT NOT NULL DEFAULT '',
  why        TEXT NOT NULL DEFAULT '',
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (hash, sku)
) STRICT, WITHOUT ROWID;

-- What the owner decided about a doubtful message, for the same words from anybody.
CREATE TABLE judged (
  key   TEXT PRIMARY KEY, -- compose.TextKey of the message
  stop  INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages that the owner said do not ask for a product. They never put anybody on its list again.
CREATE TABLE corrections (
  message_id TEXT NOT NULL,
  sku        TEXT NOT NULL,
  PRIMARY KEY (message_id, sku)
) STRICT, WITHOUT ROWID;

-- wave_of is the first campaign of the same restock: the same figure for the same item saved again tells nobody beyond
-- what the first one allows.
CREATE TABLE campaigns (
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,
  sku           TEXT NOT NULL DEFAULT '',
  variant       TEXT NOT NULL DEFAULT '',
  stock         INTEGER NOT NULL DEFAULT 0,
  per_unit      INTEGER NOT NULL DEFAULT 0,
  text          TEXT NOT NULL DEFAULT '',
  code          TEXT NOT NULL DEFAULT '',
  state         TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
  why           TEXT NOT NULL DEFAULT '',
  created_ms    INTEGER NOT NULL,
  begun_ms      INTEGER NOT NULL DEFAULT 0, -- first reservation
  hold_until_ms INTEGER NOT NULL DEFAULT 0,
  wave_of       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX campaigns_wave ON campaigns (wave_of);
CREATE INDEX campaigns_item ON campaigns (sku, id);

-- due_ms: from when it may leave; -1: when the customer writes, but not before not_before_ms.
-- absent_ms: when the page was first seen without this message, while its fate is looked up.
CREATE TABLE deliveries (
  id            INTEGER PRIMARY KEY,
  campaign_id   INTEGER NOT NULL DEFAULT 0, -- 0: a single message
  customer_n    INTEGER NOT NULL REFERENCES customers (n) ON DELETE CASCADE,
  kind          TEXT NOT NULL,
  sku           TEXT NOT NULL DEFAULT '',
  variant       TEXT NOT NULL DEFAULT '',
  state         TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'held', 'refused', 'failed', 'uncertain', 'cancelled', 'lapsed')),
  reason        TEXT NOT NULL DEFAULT '{}', -- the deciding core.Reason as JSON
  lane          TEXT NOT NULL DEFAULT '',
  attempts      INTEGER NOT NULL DEFAULT 0,
  message_id    TEXT NOT NULL DEFAULT '',
  text          TEXT NOT NULL,
  text_key      TEXT NOT NULL DEFAULT '',
  code          TEXT NOT NULL DEFAULT '',
  due_ms        INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  lapses_ms     INTEGER NOT NULL DEFAULT 0,
  created_ms    INTEGER NOT NULL,
  reserved_ms   INTEGER NOT NULL DEFAULT 0,
  updated_ms    INTEGER NOT NULL,
  absent_ms     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX deliveries_once ON deliveries (campaign_id, customer_n) WHERE campaign_id > 0;
-- Single messages (replies, confirmations) come before campaigns.
CREATE INDEX deliveries_due ON deliveries (min(campaign_id, 1), due_ms, id) WHERE state IN ('planned', 'held') AND due_ms >= 0;
CREATE INDEX deliveries_waiting ON deliveries (customer_n) WHERE state IN ('planned', 'held');
CREATE INDEX deliveries_open ON deliveries (campaign_id) WHERE state IN ('planned', 'held', 'sending', 'uncertain');
CREATE INDEX deliveries_unsettled ON deliveries (customer_n) WHERE state IN ('sending', 'uncertain');
CREATE INDEX deliveries_past ON deliveries (customer_n, reserved_ms) WHERE state IN ('sending', 'sent', 'uncertain');
CREATE INDEX deliveries_day ON deliveries (reserved_ms) WHERE state IN ('sending', 'sent', 'uncertain');
CREATE INDEX deliveries_message ON deliveries (message_id) WHERE message_id <> '';
CREATE INDEX deliveries_changed ON deliveries (campaign_id, updated_ms DESC);

-- Append-only: consent changes and sends, chained by SHA-256 over the canonical JSON of each entry.
CREATE TABLE ledger (
  seq  INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- What an entry says about a person. body is canonical JSON; the chained entry holds SHA-256 of salt and body, so that
-- erasing the row takes the person out of the record and leaves the chain whole.
CREATE TABLE ledger_people (
  seq      INTEGER PRIMARY KEY,
  customer TEXT NOT NULL,
  salt     BLOB NOT NULL,
  body     TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_people_by_customer ON ledger_people (customer);

-- People whose data was erased, by keyed hash: what they wrote until then is not taken in again, neither from the page
-- nor from a backup. thread is the keyed hash of their conversation, listed_ms its newest change at that time.
CREATE TABLE erasures (
  hash      BLOB PRIMARY KEY,
  thread    BLOB NOT NULL,
  listed_ms INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX erasures_by_thread ON erasures (thread);

-- +goose Down
SELECT 1;
