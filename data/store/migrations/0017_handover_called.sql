-- How the guest of a handover's item is called: mr, ms or nothing.
ALTER TABLE handover_item ADD COLUMN called TEXT NOT NULL DEFAULT '';
