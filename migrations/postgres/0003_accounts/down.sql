DROP TABLE handovers;
ALTER TABLE roles DROP COLUMN ends_at;
DROP TABLE account_decisions;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
ALTER TABLE sessions DROP COLUMN confirmed_at;
ALTER TABLE sessions DROP COLUMN half;
