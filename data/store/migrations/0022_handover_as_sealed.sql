-- What the book called people, shifts and the house when a handover was sealed.
ALTER TABLE handover ADD COLUMN as_sealed TEXT NOT NULL DEFAULT '';
