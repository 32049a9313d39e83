-- Acts that came late, could not be done, and whose makers are gone.
CREATE TABLE late_act (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  visitor TEXT NOT NULL,
  maker   TEXT NOT NULL,
  device  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  kept    INTEGER NOT NULL,
  fault   TEXT NOT NULL,
  state   TEXT NOT NULL,
  by      TEXT NOT NULL,
  settled INTEGER NOT NULL,
  why     TEXT NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;
CREATE INDEX late_act_open ON late_act (at) WHERE state = 'open';
CREATE INDEX late_act_visitor ON late_act (visitor) WHERE visitor <> '';
CREATE INDEX late_act_settled ON late_act (settled) WHERE settled <> 0;
