CREATE TABLE appliance (
  id      TEXT PRIMARY KEY,
  number  TEXT NOT NULL,
  name    TEXT NOT NULL,
  model   TEXT NOT NULL,
  place   TEXT NOT NULL,
  every   INTEGER NOT NULL,
  steps   TEXT NOT NULL,
  since   TEXT NOT NULL,
  until   TEXT NOT NULL,
  earlier TEXT NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

-- The steps stand in each cleaning as they were then.
CREATE TABLE cleaning (
  id         TEXT PRIMARY KEY,
  appliance  TEXT NOT NULL REFERENCES appliance (id),
  due        TEXT NOT NULL,
  day        TEXT NOT NULL,
  at         INTEGER NOT NULL,
  by         TEXT NOT NULL,
  steps      TEXT NOT NULL,
  ticked     TEXT NOT NULL,
  running    TEXT NOT NULL,
  result     TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  note       TEXT NOT NULL,
  seq        INTEGER NOT NULL
) STRICT;
CREATE INDEX cleaning_appliance ON cleaning (appliance, at);
CREATE INDEX cleaning_day ON cleaning (day);

-- A thing is an appliance, a court, an area or a table.
CREATE TABLE repair (
  id          TEXT PRIMARY KEY,
  number      TEXT NOT NULL,
  day         TEXT NOT NULL,
  thing       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  fault       TEXT NOT NULL,
  since       INTEGER NOT NULL,
  by          TEXT NOT NULL,
  sent_to     TEXT NOT NULL,
  sent_at     INTEGER NOT NULL,
  back_at     INTEGER NOT NULL,
  cost        INTEGER NOT NULL,
  repaired_by TEXT NOT NULL,
  taken_by    TEXT NOT NULL,
  checked_by  TEXT NOT NULL,
  checked_at  INTEGER NOT NULL,
  note        TEXT NOT NULL,
  seq         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX repair_number ON repair (number);
CREATE INDEX repair_thing ON repair (thing, since);
CREATE INDEX repair_day ON repair (day);
CREATE INDEX repair_open ON repair (thing) WHERE checked_at = 0;
