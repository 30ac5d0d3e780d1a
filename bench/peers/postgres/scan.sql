CREATE UNLOGGED TABLE profiles AS SELECT seeker, points FROM loaded;
ALTER TABLE profiles ADD PRIMARY KEY (seeker);
VACUUM ANALYZE profiles;
SELECT pg_total_relation_size('seekers') + pg_total_relation_size('profiles');
