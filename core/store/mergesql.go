package store

// The parts of a merge that are plain SQL. main is the new database, old the one that it replaces.

// mergeTables are what the parts tell one another: the keyed hashes of people, and the numbers of campaigns, on both sides.
var mergeTables = []string{
	`CREATE TEMP TABLE mapped (old BLOB PRIMARY KEY, new BLOB NOT NULL) STRICT, WITHOUT ROWID`,
	`CREATE TEMP TABLE campaign_map (old INTEGER PRIMARY KEY, new INTEGER NOT NULL) STRICT`,
}

// mergeFirst runs before anything is carried over. Nothing that only the backup knows leaves by itself: it may have left
// since, and nobody here can tell. What the old side knows gets its state from there.
var mergeFirst = []string{
	`UPDATE main.campaigns SET state = 'paused', why = 'restored' WHERE state = 'running'`,
	`UPDATE main.deliveries SET state = 'cancelled', reason = '{"code":"cancelled"}' WHERE state IN ('planned', 'held') AND campaign_id = 0`,
}

// mergeHashes serve where both sides have the same key, by the table that each reads.
var mergeHashes = map[string]string{
	"optouts":   `INSERT OR IGNORE INTO temp.mapped SELECT hash, hash FROM old.optouts`,
	"erasures":  `INSERT OR IGNORE INTO temp.mapped SELECT hash, hash FROM old.erasures`,
	"customers": `INSERT OR IGNORE INTO temp.mapped SELECT hash, hash FROM old.customers`,
}

// A stop of either side holds, a sure one before a doubtful one. Judgements: the newer one.
var mergeOptOuts = []string{`
	INSERT INTO main.optouts (hash, sku, state, message_id, quote, words, why, at_ms)
	SELECT k.new, o.sku, o.state, o.message_id, o.quote, o.words, o.why, o.at_ms FROM old.optouts o JOIN temp.mapped k ON k.old = o.hash
	WHERE true
	ON CONFLICT (hash, sku) DO UPDATE SET state = excluded.state, message_id = excluded.message_id, quote = excluded.quote,
		words = excluded.words, why = excluded.why, at_ms = excluded.at_ms
	WHERE excluded.state = 'stopped' AND state = 'review' OR excluded.state = state AND excluded.at_ms > at_ms`, `
	INSERT INTO main.judged (key, stop, at_ms) SELECT key, stop, at_ms FROM old.judged WHERE true
	ON CONFLICT (key) DO UPDATE SET stop = excluded.stop, at_ms = excluded.at_ms WHERE excluded.at_ms > at_ms`, `
	INSERT OR IGNORE INTO main.corrections (message_id, sku) SELECT message_id, sku FROM old.corrections`,
}

var mergeErasures = []string{`
	INSERT INTO main.erasures (hash, thread, listed_ms, at_ms)
	SELECT k.new, o.thread, o.listed_ms, o.at_ms FROM old.erasures o JOIN temp.mapped k ON k.old = o.hash
	WHERE true
	ON CONFLICT (hash) DO UPDATE SET thread = excluded.thread, listed_ms = excluded.listed_ms, at_ms = excluded.at_ms
	WHERE excluded.at_ms > at_ms`,
}

