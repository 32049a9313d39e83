-- Where the tables stand on the plan, and in which order a round passes them.
CREATE TABLE spot (
  id    TEXT PRIMARY KEY,
  x     INTEGER NOT NULL,
  y     INTEGER NOT NULL,
  w     INTEGER NOT NULL,
  h     INTEGER NOT NULL,
  route INTEGER NOT NULL,
  seq   INTEGER NOT NULL
) STRICT;

CREATE TABLE seating (
  id         TEXT PRIMARY KEY,
  day        TEXT NOT NULL,
  table_id   TEXT NOT NULL,
  visit      TEXT NOT NULL,
  guest      TEXT NOT NULL,
  people     INTEGER NOT NULL,
  since      INTEGER NOT NULL,
  by         TEXT NOT NULL,
  left_at    INTEGER NOT NULL,
  left_by    TEXT NOT NULL,
  cleared_at INTEGER NOT NULL,
  cleared_by TEXT NOT NULL,
  seq        INTEGER NOT NULL
) STRICT;
CREATE INDEX seating_day ON seating (day, since);
CREATE INDEX seating_open ON seating (table_id) WHERE left_at = 0;
CREATE INDEX seating_live ON seating (since) WHERE cleared_at = 0;
CREATE INDEX seating_unclear ON seating (table_id) WHERE left_at <> 0 AND cleared_at = 0;
CREATE INDEX seating_visit ON seating (visit) WHERE visit <> '';

CREATE TABLE patrol (
  id       TEXT PRIMARY KEY,
  number   TEXT NOT NULL,
  day      TEXT NOT NULL,
  started  INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  by       TEXT NOT NULL,
  tables   INTEGER NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX patrol_day ON patrol (day, started);

-- Whatever somebody saw to at a table. What was found and not done is small
-- beside all that was ever looked at, and has an index of its own.
CREATE TABLE sighting (
  id       TEXT PRIMARY KEY,
  day      TEXT NOT NULL,
  table_id TEXT NOT NULL,
  seating  TEXT NOT NULL,
  what     TEXT NOT NULL,
  note     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  by       TEXT NOT NULL,
  done_at  INTEGER NOT NULL,
  done_by  TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX sighting_day ON sighting (day, at);
CREATE INDEX sighting_open ON sighting (table_id) WHERE done_at = 0;

CREATE TABLE held_table (
  id   TEXT PRIMARY KEY,
  held INTEGER NOT NULL,
  note TEXT NOT NULL,
  at   INTEGER NOT NULL,
  by   TEXT NOT NULL,
  seq  INTEGER NOT NULL
) STRICT;
CREATE INDEX held_table_now ON held_table (id) WHERE held = 1;
