ALTER TABLE letters DROP COLUMN leased_by;