// People by their hash: an erased one has no id that both sides share. The newer contact counts; note and tags are the
// backup's.
var mergePeople = []string{`
	UPDATE main.customers SET id = o.id FROM old.customers o JOIN temp.mapped k ON k.old = o.hash
	WHERE customers.hash = k.new AND customers.id LIKE 'erased:%' AND o.id NOT LIKE 'erased:%'`, `
	INSERT INTO main.customers (id, hash, name, language, zone, note, tags, first_ms, last_in_ms, last_in_id, last_out_ms, last_ms,
		last_text, last_from_page, last_sku, unread, unreachable_ms, other_app_ms)
	SELECT iif(o.id LIKE 'erased:%', 'erased:' || hex(k.new), o.id), k.new, o.name, o.language, o.zone, o.note, o.tags, o.first_ms,
		o.last_in_ms, o.last_in_id, o.last_out_ms, o.last_ms, o.last_text, o.last_from_page, o.last_sku, o.unread, o.unreachable_ms, o.other_app_ms
	FROM old.customers o JOIN temp.mapped k ON k.old = o.hash WHERE k.new NOT IN (SELECT hash FROM main.customers)`, `
	UPDATE main.customers SET name = iif(o.name <> '', o.name, customers.name), language = o.language, zone = o.zone,
		first_ms = iif(customers.first_ms = 0 OR o.first_ms BETWEEN 1 AND customers.first_ms, o.first_ms, customers.first_ms),
		last_in_ms = o.last_in_ms, last_in_id = o.last_in_id, last_out_ms = o.last_out_ms, last_ms = o.last_ms, last_text = o.last_text,
		last_from_page = o.last_from_page, last_sku = o.last_sku, unread = o.unread,
		unreachable_ms = max(customers.unreachable_ms, o.unreachable_ms), other_app_ms = max(customers.other_app_ms, o.other_app_ms)
	FROM old.customers o JOIN temp.mapped k ON k.old = o.hash
	WHERE customers.hash = k.new AND o.last_ms >= customers.last_ms AND o.last_ms > 0`,
}

// oldPeople joins an old row o to the same person's row c in the new database.
const oldPeople = ` JOIN old.customers oc ON oc.n = o.customer_n JOIN temp.mapped k ON k.old = oc.hash JOIN main.customers c ON c.hash = k.new `

const oldMessages = `old.messages o` + oldPeople

const (
	messageFields    = `from_page, text, attachments, stub, deleted_ms, reactions`
	oldMessageFields = `o.from_page, o.text, o.attachments, o.stub, o.deleted_ms, o.reactions`
)

var mergeMessages = []string{`
	UPDATE main.messages SET from_page = o.from_page, text = o.text, attachments = o.attachments, stub = 0
	FROM old.messages o WHERE messages.stub = 1 AND o.id = messages.id AND o.stub = 0`, `
	UPDATE main.messages SET deleted_ms = iif(messages.deleted_ms > 0, messages.deleted_ms, o.deleted_ms),
		reactions = coalesce(o.reactions, messages.reactions)
	FROM old.messages o WHERE o.id = messages.id AND (o.deleted_ms > 0 OR o.reactions IS NOT NULL)`, `
	INSERT INTO main.messages (key, id, customer_n, ` + messageFields + `)
	SELECT o.key, o.id, c.n, ` + oldMessageFields + ` FROM ` + oldMessages + `
	WHERE o.id NOT IN (SELECT id FROM main.messages) AND o.key NOT IN (SELECT key FROM main.messages)`,
}

// Pictures lie in a folder beside, which a restore does not touch: what is kept there is still kept.
var mergePictures = []string{`
	UPDATE main.pictures SET state = o.state, hash = o.hash, tries = o.tries, next_ms = o.next_ms
	FROM old.pictures o JOIN old.messages om ON om.key = o.message_key JOIN main.messages m ON m.id = om.id
	WHERE pictures.message_key = m.key AND pictures.place = o.place AND (o.state = 'kept' OR pictures.state <> 'kept')`,
}

var mergeConversations = []string{`
	INSERT INTO main.conversations (id, customer_n, listed_ms, pulled_ms, complete, can_reply)
	SELECT o.id, c.n, o.listed_ms, o.pulled_ms, o.complete, o.can_reply FROM old.conversations o` + oldPeople + `
	WHERE true
	ON CONFLICT (customer_n) DO UPDATE SET id = excluded.id, listed_ms = max(listed_ms, excluded.listed_ms),
		pulled_ms = max(pulled_ms, excluded.pulled_ms), complete = max(complete, excluded.complete), can_reply = excluded.can_reply`,
}

// Who was told, or wanted it no more, on the old side waits no more.
var mergeRequests = []string{`
	UPDATE main.requests SET state = o.state FROM old.requests o` + oldPeople + `
	WHERE requests.customer_n = c.n AND requests.sku = o.sku AND requests.variant = o.variant AND requests.message_id = o.message_id
	  AND requests.state = 'waiting' AND o.state <> 'waiting'`, `
	INSERT OR IGNORE INTO main.requests (customer_n, sku, variant, message_id, quote, asked_ms, state)
	SELECT c.n, o.sku, o.variant, o.message_id, o.quote, o.asked_ms, o.state FROM old.requests o` + oldPeople,
}

