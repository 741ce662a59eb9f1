ALTER TABLE lineage DROP COLUMN step;
ALTER TABLE changes DROP COLUMN undone_by;
ALTER TABLE changes DROP COLUMN reversal;
ALTER TABLE changes DROP COLUMN step;
DROP TABLE assignments;
