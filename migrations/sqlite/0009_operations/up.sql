-- What an operation needs beside its words: where something is moved, with what it is merged.
ALTER TABLE inputs ADD COLUMN particulars TEXT;
-- Which fields a commitment covers: docs/record.md has both forms.
ALTER TABLE submissions ADD COLUMN commitment_form INTEGER NOT NULL DEFAULT 1;
ALTER TABLE committed_inputs ADD COLUMN commitment_form INTEGER NOT NULL DEFAULT 1;
-- Which operations a round takes, and on which elements.
ALTER TABLE rounds ADD COLUMN stage TEXT NOT NULL DEFAULT '{}';
-- While the team revises, a round takes nothing.
CREATE TABLE pauses (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  paused_at INTEGER NOT NULL,
  paused_by INTEGER REFERENCES accounts (id),
  reason TEXT NOT NULL,
  resumed_at INTEGER,
  resumed_by INTEGER REFERENCES accounts (id),
  resumed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX pauses_by_round ON pauses (round_id);
