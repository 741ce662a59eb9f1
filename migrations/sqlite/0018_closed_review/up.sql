-- A closed review: one version of a text, as it was when the review was opened, shown to named
-- reviewers; and what they say of it, which nobody but the team and its author reads.
CREATE TABLE closed_reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  version TEXT NOT NULL,
  note TEXT NOT NULL,
  closes_civil TEXT NOT NULL,
  closes_at INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX closed_reviews_by_draft ON closed_reviews (draft_id);
CREATE TABLE reviewers (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  review_id INTEGER NOT NULL REFERENCES closed_reviews (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  named_at INTEGER NOT NULL,
  ended_at INTEGER,
  UNIQUE (review_id, account_id)
) STRICT;
CREATE INDEX reviewers_by_account ON reviewers (account_id);
CREATE TABLE review_comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  review_id INTEGER NOT NULL REFERENCES closed_reviews (id),
  reviewer_id INTEGER NOT NULL REFERENCES reviewers (id),
  identity TEXT,
  sealed BLOB NOT NULL,
  key_id TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  considered_by INTEGER REFERENCES accounts (id),
  considered_at INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX review_comments_by_review ON review_comments (review_id);
CREATE INDEX review_comments_by_reviewer ON review_comments (reviewer_id);
-- The full text of a letter that was registered, typed beside its file: excerpts are cut out of it.
CREATE TABLE letter_texts (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  submission_id INTEGER NOT NULL UNIQUE REFERENCES submissions (id),
  sealed BLOB NOT NULL,
  key_id TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
