DROP TABLE redactions;
DROP TABLE erasures;
DROP TABLE committed_files;
DROP TABLE committed_inputs;
DROP TABLE digest_lines;
DROP TABLE digest_lists;
DROP TABLE receipts;
DROP TABLE signing_keys;
