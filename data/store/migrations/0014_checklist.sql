-- A run keeps the items as they stood then.
CREATE TABLE checklist (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  station TEXT NOT NULL,
  by      INTEGER NOT NULL,
  items   TEXT NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

CREATE TABLE checklist_run (
  id        TEXT PRIMARY KEY,
  checklist TEXT NOT NULL REFERENCES checklist (id),
  name      TEXT NOT NULL,
  day       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  by        TEXT NOT NULL,
  items     TEXT NOT NULL,
  ticked    TEXT NOT NULL,
  note      TEXT NOT NULL,
  seq       INTEGER NOT NULL
) STRICT;
CREATE INDEX checklist_run_day ON checklist_run (day, at);
CREATE INDEX checklist_run_of ON checklist_run (checklist, day);

CREATE TABLE cup_batch (
  id      TEXT PRIMARY KEY,
  day     TEXT NOT NULL,
  item    TEXT NOT NULL,
  name    TEXT NOT NULL,
  began   INTEGER NOT NULL,
  qty     INTEGER NOT NULL,
  step    TEXT NOT NULL,
  chipped INTEGER NOT NULL,
  again   INTEGER NOT NULL,
  started INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  by      TEXT NOT NULL,
  done    INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;
CREATE INDEX cup_batch_day ON cup_batch (day);
CREATE INDEX cup_batch_open ON cup_batch (started) WHERE done = 0;

CREATE TABLE cup_step (
  batch   TEXT NOT NULL REFERENCES cup_batch (id),
  n       INTEGER NOT NULL,
  step    TEXT NOT NULL,
  at      INTEGER NOT NULL,
  by      TEXT NOT NULL,
  qty     INTEGER NOT NULL,
  chipped INTEGER NOT NULL,
  failed  INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  PRIMARY KEY (batch, n)
) STRICT;
