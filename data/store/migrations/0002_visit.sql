CREATE TABLE visitor (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  title     TEXT NOT NULL,
  phone     TEXT NOT NULL,
  vip       INTEGER NOT NULL,
  mark      TEXT NOT NULL,
  forgotten INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  same_as   TEXT NOT NULL,
  seq       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX visitor_phone ON visitor (phone) WHERE phone <> '';
CREATE INDEX visitor_same ON visitor (same_as) WHERE same_as <> '';

CREATE TABLE visit (
  id         TEXT PRIMARY KEY,
  number     TEXT NOT NULL,
  day        TEXT NOT NULL,
  visitor    TEXT NOT NULL REFERENCES visitor (id) DEFERRABLE INITIALLY DEFERRED,
  name       TEXT NOT NULL,
  title      TEXT NOT NULL,
  pending    INTEGER NOT NULL,
  no_phone   INTEGER NOT NULL,
  adults     INTEGER NOT NULL,
  children   INTEGER NOT NULL,
  purpose    TEXT NOT NULL,
  identity   TEXT NOT NULL,
  consultant TEXT NOT NULL,
  assigned   TEXT NOT NULL,
  area       TEXT NOT NULL,
  table_id   TEXT NOT NULL,
  vip        INTEGER NOT NULL,
  booking    TEXT NOT NULL,
  firm       TEXT NOT NULL,
  host       TEXT NOT NULL,
  note       TEXT NOT NULL,
  by         TEXT NOT NULL,
  arrived    INTEGER NOT NULL,
  left_at    INTEGER NOT NULL,
  left_by    TEXT NOT NULL,
  left_how   TEXT NOT NULL,
  channel    TEXT NOT NULL,
  intent     TEXT NOT NULL,
  plate      TEXT NOT NULL,
  agent      TEXT NOT NULL,
  seq        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_number ON visit (number);
CREATE INDEX visit_day ON visit (day, arrived);
CREATE INDEX visit_visitor ON visit (visitor, arrived);
CREATE INDEX visit_open ON visit (arrived) WHERE left_at = 0;

-- Visitors whom a record was held to be of before it was put right, kept by every
-- device for itself: the journal has what the record says under each of them.
CREATE TABLE journal_stray (
  record  TEXT NOT NULL,
  visitor TEXT NOT NULL,
  PRIMARY KEY (record, visitor)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusal (
  id     TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  day    TEXT NOT NULL,
  at     INTEGER NOT NULL,
  reason TEXT NOT NULL,
  acts   TEXT NOT NULL,
  helper TEXT NOT NULL,
  looks  TEXT NOT NULL,
  by     TEXT NOT NULL,
  seq    INTEGER NOT NULL
) STRICT;
CREATE INDEX refusal_day ON refusal (day, at);

-- Search keys, made from visitor rows by every device for itself: every suffix
-- of name, pinyin and initials, the phone and the phone reversed.
CREATE TABLE finder (
  key     TEXT NOT NULL,
  visitor TEXT NOT NULL,
  PRIMARY KEY (key, visitor)
) STRICT, WITHOUT ROWID;

-- Visitors whose search keys are not written yet.
CREATE TABLE finder_wait (
  visitor TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
