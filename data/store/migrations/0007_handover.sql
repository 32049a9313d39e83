CREATE TABLE handover (
  id            TEXT PRIMARY KEY,
  number        TEXT NOT NULL UNIQUE,
  day           TEXT NOT NULL,
  shift         TEXT NOT NULL,
  since         INTEGER NOT NULL,
  outgoing      TEXT NOT NULL,
  incoming      TEXT NOT NULL,
  witness       TEXT NOT NULL,
  state         TEXT NOT NULL,
  figures       TEXT NOT NULL,
  on_duty       TEXT NOT NULL,
  sealed_at     INTEGER NOT NULL,
  sealed_seq    INTEGER NOT NULL,
  locked_at     INTEGER NOT NULL,
  out_strokes   TEXT NOT NULL,
  out_signed    TEXT NOT NULL,
  in_strokes    TEXT NOT NULL,
  in_signed     TEXT NOT NULL,
  witness_strk  TEXT NOT NULL,
  petty         INTEGER NOT NULL,
  held_money    INTEGER NOT NULL,
  held_receipts TEXT NOT NULL,
  remarks       TEXT NOT NULL,
  seq           INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_sealed ON handover (sealed_at);
CREATE INDEX handover_sealed_seq ON handover (sealed_seq);

CREATE TABLE handover_item (
  id       TEXT PRIMARY KEY,
  handover TEXT NOT NULL REFERENCES handover (id) DEFERRABLE INITIALLY DEFERRED,
  section  TEXT NOT NULL,
  sort     INTEGER NOT NULL,
  ref      TEXT NOT NULL,
  visitor  TEXT NOT NULL,
  title    TEXT NOT NULL,
  detail   TEXT NOT NULL,
  key      TEXT NOT NULL,
  args     TEXT NOT NULL,
  who      TEXT NOT NULL,
  due      INTEGER NOT NULL,
  amiss    INTEGER NOT NULL,
  mark     TEXT NOT NULL,
  word     TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_item_handover ON handover_item (handover, sort);
CREATE INDEX handover_item_visitor ON handover_item (visitor) WHERE visitor <> '';

CREATE TABLE handover_note (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL,
  by       TEXT NOT NULL,
  at       INTEGER NOT NULL,
  handover TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_note_handover ON handover_note (handover);

CREATE TABLE handover_correction (
  id       TEXT PRIMARY KEY,
  handover TEXT NOT NULL REFERENCES handover (id) DEFERRABLE INITIALLY DEFERRED,
  text     TEXT NOT NULL,
  by       TEXT NOT NULL,
  at       INTEGER NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_correction_handover ON handover_correction (handover, at);
