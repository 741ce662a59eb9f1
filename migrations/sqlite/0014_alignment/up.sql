-- Groups and their members, from a date to a date.
CREATE TABLE memberships (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  group_id INTEGER NOT NULL REFERENCES participants (id),
  member_id INTEGER NOT NULL REFERENCES participants (id),
  from_date TEXT NOT NULL DEFAULT '',
  to_date TEXT NOT NULL DEFAULT '',
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX memberships_by_group ON memberships (group_id);
CREATE INDEX memberships_by_member ON memberships (member_id);
-- What a participant holds of a paragraph or a proposal. Who, of what and which stand in `sealed`.
CREATE TABLE positions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  participant_index BLOB NOT NULL,
  sealed BLOB NOT NULL,
  key_id TEXT NOT NULL,
  publication_class TEXT NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  taken_at INTEGER NOT NULL,
  published_at INTEGER,
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX positions_by_round ON positions (round_id);
CREATE INDEX positions_by_key ON positions (key_id);
-- How far an element is agreed: every decision is kept, the last one counts.
CREATE TABLE agreements (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  identity TEXT NOT NULL,
  status TEXT NOT NULL,
  meeting TEXT NOT NULL,
  on_date TEXT NOT NULL,
  remark TEXT NOT NULL,
  account_id INTEGER REFERENCES accounts (id),
  acting_as TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX agreements_by_consultation ON agreements (consultation_id, identity);
