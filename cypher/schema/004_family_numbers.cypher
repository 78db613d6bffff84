// Children of one family number are siblings: found by that number, whoever the parent in the row is.

CREATE INDEX parent_of_family IF NOT EXISTS FOR ()-[r:PARENT_OF]-() ON (r.family);
