-- Addresses that a consultation had: letters and printed notes still lead to it.
CREATE TABLE former_slugs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  slug TEXT NOT NULL UNIQUE
) STRICT;
-- Where notes verbales are dated from; empty for Geneva.
ALTER TABLE consultations ADD COLUMN place TEXT NOT NULL DEFAULT '';
