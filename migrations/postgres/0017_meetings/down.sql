DROP TABLE interventions;
DROP TABLE meetings;
