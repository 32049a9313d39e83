CREATE TABLE breakage (
  id           TEXT PRIMARY KEY,
  number       TEXT NOT NULL,
  day          TEXT NOT NULL,
  at           INTEGER NOT NULL,
  by           TEXT NOT NULL,
  item         TEXT NOT NULL REFERENCES stock_item (id),
  name         TEXT NOT NULL,
  spec         TEXT NOT NULL,
  unit         TEXT NOT NULL,
  price        INTEGER NOT NULL,
  qty          INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  found        TEXT NOT NULL,
  cause        TEXT NOT NULL,
  place        TEXT NOT NULL,
  responsible  TEXT NOT NULL,
  visitor      TEXT NOT NULL,
  person       TEXT NOT NULL,
  strokes      TEXT NOT NULL,
  share        INTEGER NOT NULL,
  due          INTEGER NOT NULL,
  waived       TEXT NOT NULL,
  paid_how     TEXT NOT NULL,
  paid_at      INTEGER NOT NULL,
  receipt      TEXT NOT NULL,
  handed_to    TEXT NOT NULL,
  handed_at    INTEGER NOT NULL,
  reported_to  TEXT NOT NULL,
  state        TEXT NOT NULL,
  decided_by   TEXT NOT NULL,
  decided_at   INTEGER NOT NULL,
  decided_word TEXT NOT NULL,
  note         TEXT NOT NULL,
  seq          INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX breakage_number ON breakage (number);
CREATE INDEX breakage_day ON breakage (day);
CREATE INDEX breakage_item ON breakage (item, day);
CREATE INDEX breakage_waiting ON breakage (day) WHERE state = 'reported';
CREATE INDEX breakage_owing ON breakage (day) WHERE due > 0 AND paid_at = 0;
CREATE INDEX breakage_paid ON breakage (paid_at) WHERE paid_at > 0;
CREATE INDEX breakage_visitor ON breakage (visitor) WHERE visitor <> '';
