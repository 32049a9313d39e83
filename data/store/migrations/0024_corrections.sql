-- What is put right afterwards.
-- Money that came for a breakage, or was given back (its sum is below zero); what of
-- it there is; and when who is responsible signed afterwards.
CREATE TABLE payment (
  id       TEXT PRIMARY KEY,
  breakage TEXT NOT NULL REFERENCES breakage (id),
  visitor  TEXT NOT NULL,
  sum      INTEGER NOT NULL,
  how      TEXT NOT NULL,
  receipt  TEXT NOT NULL,
  at       INTEGER NOT NULL,
  by       TEXT NOT NULL,
  why      TEXT NOT NULL,
  seq      INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_breakage ON payment (breakage);
CREATE INDEX payment_visitor ON payment (visitor) WHERE visitor <> '';
ALTER TABLE breakage ADD COLUMN signed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE breakage ADD COLUMN got INTEGER NOT NULL DEFAULT 0;
CREATE INDEX breakage_back ON breakage (at, number) WHERE (state = 'rejected' AND (got > 0 OR paid_at > 0) OR got > due);
CREATE INDEX breakage_owed ON breakage (at, number) WHERE state = 'approved' AND due > got AND NOT (paid_at > 0 AND got = 0);
CREATE INDEX breakage_unsigned ON breakage (day) WHERE share > 0 AND strokes = '';
ALTER TABLE breakage ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE breakage ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE breakage ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE breakage ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enquiry ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enquiry ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE enquiry ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE enquiry ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repair ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repair ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE repair ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE repair ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
