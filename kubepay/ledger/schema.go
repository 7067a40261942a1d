package ledger

// applicationID marks the file as a ledger: "PWLG" in ASCII.
const applicationID = 0x50574c47

// migrations lead from each version of the file to the next. What stands here
// was released, and never changes: a new form of the file is one more entry.
var migrations = []string{version1}

// version1 is laid out for [Ledger.Record], which must touch few pages and run few
// statements: all that is recorded together is one row of bundle, packed, added at
// the end, and the only thing that changes in place is latest, which is narrow.
// What people search and add up by is in found and words, which are derived from
// the rest, later: see [Ledger.Index].
//
// A look is one answer of the gateway that was kept. Its number is that of its
// first event; its other events follow it. The bundle that has it is the last one
// whose number is not above the look's. Both columns of a bundle are blocks of
// Snappy, so that answers, which are much alike, take a quarter of the room, with a
// CRC-32C behind each, of the bundle's number in eight bytes and of the block: SQLite
// has no sum of its own, and a digit of an amount must not be damaged unnoticed:
//
//   - facts has the looks one after another, by number, each as: its number less
//     the bundle's, its payment, the look before it at this payment or 0, when it
//     was by the local clock and by the gateway's, whether nobody had looked for a
//     while before it, the length of its answer and one more, or 0 once that was
//     let go, its changes as JSON [[kind, from, to, unit, transaction], ...], and
//     details from earlier answers as JSON, or nothing. Numbers are varints as
//     encoding/binary has them, texts follow their length. See [look.pack].
//   - answers has those answers one after another, as they were sent.
//
// Times are nanoseconds of Unix time, 0 where unknown.
const version1 = `
CREATE TABLE ledger (
	one       INTEGER PRIMARY KEY CHECK (one = 1),
	gateway   TEXT    NOT NULL, -- whose payments these are, '' while unknown
	moves     INTEGER NOT NULL, -- how often the list changed
	prunes    INTEGER NOT NULL, -- how often payments were let go
	spent     INTEGER NOT NULL, -- numbers of events up to this one are taken
	indexed   INTEGER NOT NULL, -- looks up to this one are in found and words
	known     INTEGER NOT NULL  -- payments up to this one are in words
);
INSERT INTO ledger VALUES (1, '', 0, 0, 0, 0, 0);

CREATE TABLE payment (
	number    INTEGER PRIMARY KEY AUTOINCREMENT,
	id        TEXT    NOT NULL UNIQUE,
	added     INTEGER NOT NULL,
	asked     TEXT    NOT NULL DEFAULT '', -- the sale that it was made from, as JSON, '' where that is not known
	watched   INTEGER NOT NULL, -- it is on the list
	listed    INTEGER NOT NULL, -- the move that put it there, or took it off
	moved     INTEGER NOT NULL, -- the last move that concerns it
	read_upto INTEGER NOT NULL  -- alarms up to this event were acknowledged
);
CREATE INDEX payment_watched ON payment (added) WHERE watched;
CREATE INDEX payment_moved   ON payment (moved);

CREATE TABLE bundle (
	number    INTEGER PRIMARY KEY, -- of the first look that it had
	last      INTEGER NOT NULL, -- number of its last event
	at        INTEGER NOT NULL, -- of its latest look, by the local clock
	shown     INTEGER NOT NULL, -- a person was shown it
	facts     BLOB    NOT NULL, -- its looks
	answers   BLOB    NOT NULL  -- what the gateway sent
);
CREATE INDEX bundle_unshown ON bundle (number) WHERE NOT shown;

CREATE TABLE latest (
	payment   INTEGER PRIMARY KEY,
	look      INTEGER NOT NULL
);

CREATE TABLE delivery (
	number    INTEGER PRIMARY KEY AUTOINCREMENT,
	hook      TEXT    NOT NULL,
	payment   INTEGER NOT NULL,
	look      INTEGER NOT NULL,
	event     INTEGER NOT NULL,
	tries     INTEGER NOT NULL DEFAULT 0,
	next      INTEGER NOT NULL DEFAULT 0, -- of the next try
	done      INTEGER NOT NULL DEFAULT 0, -- when it was told
	aside     INTEGER NOT NULL DEFAULT 0, -- given up
	why       TEXT    NOT NULL DEFAULT '',
	turn      INTEGER NOT NULL DEFAULT 0  -- the oldest open one of its hook and payment
);
CREATE INDEX delivery_turn    ON delivery (hook, next, number) WHERE turn;
CREATE INDEX delivery_open    ON delivery (hook, payment, number) WHERE done = 0 AND aside = 0;
CREATE INDEX delivery_owed    ON delivery (look) WHERE done = 0;
CREATE INDEX delivery_payment ON delivery (payment);

CREATE TABLE found (
	payment   INTEGER PRIMARY KEY,
	title     TEXT    NOT NULL,
	status    TEXT    NOT NULL,
	outcome   TEXT    NOT NULL,
	token     TEXT    NOT NULL,
	currency  TEXT    NOT NULL,
	fiat      TEXT, -- amounts are exact decimals, NULL where unknown
	fiat_in   TEXT,
	crypto    TEXT,
	crypto_in TEXT,
	created   INTEGER NOT NULL,
	counted   INTEGER NOT NULL,
	late      INTEGER NOT NULL,
	money_sum INTEGER NOT NULL, -- of what is added up: see [summed]
	rest_sum  INTEGER NOT NULL
);
CREATE INDEX found_counted ON found (counted);

CREATE VIRTUAL TABLE words USING fts5 (
	text, content = '', contentless_delete = 1, detail = none,
	prefix = '1 2 3 4 5 6 7 8', tokenize = "ascii tokenchars '.~@=:'"
);

CREATE TABLE attempt (
	number    INTEGER PRIMARY KEY AUTOINCREMENT,
	at        INTEGER NOT NULL, -- when the sale was sent
	sale      TEXT    NOT NULL, -- as JSON
	why       TEXT    NOT NULL  -- its outcome is not known, '' while no answer was seen
);

CREATE TABLE lead (
	one       INTEGER PRIMARY KEY CHECK (one = 1),
	who       TEXT    NOT NULL,
	at        INTEGER NOT NULL,
	health    BLOB    NOT NULL
);
CREATE TABLE ask (
	who       TEXT    NOT NULL,
	id        TEXT    NOT NULL,
	show      INTEGER NOT NULL,
	look      INTEGER NOT NULL,
	at        INTEGER NOT NULL,
	PRIMARY KEY (who, id)
) WITHOUT ROWID;
`
