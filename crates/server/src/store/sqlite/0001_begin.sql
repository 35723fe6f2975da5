-- People, the updates of every map, versions and proposals. Times are microseconds UTC; numbers of peers are unsigned, kept bit by bit.
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    token BLOB NOT NULL UNIQUE,
    joined INTEGER NOT NULL
) STRICT;

CREATE TABLE maps (
    id TEXT PRIMARY KEY,
    snapshot BLOB NOT NULL,
    snapshot_seq INTEGER NOT NULL,
    file_hash BLOB,
    file_point BLOB,
    next_hash BLOB,
    next_point BLOB
) STRICT;

-- Every row stays: they are the history, and together the whole document.
CREATE TABLE updates (
    map TEXT NOT NULL REFERENCES maps (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    person TEXT REFERENCES people (id),
    peer INTEGER NOT NULL,
    why TEXT NOT NULL,
    what TEXT NOT NULL,
    point BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (map, seq)
) STRICT;

-- A copy belongs to whom used its number first; to the server where there is no person.
CREATE TABLE peers (
    map TEXT NOT NULL REFERENCES maps (id),
    peer INTEGER NOT NULL,
    person TEXT REFERENCES people (id),
    PRIMARY KEY (map, peer)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
    map TEXT NOT NULL REFERENCES maps (id),
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    person TEXT REFERENCES people (id),
    made TEXT NOT NULL,
    seq INTEGER NOT NULL,
    point BLOB NOT NULL,
    PRIMARY KEY (map, version)
) STRICT;

CREATE TABLE proposals (
    map TEXT NOT NULL REFERENCES maps (id),
    proposal INTEGER NOT NULL,
    source TEXT NOT NULL,
    why TEXT NOT NULL,
    at INTEGER NOT NULL,
    edits TEXT NOT NULL,
    PRIMARY KEY (map, proposal)
) STRICT;
