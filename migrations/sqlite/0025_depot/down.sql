DROP TRIGGER attachment_part_moves;
DROP TRIGGER attachment_part_goes;
DROP TABLE loose_objects;
DROP INDEX attachment_parts_here;
ALTER TABLE attachment_parts DROP COLUMN sealed_for;
ALTER TABLE attachment_parts DROP COLUMN object;
