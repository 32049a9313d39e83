CREATE TABLE item (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  number  TEXT NOT NULL,
  name    TEXT NOT NULL,
  size    TEXT NOT NULL,
  qty     INTEGER NOT NULL,
  guarded INTEGER NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

CREATE TABLE lending (
  id          TEXT PRIMARY KEY,
  number      TEXT NOT NULL,
  item        TEXT NOT NULL REFERENCES item (id),
  qty         INTEGER NOT NULL,
  staff       TEXT NOT NULL,
  visitor     TEXT NOT NULL,
  name        TEXT NOT NULL,
  title       TEXT NOT NULL,
  firm        TEXT NOT NULL,
  phone       TEXT NOT NULL,
  purpose     TEXT NOT NULL,
  out_by      TEXT NOT NULL,
  out_at      INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  returned_by TEXT NOT NULL,
  taken_by    TEXT NOT NULL,
  taken_at    INTEGER NOT NULL,
  condition   TEXT NOT NULL,
  battery     TEXT NOT NULL,
  earpiece    INTEGER NOT NULL,
  charger     INTEGER NOT NULL,
  remark      TEXT NOT NULL,
  seq         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX lending_number ON lending (number);
CREATE INDEX lending_out ON lending (item) WHERE taken_at = 0;
CREATE INDEX lending_item ON lending (item, out_at);
CREATE INDEX lending_taken ON lending (taken_at);
CREATE INDEX lending_visitor ON lending (visitor) WHERE visitor <> '';
