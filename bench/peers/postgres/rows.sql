CREATE UNLOGGED TABLE postings AS SELECT unnest(points) AS list, seeker FROM loaded ORDER BY 1, 2;
ALTER TABLE postings ADD PRIMARY KEY (list, seeker);
VACUUM ANALYZE postings;
SELECT pg_total_relation_size('seekers') + pg_total_relation_size('postings');