const campaignFields = `kind, sku, variant, stock, per_unit, text, code, state, why, created_ms, begun_ms, hold_until_ms, wave_of,
	title, content, segment, pool, code_expires_ms, at_ms, on_reply`

// oldDeliveries are the old deliveries o with the person c and the campaign of the new database.
const oldDeliveries = `old.deliveries o` + oldPeople + `LEFT JOIN temp.campaign_map m ON m.old = o.campaign_id `

const (
	deliveryFields = `kind, sku, variant, state, reason, lane, attempts, message_id, text, text_key, code, due_ms, not_before_ms,
		lapses_ms, created_ms, reserved_ms, updated_ms, absent_ms, content, arm, question, question_class`
	oldDeliveryFields = `o.kind, o.sku, o.variant, o.state, o.reason, o.lane, o.attempts, o.message_id, o.text, o.text_key, o.code, o.due_ms,
		o.not_before_ms, o.lapses_ms, o.created_ms, o.reserved_ms, o.updated_ms, o.absent_ms, o.content, o.arm,
		o.question, o.question_class`
	// newerDelivery: the later change counts, and what may have reached somebody before what has not.
	newerDelivery = `(o.updated_ms >= d.updated_ms OR o.state IN ('sending', 'sent', 'uncertain') AND d.state NOT IN ('sending', 'sent', 'uncertain'))`
	setDelivery   = `UPDATE main.deliveries AS d SET (` + deliveryFields + `) = (` + oldDeliveryFields + `) FROM ` + oldDeliveries
	addDeliveries = `INSERT INTO main.deliveries (id, campaign_id, customer_n, ` + deliveryFields + `) SELECT `
	notHereYet    = ` WHERE NOT EXISTS (SELECT 1 FROM main.deliveries d WHERE d.customer_n = c.n AND d.campaign_id = m.new AND d.campaign_id > 0)
		AND NOT EXISTS (SELECT 1 FROM main.deliveries d WHERE d.id = o.id AND d.customer_n = c.n AND d.campaign_id = 0 AND o.campaign_id = 0
			AND d.created_ms = o.created_ms) `
)

// A campaign's message is known by campaign and person, a single one by its number and time. Numbers stay where they are
// free, so that the ledger still names the same deliveries.
var mergeDeliveries = []string{
	setDelivery + `WHERE d.campaign_id > 0 AND d.campaign_id = m.new AND d.customer_n = c.n AND ` + newerDelivery,
	setDelivery + `WHERE o.campaign_id = 0 AND d.campaign_id = 0 AND d.id = o.id AND d.customer_n = c.n AND d.created_ms = o.created_ms AND ` + newerDelivery,
	addDeliveries + `o.id, coalesce(m.new, 0), c.n, ` + oldDeliveryFields + ` FROM ` + oldDeliveries + notHereYet +
		`AND o.id NOT IN (SELECT id FROM main.deliveries)`,
	addDeliveries + `NULL, coalesce(m.new, 0), c.n, ` + oldDeliveryFields + ` FROM ` + oldDeliveries + notHereYet,
}

// A code that either side gave to somebody is never given to anybody else, also where nobody can tell any more to whom
// it went (-1).
var mergeCodes = []string{`
	INSERT INTO main.pools (name, expires_ms, created_ms) SELECT name, expires_ms, created_ms FROM old.pools WHERE true
	ON CONFLICT (name) DO UPDATE SET expires_ms = excluded.expires_ms`, `
	UPDATE main.codes SET delivery_id = -1
	WHERE delivery_id > 0 AND NOT EXISTS (SELECT 1 FROM main.deliveries d WHERE d.id = codes.delivery_id AND d.code = codes.code)`, `
	INSERT INTO main.codes (code, pool, place) SELECT o.code, o.pool, o.place FROM old.codes o WHERE o.code NOT IN (SELECT code FROM main.codes)`, `
	UPDATE main.codes SET delivery_id = t.id, taken_ms = t.taken_ms FROM (
		SELECT o.code, o.taken_ms, coalesce(d.id, -1) AS id FROM old.codes o
		LEFT JOIN (SELECT d.id, d.code FROM main.deliveries d JOIN main.campaigns c ON c.id = d.campaign_id
			WHERE d.code <> '' AND c.pool <> '') d ON d.code = o.code
		WHERE o.delivery_id <> 0) t
	WHERE t.code = codes.code`,
}

