DROP TRIGGER attachment_part_moves ON attachment_parts;
DROP TRIGGER attachment_part_goes ON attachment_parts;
DROP FUNCTION part_leaves_its_object;
DROP TABLE loose_objects;
DROP INDEX attachment_parts_here;
ALTER TABLE attachment_parts DROP COLUMN sealed_for;
ALTER TABLE attachment_parts DROP COLUMN object;
