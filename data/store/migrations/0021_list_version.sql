-- What a list read like before, and which version of it somebody ticked in which
-- turn of the day. Version 0 is a list that never changed, turn 0 a run that stands
-- alone.
ALTER TABLE checklist ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checklist ADD COLUMN written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checklist ADD COLUMN before TEXT NOT NULL DEFAULT '';
ALTER TABLE appliance ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appliance ADD COLUMN written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appliance ADD COLUMN before TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist_run ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checklist_run ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cleaning ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- A line of a count that could not be booked: something had moved (again), or a
-- later count was in the book already (later). seen is what its maker was shown.
ALTER TABLE count_line ADD COLUMN held TEXT NOT NULL DEFAULT '';
ALTER TABLE count_line ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE count_line ADD COLUMN again_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE count_line ADD COLUMN again_by TEXT NOT NULL DEFAULT '';
ALTER TABLE count_line ADD COLUMN moved_since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX movement_item_at ON movement (item, at);
CREATE INDEX count_line_again ON count_line (item) WHERE held = 'again';

-- Who put a record right afterwards, or voided it, and why.
ALTER TABLE checklist_run ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checklist_run ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist_run ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist_run ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cup_batch ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cup_batch ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cup_batch ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE cup_batch ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cleaning ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cleaning ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cleaning ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE cleaning ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stock_count ADD COLUMN amended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stock_count ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE stock_count ADD COLUMN amend_why TEXT NOT NULL DEFAULT '';
ALTER TABLE stock_count ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
