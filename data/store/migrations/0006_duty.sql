CREATE TABLE duty_day (
  day     TEXT PRIMARY KEY,
  weather TEXT NOT NULL,
  note    TEXT NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

CREATE TABLE post (
  id    TEXT PRIMARY KEY,
  day   TEXT NOT NULL,
  staff TEXT NOT NULL,
  post  TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  seq   INTEGER NOT NULL
) STRICT;
CREATE INDEX post_day ON post (day, since);

CREATE TABLE absence (
  id       TEXT PRIMARY KEY,
  day      TEXT NOT NULL,
  staff    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  since    INTEGER NOT NULL,
  until    INTEGER NOT NULL,
  stand_in TEXT NOT NULL,
  told     INTEGER NOT NULL,
  note     TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX absence_day ON absence (day, since);

CREATE TABLE duty_entry (
  id      TEXT PRIMARY KEY,
  day     TEXT NOT NULL,
  at      INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  staff   TEXT NOT NULL,
  text    TEXT NOT NULL,
  result  TEXT NOT NULL,
  told    INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;
CREATE INDEX duty_entry_day ON duty_entry (day, at);
