-- A part of a file may lie outside the database, in a depot: then its bytes here are none, and `object` is where it lies.
ALTER TABLE attachment_parts ADD COLUMN object TEXT;
-- The place that it is sealed for, where that is another's: files that were copied share what lies in the depot.
ALTER TABLE attachment_parts ADD COLUMN sealed_for TEXT;
CREATE INDEX attachment_parts_here ON attachment_parts (attachment_id) WHERE object IS NULL;
-- What may lie in the depot though no part says that it lies there: on its way out (then `part_id` is the part), or removed here.
CREATE TABLE loose_objects (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  address TEXT NOT NULL UNIQUE,
  part_id INTEGER UNIQUE,
  since INTEGER
) STRICT;
-- Whoever removes a part, this version of the program or an older one beside it.
CREATE TRIGGER attachment_part_goes AFTER DELETE ON attachment_parts WHEN OLD.object IS NOT NULL BEGIN
  INSERT INTO loose_objects (address) VALUES (OLD.object) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER attachment_part_moves AFTER UPDATE OF object ON attachment_parts
WHEN OLD.object IS NOT NULL AND OLD.object IS NOT NEW.object BEGIN
  INSERT INTO loose_objects (address) VALUES (OLD.object) ON CONFLICT DO NOTHING;
END;
