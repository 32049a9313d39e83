CREATE TABLE enquiry (
  id          TEXT PRIMARY KEY,
  number      TEXT NOT NULL,
  day         TEXT NOT NULL,
  at          INTEGER NOT NULL,
  by          TEXT NOT NULL,
  heard       TEXT NOT NULL,
  topic       TEXT NOT NULL,
  visitor     TEXT NOT NULL,
  who         TEXT NOT NULL,
  phone       TEXT NOT NULL,
  unit        TEXT NOT NULL,
  question    TEXT NOT NULL,
  answer      TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  passed_to   TEXT NOT NULL,
  passed      TEXT NOT NULL,
  passed_at   INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  seq         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX enquiry_number ON enquiry (number);
CREATE INDEX enquiry_day ON enquiry (day);
CREATE INDEX enquiry_open ON enquiry (due) WHERE answered_at = 0;
CREATE INDEX enquiry_visitor ON enquiry (visitor) WHERE visitor <> '';
