DROP TABLE frameworks;
DROP TABLE framework_paragraphs;
DROP TABLE framework_sources;
DROP TABLE framework_elements;
