DROP TABLE pauses;
ALTER TABLE rounds DROP COLUMN stage;
ALTER TABLE committed_inputs DROP COLUMN commitment_form;
ALTER TABLE submissions DROP COLUMN commitment_form;
ALTER TABLE inputs DROP COLUMN particulars;
