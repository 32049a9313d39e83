CREATE TABLE booking (
  id         TEXT PRIMARY KEY,
  number     TEXT NOT NULL,
  act        TEXT NOT NULL,
  visitor    TEXT NOT NULL REFERENCES visitor (id) DEFERRABLE INITIALLY DEFERRED,
  name       TEXT NOT NULL,
  title      TEXT NOT NULL,
  phone      TEXT NOT NULL,
  voucher    TEXT NOT NULL,
  venue      TEXT NOT NULL REFERENCES venue (id),
  court      TEXT NOT NULL REFERENCES court (id),
  day        TEXT NOT NULL,
  starts     INTEGER NOT NULL,
  ends       INTEGER NOT NULL,
  people     INTEGER NOT NULL,
  needs      TEXT NOT NULL,
  guardian   TEXT NOT NULL,
  how        TEXT NOT NULL,
  consultant TEXT NOT NULL,
  note       TEXT NOT NULL,
  status     TEXT NOT NULL,
  moved      INTEGER NOT NULL,
  by         TEXT NOT NULL,
  taken      INTEGER NOT NULL,
  visit      TEXT NOT NULL,
  arrived_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL,
  cancel_by  TEXT NOT NULL,
  cancel_why TEXT NOT NULL,
  cancel_at  INTEGER NOT NULL,
  seq        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX booking_number ON booking (number);
CREATE INDEX booking_day ON booking (day, starts);
CREATE INDEX booking_visitor ON booking (visitor, starts);
CREATE INDEX booking_taken ON booking (taken);
CREATE INDEX booking_act ON booking (act);
CREATE INDEX booking_playing ON booking (day) WHERE status = 'playing';
CREATE INDEX booking_cancelled ON booking (cancel_at) WHERE cancel_at <> 0;

-- Who holds a unit for a half hour. Rows are locks, not records: the primary
-- key is what makes a double booking impossible. The half hour leads it, so that
-- a day lies together.
CREATE TABLE occupancy (
  unit  TEXT NOT NULL,
  half  INTEGER NOT NULL,
  held  TEXT NOT NULL,
  seq   INTEGER NOT NULL,
  PRIMARY KEY (half, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX occupancy_held ON occupancy (held);

CREATE TABLE booking_move (
  id      TEXT PRIMARY KEY,
  booking TEXT NOT NULL REFERENCES booking (id) DEFERRABLE INITIALLY DEFERRED,
  court   TEXT NOT NULL,
  starts  INTEGER NOT NULL,
  ends    INTEGER NOT NULL,
  by      TEXT NOT NULL,
  at      INTEGER NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;
CREATE INDEX booking_move_booking ON booking_move (booking, at);
CREATE INDEX booking_move_at ON booking_move (at);

CREATE TABLE closure (
  id     TEXT PRIMARY KEY,
  court  TEXT NOT NULL REFERENCES court (id),
  starts INTEGER NOT NULL,
  ends   INTEGER NOT NULL,
  reason TEXT NOT NULL,
  note   TEXT NOT NULL,
  by     TEXT NOT NULL,
  at     INTEGER NOT NULL,
  lifted INTEGER NOT NULL,
  seq    INTEGER NOT NULL
) STRICT;
CREATE INDEX closure_starts ON closure (starts);

CREATE TABLE notice (
  id       TEXT PRIMARY KEY,
  booking  TEXT NOT NULL REFERENCES booking (id) DEFERRABLE INITIALLY DEFERRED,
  venue    TEXT NOT NULL,
  what     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  acked    INTEGER NOT NULL,
  acked_by TEXT NOT NULL,
  told     TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_at ON notice (at);
CREATE INDEX notice_booking ON notice (booking);
CREATE INDEX notice_waiting ON notice (at) WHERE acked = 0;

CREATE TABLE ledger (
  id    TEXT PRIMARY KEY,
  venue TEXT NOT NULL,
  day   TEXT NOT NULL,
  by    TEXT NOT NULL,
  at    INTEGER NOT NULL,
  seq   INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_day ON ledger (day, venue);

-- Vouchers by their full number. One that nobody issued has issued = 0; booking
-- is the booking that holds or has used it, '' while it is free.
CREATE TABLE voucher (
  number  TEXT PRIMARY KEY,
  day     TEXT NOT NULL,
  issued  INTEGER NOT NULL,
  booking TEXT NOT NULL,
  seq     INTEGER NOT NULL
) STRICT;
CREATE INDEX voucher_day ON voucher (day);
