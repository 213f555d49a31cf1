-- +goose Up

-- deleted_ms: when Shopbell saw that the message is gone from Messenger, deleted there or unsent; 0: it is there, as far as
-- is known. reactions: core.Reaction list as JSON, NULL when there is none.
ALTER TABLE messages ADD COLUMN deleted_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN reactions TEXT;

-- The pictures and stickers that hang on messages, one row each; place is their number in messages.attachments.
-- wanted: to be fetched, at next_ms at the earliest. kept: its copy lies in the folder of pictures under hash, which may
-- have made room since. expired: its address gives it no more. unfit: too large, or no picture. none: it has no address.
CREATE TABLE pictures (
  message_key INTEGER NOT NULL REFERENCES messages (key) ON DELETE CASCADE,
  place       INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'expired', 'unfit', 'none')),
  hash        TEXT NOT NULL DEFAULT '',
  tries       INTEGER NOT NULL DEFAULT 0,
  next_ms     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (message_key, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_wanted ON pictures (message_key DESC) WHERE state = 'wanted';
CREATE INDEX pictures_by_hash ON pictures (hash) WHERE hash <> '';

-- +goose StatementBegin
CREATE TRIGGER messages_pictures AFTER INSERT ON messages WHEN new.attachments IS NOT NULL BEGIN
  INSERT INTO pictures (message_key, place, state)
  SELECT new.key, a.key, CASE WHEN a.value ->> 'url' LIKE 'http%' THEN 'wanted' ELSE 'none' END
  FROM json_each(new.attachments) a WHERE a.value ->> 'kind' IN ('image', 'sticker');
END;
-- +goose StatementEnd
-- A new address is tried anew; a picture that is kept needs none.
-- +goose StatementBegin
CREATE TRIGGER messages_pictures_anew AFTER UPDATE OF attachments ON messages WHEN new.attachments IS NOT old.attachments BEGIN
  INSERT INTO pictures (message_key, place, state)
  SELECT new.key, a.key, CASE WHEN a.value ->> 'url' LIKE 'http%' THEN 'wanted' ELSE 'none' END
  FROM json_each(coalesce(new.attachments, '[]')) a WHERE a.value ->> 'kind' IN ('image', 'sticker')
  ON CONFLICT (message_key, place) DO UPDATE SET state = excluded.state, tries = 0, next_ms = 0 WHERE pictures.state <> 'kept';
END;
-- +goose StatementEnd

INSERT INTO pictures (message_key, place, state)
SELECT m.key, a.key, CASE WHEN a.value ->> 'url' LIKE 'http%' THEN 'wanted' ELSE 'none' END
FROM messages m, json_each(m.attachments) a
WHERE m.attachments IS NOT NULL AND a.value ->> 'kind' IN ('image', 'sticker');

-- +goose Down
SELECT 1;
