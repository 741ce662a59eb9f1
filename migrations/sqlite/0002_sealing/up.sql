-- What must not be read from a stolen database is sealed with keys that are not in it.
CREATE TABLE sealing_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  key_id TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL,
  retired_at INTEGER
) STRICT;
-- Who sent a submission stands in its cover. The index finds it again, for whoever has the key.
DROP TABLE co_submitters;
DROP INDEX submissions_by_participant;
ALTER TABLE submissions DROP COLUMN participant_id;
ALTER TABLE submissions DROP COLUMN submitted_by;
ALTER TABLE submissions DROP COLUMN own_date;
ALTER TABLE submissions DROP COLUMN own_reference;
ALTER TABLE submissions DROP COLUMN on_behalf_of;
ALTER TABLE submissions DROP COLUMN withdrawal_reason;
ALTER TABLE submissions ADD COLUMN participant_index BLOB NOT NULL DEFAULT x'';
ALTER TABLE submissions ADD COLUMN cover BLOB NOT NULL DEFAULT x'';
ALTER TABLE submissions ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
CREATE INDEX submissions_by_participant_index ON submissions (participant_index);
CREATE INDEX submissions_by_key ON submissions (key_id);
-- Who wrote an input, and which row of which table it was, stand beside its words in `sealed`.
DROP INDEX inputs_by_source_key;
ALTER TABLE inputs DROP COLUMN source_key;
ALTER TABLE inputs DROP COLUMN proposal_group;
ALTER TABLE inputs DROP COLUMN created_by;
CREATE INDEX inputs_by_key ON inputs (key_id);
-- A file is sealed as a whole: its name and digest, and each of its parts.
ALTER TABLE attachments DROP COLUMN name;
ALTER TABLE attachments DROP COLUMN size;
ALTER TABLE attachments DROP COLUMN digest;
ALTER TABLE attachments DROP COLUMN uploaded_by;
ALTER TABLE attachments ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
ALTER TABLE attachments ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment_parts ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
CREATE INDEX attachments_by_key ON attachments (key_id);
CREATE INDEX attachment_parts_by_key ON attachment_parts (key_id);
