//! Reads feedback: language, ratings, sentiment.
