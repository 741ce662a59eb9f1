DROP TABLE decisions;
DROP TABLE rationales;
DROP TABLE summary_sources;
DROP TABLE summary_entries;
DROP TABLE summaries;
