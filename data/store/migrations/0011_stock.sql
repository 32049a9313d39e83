CREATE TABLE stock_item (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,
  spec    TEXT NOT NULL,
  unit    TEXT NOT NULL,
  par     INTEGER NOT NULL,
  price   INTEGER NOT NULL,
  dated   INTEGER NOT NULL,
  sort    INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;

-- What is held of an item is the sum of its movements; no total is stored.
CREATE TABLE movement (
  id     TEXT PRIMARY KEY,
  item   TEXT NOT NULL REFERENCES stock_item (id),
  qty    INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  ref    TEXT NOT NULL,
  use_by TEXT NOT NULL,
  note   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  by     TEXT NOT NULL,
  seq    INTEGER NOT NULL
) STRICT;
CREATE INDEX movement_item ON movement (item, seq);
CREATE INDEX movement_ref ON movement (ref) WHERE ref <> '';
CREATE INDEX movement_at ON movement (at);

CREATE TABLE stock_count (
  id     TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  day    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  by     TEXT NOT NULL,
  seq    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX stock_count_number ON stock_count (number);
CREATE INDEX stock_count_day ON stock_count (day, kind);
CREATE INDEX stock_count_kind ON stock_count (kind, seq);

CREATE TABLE count_line (
  id       TEXT PRIMARY KEY,
  count    TEXT NOT NULL REFERENCES stock_count (id),
  item     TEXT NOT NULL REFERENCES stock_item (id),
  sort     INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  cupboard INTEGER NOT NULL,
  washing  INTEGER NOT NULL,
  tables   INTEGER NOT NULL,
  counted  INTEGER NOT NULL,
  broken   INTEGER NOT NULL,
  why      TEXT NOT NULL,
  word     TEXT NOT NULL,
  use_by   TEXT NOT NULL,
  same     INTEGER NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX count_line_item ON count_line (count, item);
CREATE INDEX count_line_last ON count_line (item, seq);
