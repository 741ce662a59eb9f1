-- What became of the elements of any earlier draft: proposed by matching, confirmed or corrected by a
-- person. Without from_draft_id: noted while a draft was revised.
ALTER TABLE lineage ADD COLUMN from_draft_id INTEGER REFERENCES drafts (id);
ALTER TABLE lineage ADD COLUMN origin TEXT NOT NULL DEFAULT 'recorded';
ALTER TABLE lineage ADD COLUMN account_id INTEGER REFERENCES accounts (id);
ALTER TABLE lineage ADD COLUMN traced_at INTEGER;
