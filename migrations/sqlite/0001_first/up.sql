-- Moments are microseconds since 1970 (UTC); documents are JSON; public ids are 128 random bits in base32.

-- accounts
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  password_hash TEXT,
  system_administrator INTEGER NOT NULL DEFAULT 0 CHECK (system_administrator IN (0, 1)),
  created_at INTEGER NOT NULL,
  deactivated_at INTEGER,
  password_changed_at INTEGER
) STRICT;
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE TABLE links (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  purpose TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  account_id INTEGER REFERENCES accounts (id),
  person_id INTEGER,
  email TEXT NOT NULL,
  detail TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX links_by_email ON links (email);
CREATE TABLE throttles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_by_key_and_at ON throttles (key, at);
-- journal
CREATE TABLE chains (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  scope TEXT NOT NULL UNIQUE,
  length INTEGER NOT NULL DEFAULT 0,
  head BLOB NOT NULL
) STRICT;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  chain_id INTEGER NOT NULL REFERENCES chains (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER REFERENCES accounts (id),
  acting_as TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE (chain_id, seq)
) STRICT;
-- post
CREATE TABLE letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  message_id TEXT NOT NULL UNIQUE,
  reason_key TEXT NOT NULL UNIQUE,
  consultation_id INTEGER,
  occasion TEXT NOT NULL,
  to_email TEXT NOT NULL,
  to_name TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  enqueued_at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  leased_until INTEGER,
  sent_at INTEGER,
  last_error TEXT
) STRICT;
CREATE INDEX letters_by_state_and_next_attempt_at ON letters (state, next_attempt_at);
-- consultations
CREATE TABLE consultations (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  mandate TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  languages TEXT NOT NULL,
  contact TEXT NOT NULL,
  disclaimer TEXT NOT NULL,
  open_door INTEGER NOT NULL DEFAULT 1 CHECK (open_door IN (0, 1)),
  attribution_public INTEGER NOT NULL DEFAULT 0 CHECK (attribution_public IN (0, 1)),
  created_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE roles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL,
  clearance INTEGER NOT NULL DEFAULT 0 CHECK (clearance IN (0, 1)),
  granted_at INTEGER NOT NULL,
  ended_at INTEGER,
  UNIQUE (consultation_id, account_id, role)
) STRICT;
CREATE TABLE milestones (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  on_date TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX milestones_by_consultation ON milestones (consultation_id);
CREATE TABLE themes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  name TEXT NOT NULL,
  UNIQUE (consultation_id, name)
) STRICT;
-- drafts
CREATE TABLE drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  label TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  based_on_id INTEGER REFERENCES drafts (id),
  symbol TEXT,
  created_at INTEGER NOT NULL,
  circulated_at INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX drafts_by_consultation ON drafts (consultation_id);
