DROP TABLE compilation_publications;
ALTER TABLE consultations DROP COLUMN brackets_public;
ALTER TABLE consultations DROP COLUMN bracket_legend;
ALTER TABLE consultations DROP COLUMN reservation;
