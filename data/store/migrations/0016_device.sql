-- The devices that share the book, and the reigns of hubs over its journal.
CREATE TABLE device (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL,
  key      TEXT NOT NULL UNIQUE,
  added    INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  revoked  INTEGER NOT NULL,
  gone     TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;

CREATE TABLE epoch (
  number INTEGER PRIMARY KEY,
  base   INTEGER NOT NULL,
  digest TEXT NOT NULL,
  hub    TEXT NOT NULL,
  why    TEXT NOT NULL,
  at     INTEGER NOT NULL,
  seq    INTEGER NOT NULL
) STRICT;

-- What this copy of the book is, apart from the office's own record: for whom it
-- was made and after which line its journal begins. Empty in a hub's book.
CREATE TABLE copy (
  role   TEXT NOT NULL,
  office TEXT NOT NULL,
  base   INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
