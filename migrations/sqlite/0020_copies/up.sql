-- Which input of a submission that replaces another was copied from which: what is erased there is erased here.
CREATE TABLE copied_inputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  input_id INTEGER NOT NULL UNIQUE REFERENCES inputs (id) ON DELETE CASCADE,
  from_id INTEGER NOT NULL REFERENCES inputs (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX copied_inputs_by_from ON copied_inputs (from_id);
