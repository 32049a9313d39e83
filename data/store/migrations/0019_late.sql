-- How somebody of the staff stood until a moment: what was done before is judged
-- by that.
CREATE TABLE staff_past (
  id     TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES staff (id),
  role   TEXT NOT NULL,
  gone   INTEGER NOT NULL,
  until  INTEGER NOT NULL,
  seq    INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_past_person ON staff_past (person, until);

-- The party an order is for, where it sits at a table.
ALTER TABLE orders ADD COLUMN seating TEXT NOT NULL DEFAULT '';
CREATE INDEX orders_seating ON orders (seating) WHERE seating <> '';
