-- A session that has the password but not yet the second factor is half a session.
ALTER TABLE sessions ADD COLUMN half INTEGER NOT NULL DEFAULT 0 CHECK (half IN (0, 1));
ALTER TABLE sessions ADD COLUMN confirmed_at INTEGER;
CREATE TABLE second_factors (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  account_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
  key_id TEXT NOT NULL,
  secret BLOB NOT NULL,
  last_step INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE recovery_codes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  code_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);
-- What a system administrator decided about somebody's account, and why.
CREATE TABLE account_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by INTEGER REFERENCES accounts (id),
  decided_at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_decisions_by_account ON account_decisions (account_id);
-- A role may have an end that is known beforehand.
ALTER TABLE roles ADD COLUMN ends_at INTEGER;
CREATE TABLE handovers (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  from_account INTEGER NOT NULL REFERENCES accounts (id),
  to_account INTEGER NOT NULL REFERENCES accounts (id),
  ends_on TEXT,
  ends_at INTEGER,
  begun_at INTEGER NOT NULL,
  accepted_at INTEGER,
  cancelled_at INTEGER
) STRICT;
CREATE INDEX handovers_by_consultation ON handovers (consultation_id);
