-- What became of single edits of a proposal, kept with the update that made each. Written into the proposal's own edits, and gone from
-- here, once all that were decided at the same time are.
CREATE TABLE decisions (
    map TEXT NOT NULL,
    proposal INTEGER NOT NULL,
    place INTEGER NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (map, proposal, place)
) STRICT, WITHOUT ROWID;
