with entered as materialized (
select set_config('meritgrid.actor', $2, true), set_config('meritgrid.day', $3, true),
set_config('meritgrid.language', $4, true)
)
SELECT convert_to((
SELECT concat('{"code":', to_json(t0.code), ',"fullName":', to_json(t0.full_name), ',"payLines":', (
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"amountVnd":"', anon_1.amount_vnd, '","payRun":', coalesce((
SELECT concat('{"year":', t2.year, ',"state":"', upper(t2.state COLLATE "C"), '"}') AS concat_3
FROM pay_run AS t2
WHERE t2.id = anon_1.pay_run_id), 'null'), '}'), ','), ''), ']}') AS concat_2
FROM (
SELECT t1.id AS id, t1.pay_run_id AS pay_run_id, t1.rules_number AS rules_number, t1.employee_id AS employee_id, t1.unit_id AS unit_id, t1.position_id AS position_id, t1.peer_group_id AS peer_group_id, t1.assessment_id AS assessment_id, t1.rated AS rated, t1.amount_vnd AS amount_vnd, t1.steps AS steps, t1.model_id AS model_id, t1.model_version AS model_version, t1.parameters_hash AS parameters_hash, t1.leaf AS leaf, t1.place AS place
FROM pay_line AS t1
WHERE t1.employee_id = t0.id ORDER BY t1.pay_run_id, t1.employee_id, t1.unit_id
LIMIT 5) AS anon_1
HAVING true), '}') AS concat_1
FROM employee AS t0
WHERE t0.id = $1::UUID), 'UTF8') AS convert_to_1
from entered;
