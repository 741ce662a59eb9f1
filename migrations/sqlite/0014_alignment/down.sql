DROP TABLE agreements;
DROP TABLE positions;
DROP TABLE memberships;
