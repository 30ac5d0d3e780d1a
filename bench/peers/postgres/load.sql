-- What all formulations read: the columns of a seeker, where it can be reached, and the lists that MUSTs need.
CREATE EXTENSION intarray;
ALTER FUNCTION _int_overlap(int[], int[]) COST 20; -- compares arrays: after the plain columns

CREATE UNLOGGED TABLE loaded (
  seeker int, x int, y int, reach_m int, full_m int, hours_min smallint, hours_max smallint, refuses_shifts smallint,
  position smallint, points int[], passes int[]);
\copy loaded FROM 'seekers.tsv'

-- area: a box around everywhere within reach, in straight metres, and everywhere where there is no bound.
CREATE UNLOGGED TABLE seekers AS
SELECT seeker, x, y, reach_m, full_m, hours_min, hours_max, refuses_shifts, position, passes,
  CASE WHEN x IS NULL OR reach_m IS NULL
       THEN box(point('-infinity', '-infinity'), point('infinity', 'infinity'))
       ELSE box(point(x - straight, y - straight), point(x + straight, y + straight)) END AS area
FROM (SELECT *, (reach_m + 1) * 100.0 / :detour + 1 AS straight FROM loaded) measured;
ALTER TABLE seekers ADD PRIMARY KEY (seeker);
CREATE INDEX seekers_area ON seekers USING gist (area);
CREATE INDEX seekers_passes ON seekers USING gin (passes gin__int_ops);
VACUUM ANALYZE seekers;