// An order that either side knows was bought once, as store.AddPurchases sees it.
var mergePurchases = []string{`
	INSERT OR IGNORE INTO main.purchases (code, order_ref, campaign_id, customer_n, at_ms, amount_minor, currency)
	SELECT p.code, p.order_ref, coalesce(m.new, 0), c.n, p.at_ms, p.amount_minor, p.currency FROM old.purchases p
	LEFT JOIN old.customers oc ON oc.n = p.customer_n LEFT JOIN temp.mapped k ON k.old = oc.hash LEFT JOIN main.customers c ON c.hash = k.new
	LEFT JOIN temp.campaign_map m ON m.old = p.campaign_id
	WHERE NOT EXISTS (SELECT 1 FROM main.purchases x
		WHERE x.order_ref = p.order_ref AND (substr(p.order_ref, 1, 1) <> '` + MadeUpOrder + `' OR x.code = p.code))
	ORDER BY p.id`,
}

// What the owner saved since the backup stays, under a name that the backup does not have.
var mergeSaved = []string{
	`INSERT OR IGNORE INTO main.segments (name, filter) SELECT name, filter FROM old.segments`,
	`INSERT OR IGNORE INTO main.templates (name, kind, content, updated_ms) SELECT name, kind, content, updated_ms FROM old.templates`,
}

// The same for answers, of which one alone has a purpose. What was typed since stays; a question that waits for a person
// waits on.
var mergeAnswers = []string{
	`INSERT OR IGNORE INTO main.answers (key, purpose, texts, updated_ms) 
	SELECT key, iif(purpose IN (SELECT purpose FROM main.answers), '', purpose), texts, updated_ms FROM old.answers`, `
	INSERT INTO main.drafts (customer_n, text, updated_ms) SELECT c.n, o.text, o.updated_ms FROM old.drafts o` + oldPeople + `
	WHERE true
	ON CONFLICT (customer_n) DO UPDATE SET text = excluded.text, updated_ms = excluded.updated_ms WHERE excluded.updated_ms > updated_ms`, `
	INSERT OR IGNORE INTO main.questions (message_id, customer_n, class, why, at_ms)
	SELECT o.message_id, c.n, o.class, o.why, o.at_ms FROM old.questions o` + oldPeople,
}

// ownSettings are about this computer and about what its owner promised or let answer by itself since: in a folder that was in use they stay as
// they are.
const ownSettings = `(name LIKE 'backup\_%' ESCAPE '\' OR name LIKE 'retention\_%' ESCAPE '\' OR name = 'auto_answers')`

// A page that must rest still rests, and what was sold since the backup stays sold.
var mergeSettings = []string{
	`DELETE FROM main.settings WHERE name LIKE 'halt\_%' ESCAPE '\'`,
	`INSERT INTO main.settings SELECT name, value FROM old.settings WHERE name LIKE 'halt\_%' ESCAPE '\'`,
	`DELETE FROM main.settings WHERE ` + ownSettings + ` AND EXISTS (SELECT 1 FROM old.settings WHERE name = 'page_id')`,
	`INSERT OR IGNORE INTO main.settings SELECT name, value FROM old.settings WHERE ` + ownSettings,
	`INSERT OR IGNORE INTO main.settings SELECT name, value FROM old.settings WHERE name IN ('page_id', 'page_name', 'connected_at')`,
	`INSERT OR IGNORE INTO main.products SELECT * FROM old.products`,
	`UPDATE main.products SET stock = o.stock FROM old.products o WHERE o.sku = products.sku`,
}
