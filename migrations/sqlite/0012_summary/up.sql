-- The summary of general comments of a round: its lettered entries in the order made by hand, what each was written from, and
-- when it was published. And what the team says of a change in the concordance, and (sealed) decided by word of mouth.
CREATE TABLE summaries (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL UNIQUE REFERENCES rounds (id),
  published_at INTEGER,
  published_by INTEGER REFERENCES accounts (id)
) STRICT;
CREATE TABLE summary_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  position INTEGER NOT NULL,
  regional_group TEXT,
  participant_kind TEXT,
  theme TEXT NOT NULL,
  attribution TEXT NOT NULL,
  body TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX summary_entries_by_round ON summary_entries (round_id, position);
CREATE TABLE summary_sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  entry_id INTEGER NOT NULL REFERENCES summary_entries (id),
  input_id INTEGER NOT NULL REFERENCES inputs (id),
  UNIQUE (entry_id, input_id)
) STRICT;
CREATE INDEX summary_sources_by_input ON summary_sources (input_id);
CREATE TABLE rationales (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  identity TEXT NOT NULL,
  body TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (draft_id, identity)
) STRICT;
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  draft_id INTEGER REFERENCES drafts (id),
  identity TEXT,
  on_date TEXT NOT NULL,
  sealed BLOB NOT NULL,
  key_id TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_consultation ON decisions (consultation_id, on_date);
