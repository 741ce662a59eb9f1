-- The words by which texts and inputs are found, one row for a wording or an input whose words stand open in the database.
-- It is made of the other tables, and can be made anew from them at any time.
CREATE TABLE search_rows (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  what TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (what, row_id)
) STRICT;
CREATE INDEX search_rows_by_consultation ON search_rows (consultation_id);
-- What was changed and has to be read anew: empty again when the transaction that changed it ends. (One engine has one writer, and no
-- use for knowing which transaction it was.)
CREATE TABLE search_waiting (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  consultation_id INTEGER NOT NULL REFERENCES consultations (id),
  what TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  transaction_id INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The words are folded and parted by the program, the same for both engines: here they are only looked up.
CREATE VIRTUAL TABLE search_words USING fts5 (words, content = 'search_rows', content_rowid = 'id', tokenize = 'ascii', detail = 'none', columnsize = 0);
-- What leaves the index leaves the file.
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER search_rows_come AFTER INSERT ON search_rows BEGIN
  INSERT INTO search_words (rowid, words) VALUES (NEW.id, NEW.words);
END;
CREATE TRIGGER search_rows_go AFTER DELETE ON search_rows BEGIN
  INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', OLD.id, OLD.words);
END;
-- Whoever writes words, this version of the program or an older one beside it: what was found by the old ones is found no more,
-- and the new ones wait.
CREATE TRIGGER search_wording_comes AFTER INSERT ON wordings BEGIN
  INSERT INTO search_waiting (consultation_id, what, row_id)
    SELECT drafts.consultation_id, 'wording', NEW.id FROM elements JOIN drafts ON drafts.id = elements.draft_id WHERE elements.id = NEW.element_id;
END;
CREATE TRIGGER search_wording_changes AFTER UPDATE OF body ON wordings WHEN OLD.body <> NEW.body BEGIN
  DELETE FROM search_rows WHERE what = 'wording' AND row_id = OLD.id;
  INSERT INTO search_waiting (consultation_id, what, row_id)
    SELECT drafts.consultation_id, 'wording', NEW.id FROM elements JOIN drafts ON drafts.id = elements.draft_id WHERE elements.id = NEW.element_id;
END;
CREATE TRIGGER search_wording_goes AFTER DELETE ON wordings BEGIN
  DELETE FROM search_rows WHERE what = 'wording' AND row_id = OLD.id;
END;
CREATE TRIGGER search_input_comes AFTER INSERT ON inputs WHEN NEW.body <> '' OR NEW.proposed <> '' BEGIN
  INSERT INTO search_waiting (consultation_id, what, row_id)
    SELECT rounds.consultation_id, 'input', NEW.id FROM rounds WHERE rounds.id = NEW.round_id;
END;
CREATE TRIGGER search_input_changes AFTER UPDATE OF body, proposed, publication_class ON inputs
WHEN OLD.body <> NEW.body OR OLD.proposed <> NEW.proposed OR OLD.publication_class IS NOT NEW.publication_class BEGIN
  DELETE FROM search_rows WHERE what = 'input' AND row_id = OLD.id;
  INSERT INTO search_waiting (consultation_id, what, row_id)
    SELECT rounds.consultation_id, 'input', NEW.id FROM rounds WHERE rounds.id = NEW.round_id AND (NEW.body <> '' OR NEW.proposed <> '');
END;
CREATE TRIGGER search_input_goes AFTER DELETE ON inputs BEGIN
  DELETE FROM search_rows WHERE what = 'input' AND row_id = OLD.id;
END;
CREATE TRIGGER search_submission_changes AFTER UPDATE OF state ON submissions WHEN OLD.state <> NEW.state BEGIN
  DELETE FROM search_rows WHERE what = 'input' AND row_id IN (SELECT id FROM inputs WHERE submission_id = NEW.id);
  INSERT INTO search_waiting (consultation_id, what, row_id)
    SELECT rounds.consultation_id, 'input', inputs.id FROM inputs JOIN rounds ON rounds.id = inputs.round_id
    WHERE inputs.submission_id = NEW.id AND (inputs.body <> '' OR inputs.proposed <> '');
END;
CREATE TRIGGER search_redaction_comes AFTER INSERT ON redactions BEGIN
  DELETE FROM search_rows WHERE what = 'input' AND row_id = NEW.input_id;
END;
CREATE TRIGGER search_redaction_goes AFTER DELETE ON redactions BEGIN
  INSERT INTO search_waiting (consultation_id, what, row_id)
    SELECT rounds.consultation_id, 'input', inputs.id FROM inputs JOIN rounds ON rounds.id = inputs.round_id
    WHERE inputs.id = OLD.input_id AND (inputs.body <> '' OR inputs.proposed <> '');
END;
-- What was there before all this waits too.
INSERT INTO search_waiting (consultation_id, what, row_id)
  SELECT drafts.consultation_id, 'wording', wordings.id FROM wordings JOIN elements ON elements.id = wordings.element_id JOIN drafts ON drafts.id = elements.draft_id;
INSERT INTO search_waiting (consultation_id, what, row_id)
  SELECT rounds.consultation_id, 'input', inputs.id FROM inputs JOIN rounds ON rounds.id = inputs.round_id WHERE inputs.body <> '' OR inputs.proposed <> '';
