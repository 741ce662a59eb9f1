-- Meetings: each the source of a submission whose inputs are its lettered comments. Where and when it was, who
-- was there and what the rapporteur wrote stand in `sealed`.
CREATE TABLE meetings (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  submission_id INTEGER NOT NULL UNIQUE REFERENCES submissions (id),
  sealed BLOB NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX meetings_by_round ON meetings (round_id);
-- What was said at a meeting on behalf of a participant, and whether the participant says that it was so. The
-- submission holds the words as they were recorded; a correction is a submission of its own.
CREATE TABLE interventions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  meeting_id INTEGER NOT NULL REFERENCES meetings (id),
  submission_id INTEGER NOT NULL UNIQUE REFERENCES submissions (id),
  correction_id INTEGER UNIQUE REFERENCES submissions (id),
  verification TEXT NOT NULL,
  answered_at INTEGER
) STRICT;
CREATE INDEX interventions_by_meeting ON interventions (meeting_id);
