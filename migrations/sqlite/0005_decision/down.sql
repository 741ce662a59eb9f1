ALTER TABLE attachments DROP COLUMN retracted_at;
ALTER TABLE attachments DROP COLUMN class_as_submitted;
ALTER TABLE inputs DROP COLUMN retracted_at;
ALTER TABLE inputs DROP COLUMN class_as_submitted;
