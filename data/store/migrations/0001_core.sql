CREATE TABLE migration (
  number  INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  applied INTEGER NOT NULL
) STRICT;

-- The journal. The digest chains body to body; the columns beside body repeat
-- what queries need and are checked against it.
CREATE TABLE journal (
  seq     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  staff   TEXT NOT NULL,
  device  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  decided INTEGER NOT NULL,
  body    TEXT NOT NULL,
  digest  BLOB NOT NULL
) STRICT;
CREATE INDEX journal_device ON journal (device, seq, at);
CREATE INDEX journal_at ON journal (at) WHERE kind = 'SignOn';

-- Personal values of journal lines. A forgotten one has its row removed.
CREATE TABLE journal_side (
  seq     INTEGER NOT NULL REFERENCES journal (seq),
  class   TEXT NOT NULL,
  subject TEXT NOT NULL,
  salt    BLOB NOT NULL,
  vals    BLOB NOT NULL,
  PRIMARY KEY (seq, class, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_side_subject ON journal_side (subject, seq) WHERE subject <> '';

CREATE TABLE undone (
  command TEXT PRIMARY KEY,
  by      TEXT NOT NULL,
  at      INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

-- Numbers (单号) given so far: they stay used when what they named is undone.
CREATE TABLE counter (
  register TEXT NOT NULL,
  day      TEXT NOT NULL,
  n        INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  PRIMARY KEY (register, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  seq   INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  post     TEXT NOT NULL,
  role     TEXT NOT NULL,
  verifier TEXT NOT NULL,
  gone     INTEGER NOT NULL,
  sort     INTEGER NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;

CREATE TABLE venue (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  opens    INTEGER NOT NULL,
  closes   INTEGER NOT NULL,
  guardian INTEGER NOT NULL,
  sort     INTEGER NOT NULL,
  retired  INTEGER NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;

CREATE TABLE court (
  id      TEXT PRIMARY KEY,
  venue   TEXT NOT NULL REFERENCES venue (id),
  name    TEXT NOT NULL,
  units   TEXT NOT NULL,
  counted INTEGER NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

CREATE TABLE area (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

CREATE TABLE tables (
  id      TEXT PRIMARY KEY,
  area    TEXT NOT NULL REFERENCES area (id),
  name    TEXT NOT NULL,
  seats   INTEGER NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;
