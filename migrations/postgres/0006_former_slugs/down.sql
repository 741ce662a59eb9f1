ALTER TABLE consultations DROP COLUMN place;
DROP TABLE former_slugs;
