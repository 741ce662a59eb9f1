-- Whose it is to work on a part of the text: an element with all under it, or what lies beside the text.
CREATE TABLE assignments (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  place TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  due_on TEXT,
  assigned_by INTEGER REFERENCES accounts (id),
  assigned_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX assignments_by_round ON assignments (round_id);
-- The changes of one act are one step; what takes it back is kept with the first of them.
ALTER TABLE changes ADD COLUMN step TEXT;
ALTER TABLE changes ADD COLUMN reversal TEXT;
ALTER TABLE changes ADD COLUMN undone_by INTEGER REFERENCES accounts (id);
ALTER TABLE lineage ADD COLUMN step TEXT;
