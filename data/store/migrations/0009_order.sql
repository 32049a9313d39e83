CREATE TABLE orders (
  id         TEXT PRIMARY KEY,
  number     TEXT NOT NULL,
  day        TEXT NOT NULL,
  place      TEXT NOT NULL,
  visit      TEXT NOT NULL,
  visitor    TEXT NOT NULL,
  guest      TEXT NOT NULL,
  title      TEXT NOT NULL,
  people     INTEGER NOT NULL,
  by         TEXT NOT NULL,
  device     TEXT NOT NULL,
  station    TEXT NOT NULL,
  at         INTEGER NOT NULL,
  consultant TEXT NOT NULL,
  occasion   TEXT NOT NULL,
  note       TEXT NOT NULL,
  refill     INTEGER NOT NULL,
  moved_from TEXT NOT NULL,
  moved_at   INTEGER NOT NULL,
  move_seen  INTEGER NOT NULL,
  ready_seen INTEGER NOT NULL,
  seq        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE INDEX orders_day ON orders (day, at);
CREATE INDEX orders_place ON orders (place, at);
CREATE INDEX orders_visit ON orders (visit) WHERE visit <> '';
CREATE INDEX orders_visitor ON orders (visitor, at) WHERE visitor <> '';
CREATE INDEX orders_moved ON orders (at) WHERE moved_at <> 0 AND move_seen = 0;

-- What the bar still has to look at is small beside all that was ever drunk, and
-- has indexes of its own.
CREATE TABLE order_line (
  id        TEXT PRIMARY KEY,
  "order"   TEXT NOT NULL REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED,
  visitor   TEXT NOT NULL,
  sort      INTEGER NOT NULL,
  drink     TEXT NOT NULL REFERENCES drink (id),
  qty       INTEGER NOT NULL,
  serve     TEXT NOT NULL,
  temp      TEXT NOT NULL,
  taste     TEXT NOT NULL,
  milk      TEXT NOT NULL,
  note      TEXT NOT NULL,
  state     TEXT NOT NULL,
  making_at INTEGER NOT NULL,
  ready_at  INTEGER NOT NULL,
  served_at INTEGER NOT NULL,
  served_by TEXT NOT NULL,
  void_at   INTEGER NOT NULL,
  void_by   TEXT NOT NULL,
  void_why  TEXT NOT NULL,
  void_seen INTEGER NOT NULL,
  seq       INTEGER NOT NULL
) STRICT;
CREATE INDEX order_line_order ON order_line ("order", sort);
CREATE INDEX order_line_open ON order_line ("order") WHERE state IN ('placed', 'making', 'ready');
CREATE INDEX order_line_void ON order_line ("order") WHERE state = 'void' AND void_seen = 0;
CREATE INDEX order_line_served ON order_line (served_at) WHERE state = 'served';
CREATE INDEX order_line_visitor ON order_line (visitor) WHERE visitor <> '';
