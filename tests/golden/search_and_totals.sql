with entered as materialized (
select set_config('meritgrid.actor', $2, true), set_config('meritgrid.day', $3, true),
set_config('meritgrid.language', $4, true)
), found0 AS
(
SELECT meritgrid_people_found(CAST($1 AS TEXT[])) AS ids)
SELECT convert_to((
SELECT concat('{"totalCount":', cardinality((
SELECT found0.ids
FROM found0)), ',"nodes":[', coalesce(string_agg(concat('{"id":"Employee_', anon_1.id, '","fullName":', to_json(anon_1.full_name), '}'), ','), ''), ']}') AS concat_1
FROM (
SELECT t1.id AS id, t1.code AS code, t1.full_name AS full_name, t1.born_on AS born_on, t1.joined_on AS joined_on, t1.unit_id AS unit_id, t1.moves_to AS moves_to, t1.moves_on AS moves_on, t1.name_words AS name_words, t1.name_sort_key AS name_sort_key
FROM employee AS t1
WHERE t1.id = ANY (CAST((
SELECT found0.ids
FROM found0) AS UUID[])) ORDER BY t1.name_sort_key, t1.code
LIMIT 20) AS anon_1
HAVING true), 'UTF8') AS convert_to_1
from entered;
with entered as materialized (
select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', $2, true),
set_config('meritgrid.language', $3, true)
)
SELECT convert_to((
SELECT concat('{"totalCount":', CAST((
SELECT coalesce(sum(row_count_1.delta), 0) AS coalesce_1
FROM row_count AS row_count_1
WHERE row_count_1.table_name = 'kpi_result') + (
SELECT count(*) AS count_1
FROM kpi_result AS kpi_result_1
WHERE kpi_result_1.employee_id = (
SELECT CAST(current_setting('meritgrid.actor') AS UUID) AS current_setting_1) AND NOT (
SELECT meritgrid_everywhere((
SELECT CAST(current_setting('meritgrid.actor') AS UUID) AS current_setting_1), 'results.read') AS meritgrid_everywhere_1) AND (kpi_result_1.unit_id NOT IN (
SELECT meritgrid_units((
SELECT CAST(current_setting('meritgrid.actor') AS UUID) AS current_setting_1), 'results.read') AS meritgrid_units_1))) AS BIGINT), '}') AS concat_1), 'UTF8') AS convert_to_1
from entered;
with entered as materialized (
select set_config('meritgrid.actor', $3, true), set_config('meritgrid.day', $4, true),
set_config('meritgrid.language', $5, true)
)
SELECT convert_to((
SELECT concat('{"totalCount":', (
SELECT count(*) AS count_1
FROM kpi_result AS t0
WHERE t0.month >= $1::DATE AND t0.month <= $2::DATE), '}') AS concat_1), 'UTF8') AS convert_to_1
from entered;
