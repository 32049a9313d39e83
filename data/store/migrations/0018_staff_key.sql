-- The public key that a person's PIN gives, in base64; nobody has one before their next
-- right PIN.
ALTER TABLE staff ADD COLUMN key TEXT NOT NULL DEFAULT '';