CREATE TABLE elements (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  identity TEXT NOT NULL,
  parent_id INTEGER REFERENCES elements (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT
) STRICT;
CREATE INDEX elements_by_draft_and_position ON elements (draft_id, position);
CREATE TABLE wordings (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  element_id INTEGER NOT NULL REFERENCES elements (id),
  language TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (element_id, language)
) STRICT;
CREATE TABLE lineage (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  from_identity TEXT NOT NULL,
  to_identity TEXT NOT NULL,
  relation TEXT NOT NULL
) STRICT;
CREATE INDEX lineage_by_draft ON lineage (draft_id);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  identity TEXT NOT NULL,
  act TEXT NOT NULL,
  input_id INTEGER,
  account_id INTEGER REFERENCES accounts (id),
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX changes_by_draft_and_identity ON changes (draft_id, identity);
-- participants
CREATE TABLE participants (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  regional_group TEXT,
  language TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  contributors_may_submit INTEGER NOT NULL DEFAULT 0 CHECK (contributors_may_submit IN (0, 1)),
  admitted_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (consultation_id, name)
) STRICT;
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  participant_id INTEGER NOT NULL REFERENCES participants (id),
  account_id INTEGER REFERENCES accounts (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  invited_at INTEGER NOT NULL,
  accepted_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE INDEX people_by_participant ON people (participant_id);
CREATE INDEX people_by_account ON people (account_id);
CREATE TABLE door_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  person_name TEXT NOT NULL,
  email TEXT NOT NULL,
  participant_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  regional_group TEXT,
  language TEXT NOT NULL,
  statement TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  decided_at INTEGER,
  decided_by INTEGER REFERENCES accounts (id),
  decision TEXT,
  reason TEXT,
  participant_id INTEGER REFERENCES participants (id)
) STRICT;
CREATE INDEX door_requests_by_consultation ON door_requests (consultation_id);
-- rounds
CREATE TABLE rounds (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  draft_id INTEGER REFERENCES drafts (id),
  title TEXT NOT NULL,
  opens_civil TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_civil TEXT NOT NULL,
  closes_at INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  instructions TEXT NOT NULL,
  allowed TEXT NOT NULL,
  publication_rule TEXT NOT NULL,
  registered_class TEXT NOT NULL,
  accept_late INTEGER NOT NULL DEFAULT 1 CHECK (accept_late IN (0, 1)),
  team_reads_before_close INTEGER NOT NULL DEFAULT 0 CHECK (team_reads_before_close IN (0, 1)),
  open_to_public INTEGER NOT NULL DEFAULT 1 CHECK (open_to_public IN (0, 1)),
  circulated_at INTEGER,
  closing_announced_at INTEGER,
  created_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX rounds_by_consultation ON rounds (consultation_id);
CREATE TABLE questions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  position INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX questions_by_round ON questions (round_id);
CREATE TABLE extensions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  account_id INTEGER REFERENCES accounts (id),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  previous_closes_at INTEGER NOT NULL,
  closes_civil TEXT NOT NULL,
  closes_at INTEGER NOT NULL
) STRICT;
CREATE INDEX extensions_by_round ON extensions (round_id);
CREATE TABLE closures (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  account_id INTEGER REFERENCES accounts (id),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (round_id)
) STRICT;
CREATE TABLE invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  participant_id INTEGER NOT NULL REFERENCES participants (id),
  written_at INTEGER NOT NULL,
  acknowledged_at INTEGER,
  reminded_at INTEGER,
  UNIQUE (round_id, participant_id)
) STRICT;
CREATE TABLE notes_verbales (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  round_id INTEGER REFERENCES rounds (id),
  participant_id INTEGER NOT NULL REFERENCES participants (id),
  occasion TEXT NOT NULL,
  number TEXT,
  language TEXT NOT NULL,
  body TEXT NOT NULL,
  drafted_at INTEGER NOT NULL,
  approved_at INTEGER,
  approved_by INTEGER REFERENCES accounts (id),
  dispatched_on TEXT,
  dispatched_how TEXT,
  dispatch_recorded_at INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX notes_verbales_by_consultation ON notes_verbales (consultation_id);
CREATE INDEX notes_verbales_by_participant ON notes_verbales (participant_id);
-- submissions
CREATE TABLE submissions (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  participant_id INTEGER NOT NULL REFERENCES participants (id),
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  language TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  submitted_at INTEGER,
  submitted_by INTEGER REFERENCES accounts (id),
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  own_date TEXT,
  own_reference TEXT,
  received_on TEXT,
  on_behalf_of TEXT,
  without_prejudice INTEGER NOT NULL DEFAULT 0 CHECK (without_prejudice IN (0, 1)),
  registered_by INTEGER REFERENCES accounts (id),
  replaces_id INTEGER REFERENCES submissions (id),
  receipt_code TEXT UNIQUE,
  salt BLOB,
  commitment BLOB,
  withdrawn_at INTEGER,
  withdrawal_reason TEXT,
  published_at INTEGER,
  form_key TEXT UNIQUE,
  receipt_by_email INTEGER NOT NULL DEFAULT 0 CHECK (receipt_by_email IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX submissions_by_round_and_state ON submissions (round_id, state);
CREATE INDEX submissions_by_participant ON submissions (participant_id);
CREATE TABLE co_submitters (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  participant_id INTEGER REFERENCES participants (id),
  name TEXT NOT NULL,
  confirmed_at INTEGER,
  UNIQUE (submission_id, name)
) STRICT;
CREATE TABLE inputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  identity TEXT,
  question_id INTEGER REFERENCES questions (id),
  kind TEXT NOT NULL,
  operation TEXT,
  comment_type TEXT,
  body TEXT NOT NULL,
  quoted TEXT NOT NULL,
  proposed TEXT NOT NULL,
  language TEXT NOT NULL,
  publication_class TEXT,
  sealed BLOB,
  key_id TEXT,
  proposal_group TEXT,
  letter TEXT,
  placement TEXT NOT NULL,
  mismatch TEXT,
  source_key TEXT,
  form_key TEXT UNIQUE,
  created_by INTEGER REFERENCES accounts (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX inputs_by_submission ON inputs (submission_id);
CREATE INDEX inputs_by_round_and_identity ON inputs (round_id, identity);
CREATE INDEX inputs_by_source_key ON inputs (source_key);
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest BLOB NOT NULL,
  publication_class TEXT,
  original INTEGER NOT NULL DEFAULT 0 CHECK (original IN (0, 1)),
  uploaded_by INTEGER REFERENCES accounts (id),
  uploaded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_by_submission ON attachments (submission_id);
CREATE TABLE attachment_parts (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  attachment_id INTEGER NOT NULL REFERENCES attachments (id),
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (attachment_id, part)
) STRICT;
-- consolidation
CREATE TABLE input_themes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  input_id INTEGER NOT NULL REFERENCES inputs (id),
  theme_id INTEGER NOT NULL REFERENCES themes (id),
  UNIQUE (input_id, theme_id)
) STRICT;
CREATE TABLE internal_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  round_id INTEGER NOT NULL REFERENCES rounds (id),
  identity TEXT,
  input_id INTEGER REFERENCES inputs (id),
  body TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX internal_notes_by_round_and_identity ON internal_notes (round_id, identity);
CREATE TABLE responses (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  input_id INTEGER NOT NULL UNIQUE REFERENCES inputs (id),
  treatment TEXT NOT NULL,
  reason TEXT NOT NULL,
  covered_by_id INTEGER REFERENCES inputs (id),
  drafted_by INTEGER NOT NULL REFERENCES accounts (id),
  drafted_at INTEGER NOT NULL,
  validated_by INTEGER REFERENCES accounts (id),
  validated_at INTEGER,
  validation_note TEXT,
  released_at INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE explanatory_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  identity TEXT NOT NULL,
  body TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  updated_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (draft_id, identity)
) STRICT;
-- The record cannot be bent: a line of the journal is written once.
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'a line of the journal is never changed'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'a line of the journal is never removed'); END;
