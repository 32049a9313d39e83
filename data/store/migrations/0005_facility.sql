CREATE TABLE facility (
  place TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  note  TEXT NOT NULL,
  by    TEXT NOT NULL,
  at    INTEGER NOT NULL,
  seq   INTEGER NOT NULL
) STRICT;

CREATE TABLE facility_event (
  id    TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  note  TEXT NOT NULL,
  by    TEXT NOT NULL,
  at    INTEGER NOT NULL,
  seq   INTEGER NOT NULL
) STRICT;
CREATE INDEX facility_event_at ON facility_event (at);
