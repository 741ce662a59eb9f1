-- Elements of a framework: what the team gathers from the answers to a call, before there is a text;
-- and the paragraphs that grew from them. What was published of it stays as it was published.
CREATE TABLE framework_elements (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  position INTEGER NOT NULL,
  theme_id INTEGER REFERENCES themes (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX framework_elements_by_consultation ON framework_elements (consultation_id);
CREATE TABLE framework_sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  framework_element_id INTEGER NOT NULL REFERENCES framework_elements (id),
  input_id INTEGER NOT NULL REFERENCES inputs (id),
  UNIQUE (framework_element_id, input_id)
) STRICT;
CREATE TABLE framework_paragraphs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  framework_element_id INTEGER NOT NULL REFERENCES framework_elements (id),
  identity TEXT NOT NULL,
  UNIQUE (framework_element_id, identity)
) STRICT;
CREATE INDEX framework_paragraphs_by_identity ON framework_paragraphs (identity);
CREATE TABLE frameworks (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  UNIQUE (consultation_id, number)
) STRICT;
