"""The question in SQL: three formulations, all with integers only, so that they give the totals of docs/model.md."""

# In the sum of a seeker's weights: on how many lists that are evidence; the weights stay below this.
EVIDENCE = 1 << 26

PARAMETERS = 'int, int, int, int, int, int, int, int[], int[]'
# $1 x, $2 y, $3 remote percent, $4 hours min, $5 hours max, $6 shifts, $7 position, $8 lists, $9 weights,
# $10 and on: the lists of each MUST


def eligible(model):
    """Who passes every filter, with what position and region give: wP * P + wR * R. The box of the area is for the
    index; the distance decides."""
    musts = ''.join(f' AND passes && ${number}' for number in range(10, 10 + model['musts']))
    return f"""
      SELECT seeker, {model['position']} * ($7 + position) + {model['region']} * (r0 + (4096 - r0) * $3 / 100) AS own
      FROM (SELECT *, CASE WHEN distance IS NULL THEN 0 WHEN full_m IS NULL THEN 4096
                           WHEN full_m = 0 OR distance > full_m THEN 0
                           ELSE ('{model['decay']}'::int[])[(1024 * distance::bigint / full_m)::int + 1] END AS r0
            FROM (SELECT *, floor(sqrt((x - $1)::float8 ^ 2 + (y - $2)::float8 ^ 2))::int
                            * {model['detour']} / 100 AS distance
                  FROM seekers
                  WHERE hours_max >= $4 AND hours_min <= $5 AND ($6 = 0 OR refuses_shifts = 0)
                    AND ($3 = 100 OR $1 IS NULL OR area @> box(point($1, $2), point($1, $2))){musts}
                  OFFSET 0) placed
            WHERE $3 = 100 OR distance IS NULL OR reach_m IS NULL OR distance <= reach_m
            OFFSET 0) near"""


def best(model, gathered):
    """The first 50, and everybody with the total of the 50th: the order among equals is a hash that SQL does not have."""
    return f"""WITH eligible AS MATERIALIZED ({eligible(model)})
      SELECT seeker, total FROM (
        SELECT seeker, ((gathered & {EVIDENCE - 1}) + own) / 4096 AS total FROM ({gathered} OFFSET 0) summed
        WHERE gathered >= {EVIDENCE}) scored
      ORDER BY total DESC FETCH FIRST 50 ROWS WITH TIES"""


def with_rows(model):
    return best(model, """
        SELECT seeker, own, sum(weight) AS gathered
        FROM unnest($8, $9) AS asked(list, weight) JOIN postings USING (list) JOIN eligible USING (seeker)
        GROUP BY seeker, own""")


def with_arrays(model):
    return best(model, """
        SELECT seeker, own, sum(weight) AS gathered
        FROM (SELECT members_of(seekers) AS seeker, weight
              FROM unnest($8, $9) AS asked(list, weight) JOIN members USING (list)) posted
        JOIN eligible USING (seeker) GROUP BY seeker, own""")


def with_scan(model):
    return best(model, """
        SELECT seeker, own, (SELECT sum(($9)[idx($8, list)]) FROM unnest(points & $8) AS list) AS gathered
        FROM eligible JOIN profiles USING (seeker)""")


FORMULATIONS = {
    'rows': (with_rows, 'PostgreSQL 15, a row per posting'),
    'arrays': (with_arrays, 'PostgreSQL 15, an array per list'),
    'scan': (with_scan, 'PostgreSQL 15, an array per seeker'),
}
