-- How much of what may be tried is used up: one row for each limit and whoever comes up against it, which no one reads
-- in the digest. When the allowance is whole again (microseconds since 1970) the row has no use, and is removed.
CREATE TABLE tries (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  digest BLOB NOT NULL UNIQUE,
  whole_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tries_by_whole_at ON tries (whole_at);
