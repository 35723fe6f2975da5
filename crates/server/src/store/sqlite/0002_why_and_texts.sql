-- Why an update was made, as whoever made it said: a list of texts in JSON.
ALTER TABLE updates ADD COLUMN said TEXT NOT NULL DEFAULT '[]';

-- Texts that a map's file had: which state of the document each says, and its lines in short, so that a text that was opened
-- before later edits and is saved now is known again.
CREATE TABLE texts (
    map TEXT NOT NULL REFERENCES maps (id),
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    point BLOB NOT NULL,
    lines BLOB NOT NULL,
    PRIMARY KEY (map, hash)
) STRICT;
