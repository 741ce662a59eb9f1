-- The line that stands at the head of a compilation ("without prejudice …"), how a bracketed text is
-- marked, and whether an intergovernmental reading shows it to everybody.
ALTER TABLE consultations ADD COLUMN reservation TEXT NOT NULL DEFAULT '';
ALTER TABLE consultations ADD COLUMN bracket_legend TEXT NOT NULL DEFAULT 'brackets';
ALTER TABLE consultations ADD COLUMN brackets_public INTEGER NOT NULL DEFAULT 0 CHECK (brackets_public IN (0, 1));
-- The compilation of a round is the team's until it is published.
CREATE TABLE compilation_publications (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  account_id INTEGER REFERENCES accounts (id),
  at INTEGER NOT NULL,
  UNIQUE (round_id)
) STRICT;
