DELETE FROM lineage WHERE from_draft_id IS NOT NULL;
ALTER TABLE lineage DROP COLUMN traced_at;
ALTER TABLE lineage DROP COLUMN account_id;
ALTER TABLE lineage DROP COLUMN origin;
ALTER TABLE lineage DROP COLUMN from_draft_id;
