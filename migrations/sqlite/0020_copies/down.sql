DROP TABLE copied_inputs;
