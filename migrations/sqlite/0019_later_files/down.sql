ALTER TABLE attachments DROP COLUMN replaced_at;
ALTER TABLE committed_files DROP COLUMN commitment;
ALTER TABLE committed_files DROP COLUMN key_id;
ALTER TABLE committed_files DROP COLUMN salt;
