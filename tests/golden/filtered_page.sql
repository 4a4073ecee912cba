with entered as materialized (
select set_config('meritgrid.actor', $7, true), set_config('meritgrid.day', $8, true),
set_config('meritgrid.language', $9, true)
)
SELECT convert_to((
SELECT concat('{"totalCount":', (
SELECT count(*) AS count_1
FROM assessment AS t1
WHERE t1.unit_id = $1::UUID AND t1.period_start >= $2::DATE AND t1.period_start <= $3::DATE AND t1.state IN ('confirmed', 'proposed')), ',"edges":[', coalesce(string_agg(concat('{"cursor":"', translate(encode(convert_to(CAST(json_build_array('Assessment:SCORE:desc', anon_1.score_hundredths, anon_1.employee_id, anon_1.period, anon_1.period_start) AS TEXT), 'UTF8'), 'base64'), E'+/=\n', '-_'), '","node":', concat('{"id":"Assessment_', anon_1.id, '","periodStart":"', anon_1.period_start, '","period":"', upper(anon_1.period COLLATE "C"), '","score":', coalesce(CASE WHEN (CASE WHEN (anon_1.months > 0) THEN anon_1.score_hundredths END IS NOT NULL) THEN concat('{"hundredths":', CASE WHEN (anon_1.months > 0) THEN anon_1.score_hundredths END, '}') END, 'null'), '}'), '}'), ',' ORDER BY anon_1.n) FILTER (WHERE anon_1.n <= 20), ''), '],"pageInfo":{"hasNextPage":', CAST(coalesce(bool_or(anon_1.n > 20), false) AS TEXT), ',"hasPreviousPage":false,"startCursor":', coalesce('"' || CAST((array_agg(translate(encode(convert_to(CAST(json_build_array('Assessment:SCORE:desc', anon_1.score_hundredths, anon_1.employee_id, anon_1.period, anon_1.period_start) AS TEXT), 'UTF8'), 'base64'), E'+/=\n', '-_') ORDER BY anon_1.n) FILTER (WHERE anon_1.n <= 20))[1] AS TEXT) || '"', 'null'), ',"endCursor":', coalesce('"' || CAST((array_agg(translate(encode(convert_to(CAST(json_build_array('Assessment:SCORE:desc', anon_1.score_hundredths, anon_1.employee_id, anon_1.period, anon_1.period_start) AS TEXT), 'UTF8'), 'base64'), E'+/=\n', '-_') ORDER BY anon_1.n DESC) FILTER (WHERE anon_1.n <= 20))[1] AS TEXT) || '"', 'null'), '}}') AS concat_1
FROM (
SELECT t0.id AS id, t0.version AS version, t0.employee_id AS employee_id, t0.unit_id AS unit_id, t0.position_id AS position_id, t0.period AS period, t0.period_start AS period_start, t0.general_points_hundredths AS general_points_hundredths, t0.field_result AS field_result, t0.organising AS organising, t0.uniting AS uniting, t0.quantity_bp AS quantity_bp, t0.quality_bp AS quality_bp, t0.progress_bp AS progress_bp, t0.task_points_hundredths AS task_points_hundredths, t0.score_hundredths AS score_hundredths, t0.months AS months, t0.model_id AS model_id, t0.model_version AS model_version, t0.parameters_hash AS parameters_hash, t0.state AS state, t0.assessed_by AS assessed_by, t0.confirmed_by AS confirmed_by, t0.confirmed_at AS confirmed_at, row_number() OVER (ORDER BY t0.score_hundredths DESC, t0.employee_id DESC, t0.period DESC, t0.period_start DESC) AS n
FROM assessment AS t0
WHERE t0.unit_id = $4::UUID AND t0.period_start >= $5::DATE AND t0.period_start <= $6::DATE AND t0.state IN ('confirmed', 'proposed') ORDER BY t0.score_hundredths DESC, t0.employee_id DESC, t0.period DESC, t0.period_start DESC
LIMIT 21) AS anon_1
HAVING true), 'UTF8') AS convert_to_1
from entered;
