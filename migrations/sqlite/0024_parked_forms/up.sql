-- A form that somebody of the staff sent before a second factor was set up: it waits an hour for them, sealed,
-- whichever process they meet next.
CREATE TABLE parked_forms (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  account_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
  parked_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  key_id TEXT NOT NULL
) STRICT;
