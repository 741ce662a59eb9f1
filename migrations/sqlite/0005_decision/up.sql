-- What an input or a file was submitted as, where its publication class was changed since: the
-- commitment of the submission covers it. And when it was withdrawn from publication.
ALTER TABLE inputs ADD COLUMN class_as_submitted TEXT;
ALTER TABLE inputs ADD COLUMN retracted_at INTEGER;
ALTER TABLE attachments ADD COLUMN class_as_submitted TEXT;
ALTER TABLE attachments ADD COLUMN retracted_at INTEGER;
