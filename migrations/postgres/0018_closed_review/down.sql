DROP TABLE letter_texts;
DROP TABLE review_comments;
DROP TABLE reviewers;
DROP TABLE closed_reviews;
