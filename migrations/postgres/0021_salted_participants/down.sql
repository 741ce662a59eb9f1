ALTER TABLE participants DROP COLUMN salt;
