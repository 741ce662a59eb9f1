-- The journal commits to who a participant is; without the salt nobody guesses a name from the digest.
ALTER TABLE participants ADD COLUMN salt BLOB;
