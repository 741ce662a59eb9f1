-- Which attempt at taking a letter took it: whoever hears no answer to the commit finds out by this whether it did.
ALTER TABLE letters ADD COLUMN leased_by TEXT;
