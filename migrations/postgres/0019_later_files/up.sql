-- A file that is added to what was registered has a commitment of its own, as an excerpt has. One whose place
-- another takes is kept.
ALTER TABLE committed_files ADD COLUMN salt BYTEA;
ALTER TABLE committed_files ADD COLUMN key_id TEXT;
ALTER TABLE committed_files ADD COLUMN commitment BYTEA;
ALTER TABLE attachments ADD COLUMN replaced_at TIMESTAMPTZ;
