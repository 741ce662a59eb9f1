-- What the team writes about inputs, and the salt of an excerpt, are sealed like the inputs' own words. Where
-- nothing is sealed yet the words stand in their own columns; the server seals them when it starts.
ALTER TABLE responses ADD COLUMN sealed BLOB;
ALTER TABLE responses ADD COLUMN key_id TEXT;
ALTER TABLE internal_notes ADD COLUMN sealed BLOB;
ALTER TABLE internal_notes ADD COLUMN key_id TEXT;
ALTER TABLE redactions ADD COLUMN sealed BLOB;
ALTER TABLE redactions ADD COLUMN key_id TEXT;
ALTER TABLE erasures ADD COLUMN sealed BLOB;
ALTER TABLE erasures ADD COLUMN key_id TEXT;
ALTER TABLE committed_inputs ADD COLUMN key_id TEXT;
