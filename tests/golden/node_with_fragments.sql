with entered as materialized (
select set_config('meritgrid.actor', $2, true), set_config('meritgrid.day', $3, true),
set_config('meritgrid.language', $4, true)
)
SELECT convert_to((
SELECT concat('{"__typename":"PayRun","id":"PayRun_', t0.id, '","state":"', upper(t0.state COLLATE "C"), '","totalVnd":"', t0.total_vnd, '","rules":[', (
SELECT coalesce(string_agg(concat('{"number":', anon_1.number, ',"parametersHash":', to_json(anon_1.parameters_hash), '}'), ','), '') AS coalesce_1
FROM (
SELECT t1.pay_run_id AS pay_run_id, t1.number AS number, t1.regulation_id AS regulation_id, t1.models AS models, t1.versions AS versions, t1.parameters AS parameters, t1.parameters_hash AS parameters_hash, t1.model_id AS model_id, t1.model_version AS model_version
FROM pay_run_rules AS t1
WHERE t1.pay_run_id = t0.id ORDER BY t1.pay_run_id, t1.number
LIMIT 100) AS anon_1), '],"lines":', (
SELECT concat('{"totalCount":', (
SELECT count(*) AS count_1
FROM pay_line AS t3
WHERE t3.pay_run_id = t0.id), ',"nodes":[', coalesce(string_agg(concat('{"amountVnd":"', anon_2.amount_vnd, '","rated":', to_json(anon_2.rated), ',"steps":[', (
SELECT coalesce(string_agg(concat('{"ordinal":', anon_3.ordinal, ',"name":', to_json(anon_3.name), ',"value":', coalesce(CAST(CASE WHEN (json_typeof(anon_3.value) = 'array') THEN anon_3.value WHEN (split_part(anon_3.name, '_', -1) IN ('vnd', 'usd', 'twd', 'won', 'yen', 'rupees', 'pesos', 'ringgit', 'rupiah', 'cents', 'centavos', 'paise', 'sen')) THEN to_json(anon_3.value #>> '{}') ELSE anon_3.value END AS TEXT), 'null'), '}'), ','), '') AS coalesce_2
FROM (
SELECT t4.pay_line_id AS pay_line_id, t4.ordinal AS ordinal, t4.model_id AS model_id, t4.stage AS stage, t4.name AS name, t4.says AS says, t4.certainty AS certainty, t4.law AS law, t4.agreement AS agreement, t4.choice AS choice, t4.parameters AS parameters, t4.value AS value
FROM pay_line_step AS t4
WHERE t4.pay_line_id = anon_2.id ORDER BY t4.pay_line_id, t4.ordinal
LIMIT 100) AS anon_3), ']}'), ','), ''), ']}') AS concat_2
FROM (
SELECT t2.id AS id, t2.pay_run_id AS pay_run_id, t2.rules_number AS rules_number, t2.employee_id AS employee_id, t2.unit_id AS unit_id, t2.position_id AS position_id, t2.peer_group_id AS peer_group_id, t2.assessment_id AS assessment_id, t2.rated AS rated, t2.amount_vnd AS amount_vnd, t2.steps AS steps, t2.model_id AS model_id, t2.model_version AS model_version, t2.parameters_hash AS parameters_hash, t2.leaf AS leaf, t2.place AS place
FROM pay_line AS t2
WHERE t2.pay_run_id = t0.id ORDER BY t2.pay_run_id, t2.employee_id, t2.unit_id
LIMIT 2) AS anon_2
HAVING true), '}') AS concat_1
FROM pay_run AS t0
WHERE t0.id = $1::UUID), 'UTF8') AS convert_to_1
from entered;
