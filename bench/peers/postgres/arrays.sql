CREATE UNLOGGED TABLE members (list int, seekers int[]);
ALTER TABLE members ALTER seekers SET STORAGE EXTERNAL; -- not compressed
\copy members FROM 'members.tsv'
ALTER TABLE members ADD PRIMARY KEY (list);
VACUUM ANALYZE members;

-- unnest() as it is, but planned with thousands of rows instead of ten.
CREATE FUNCTION members_of(int[]) RETURNS SETOF int LANGUAGE internal STRICT IMMUTABLE ROWS 2500 AS 'array_unnest';
SELECT pg_total_relation_size('seekers') + pg_total_relation_size('members');
