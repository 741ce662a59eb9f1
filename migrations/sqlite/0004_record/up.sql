-- What proves that nothing of the record was changed. Receipts and lists of digests are signed when they are made.
CREATE TABLE signing_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  key_id TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  first_used_at INTEGER NOT NULL
) STRICT;
CREATE TABLE receipts (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  submission_id INTEGER NOT NULL UNIQUE REFERENCES submissions (id),
  body TEXT NOT NULL
) STRICT;
CREATE TABLE digest_lists (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  number INTEGER NOT NULL,
  count INTEGER NOT NULL,
  body TEXT NOT NULL,
  fixed_at INTEGER NOT NULL,
  UNIQUE (round_id, number)
) STRICT;
CREATE TABLE digest_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  list_id INTEGER NOT NULL REFERENCES digest_lists (id),
  commitment BLOB NOT NULL UNIQUE
) STRICT;
CREATE INDEX digest_lines_by_list ON digest_lines (list_id);
-- What a commitment covers and an act may change later, as it was; and for an excerpt a commitment of its own.
CREATE TABLE committed_inputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  input_id INTEGER NOT NULL UNIQUE REFERENCES inputs (id),
  identity TEXT,
  publication_class TEXT,
  salt BLOB,
  commitment BLOB
) STRICT;
CREATE TABLE committed_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  attachment_id INTEGER NOT NULL UNIQUE REFERENCES attachments (id),
  publication_class TEXT
) STRICT;
CREATE TABLE erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  input_id INTEGER REFERENCES inputs (id),
  at INTEGER NOT NULL,
  account_id INTEGER REFERENCES accounts (id),
  authority TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX erasures_by_submission ON erasures (submission_id);
CREATE TABLE redactions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  input_id INTEGER NOT NULL UNIQUE REFERENCES inputs (id),
  body TEXT NOT NULL,
  quoted TEXT NOT NULL,
  proposed TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER REFERENCES accounts (id)
) STRICT;
CREATE TRIGGER receipts_are_never_changed BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER receipts_are_never_removed BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'a receipt is never removed'); END;
CREATE TRIGGER digest_lists_are_never_changed BEFORE UPDATE ON digest_lists BEGIN SELECT RAISE(ABORT, 'a list of digests is never changed'); END;
CREATE TRIGGER digest_lists_are_never_removed BEFORE DELETE ON digest_lists BEGIN SELECT RAISE(ABORT, 'a list of digests is never removed'); END;
