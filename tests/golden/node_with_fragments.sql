with entered as materialized (
select set_config('meritgrid.actor', $2, true), set_config('meritgrid.day', $3, true),
set_config('meritgrid.language', $4, true)
)
SELECT convert_to((
SELECT concat('{"__typename":"PayRun","id":"PayRun_', t0.id, '","state":"', upper(t0.state COLLATE "C"), '","viewerCanApprove":', (
SELECT concat('{"allowed":', CASE WHEN (anon_1.code IS NULL) THEN 'true' ELSE 'false' END, ',"code":', coalesce('"' || CAST(upper(replace(anon_1.code, '.', '_') COLLATE "C") AS TEXT) || '"', 'null'), '}') AS concat_2
FROM LATERAL (
SELECT CASE WHEN (NOT meritgrid_may((
SELECT CAST(current_setting('meritgrid.actor') AS UUID) AS current_setting_1), 'pay_run.approve', t0.unit_id)) THEN 'forbidden' WHEN (t0.state = 'computing') THEN 'pay_run_computing' WHEN (t0.state = 'computed') THEN 'pay_run_computed' WHEN (t0.state = 'approved') THEN 'pay_run_approved' WHEN (t0.state = 'closed') THEN 'pay_run_closed' WHEN (t0.state = 'discarded') THEN 'pay_run_discarded' WHEN (t0.made_by = (
SELECT CAST(current_setting('meritgrid.actor') AS UUID) AS current_setting_1)) THEN 'own_pay_run' WHEN (EXISTS (
SELECT *
FROM paid_already(t0.id) AS anon_2)) THEN 'already_paid' END AS code
LIMIT ALL OFFSET 0) AS anon_1), ',"total":{"amount":"', t0.total_vnd, '"},"rules":', (
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"number":', anon_3.number, ',"parametersHash":', to_json(anon_3.parameters_hash), '}'), ','), ''), ']}') AS concat_3
FROM (
SELECT t1.pay_run_id AS pay_run_id, t1.number AS number, t1.regulation_id AS regulation_id, t1.models AS models, t1.versions AS versions, t1.parameters AS parameters, t1.parameters_hash AS parameters_hash, t1.model_id AS model_id, t1.model_version AS model_version
FROM pay_run_rules AS t1
WHERE t1.pay_run_id = t0.id ORDER BY t1.pay_run_id, t1.number
LIMIT 50) AS anon_3
HAVING true), ',"lines":', (
SELECT concat('{"totalCount":', (
SELECT count(*) AS count_1
FROM pay_line AS t3
WHERE t3.pay_run_id = t0.id), ',"sums":', (
SELECT concat('{"amount":{"amount":"', t4.amount_vnd, '"}}') AS concat_5
FROM (
SELECT count(*) AS lines, count(DISTINCT t5.employee_id) AS people, count(*) FILTER (WHERE t5.amount_vnd = 0) AS unpaid, CAST(coalesce(sum(t5.amount_vnd), 0) AS BIGINT) AS amount_vnd, CASE WHEN (min(CAST(t5.pay_run_id AS TEXT)) = max(CAST(t5.pay_run_id AS TEXT)) AND min(t5.rules_number) = max(t5.rules_number)) THEN CAST(min(CAST(t5.id AS TEXT)) AS UUID) END AS example
FROM pay_line AS t5
WHERE t5.pay_run_id = t0.id) AS t4), ',"byClass":', (
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"class":{"code":', to_json(anon_4.rated), '},"people":', anon_4.people, '}'), ','), ''), ']}') AS concat_6
FROM (
SELECT t6.rated AS rated, t6.lines AS lines, t6.people AS people, t6.unpaid AS unpaid, t6.amount_vnd AS amount_vnd, t6.example AS example
FROM (
SELECT t7.rated AS rated, count(*) AS lines, count(DISTINCT t7.employee_id) AS people, count(*) FILTER (WHERE t7.amount_vnd = 0) AS unpaid, CAST(coalesce(sum(t7.amount_vnd), 0) AS BIGINT) AS amount_vnd, CASE WHEN (min(CAST(t7.pay_run_id AS TEXT)) = max(CAST(t7.pay_run_id AS TEXT)) AND min(t7.rules_number) = max(t7.rules_number)) THEN CAST(min(CAST(t7.id AS TEXT)) AS UUID) END AS example
FROM pay_line AS t7
WHERE t7.pay_run_id = t0.id GROUP BY t7.rated) AS t6 ORDER BY t6.rated
LIMIT 50) AS anon_4
HAVING true), ',"nodes":[', coalesce(string_agg(concat('{"amount":{"amount":"', anon_5.amount_vnd, '","currency":"VND","formatted":"', meritgrid_money(CAST(anon_5.amount_vnd AS BIGINT), 'VND'), '"},"class":{"code":', to_json(anon_5.rated), ',"label":', to_json(CASE WHEN ((
SELECT meritgrid_language() AS meritgrid_language_1) IN ('en')) THEN CASE WHEN (anon_5.rated = 'excellent') THEN 'Work completed excellently' WHEN (anon_5.rated = 'good') THEN 'Work completed well' WHEN (anon_5.rated = 'completed') THEN 'Work completed' WHEN (anon_5.rated = 'not_completed') THEN 'Work not completed' WHEN (anon_5.rated = 'unrated') THEN 'Not classified' WHEN (anon_5.rated = 'elsewhere') THEN 'Classified elsewhere' ELSE anon_5.rated END ELSE coalesce((
SELECT translation_1.text
FROM translation AS translation_1
WHERE translation_1.language = (
SELECT meritgrid_language() AS meritgrid_language_1) AND translation_1.source = CAST(md5(CASE WHEN (anon_5.rated = 'excellent') THEN 'Work completed excellently' WHEN (anon_5.rated = 'good') THEN 'Work completed well' WHEN (anon_5.rated = 'completed') THEN 'Work completed' WHEN (anon_5.rated = 'not_completed') THEN 'Work not completed' WHEN (anon_5.rated = 'unrated') THEN 'Not classified' WHEN (anon_5.rated = 'elsewhere') THEN 'Classified elsewhere' ELSE anon_5.rated END) AS UUID)), CASE WHEN (anon_5.rated = 'excellent') THEN 'Work completed excellently' WHEN (anon_5.rated = 'good') THEN 'Work completed well' WHEN (anon_5.rated = 'completed') THEN 'Work completed' WHEN (anon_5.rated = 'not_completed') THEN 'Work not completed' WHEN (anon_5.rated = 'unrated') THEN 'Not classified' WHEN (anon_5.rated = 'elsewhere') THEN 'Classified elsewhere' ELSE anon_5.rated END) END), ',"rank":', coalesce(CAST(CASE WHEN (anon_5.rated = 'excellent') THEN 1 WHEN (anon_5.rated = 'good') THEN 2 WHEN (anon_5.rated = 'completed') THEN 3 WHEN (anon_5.rated = 'not_completed') THEN 4 ELSE NULL END AS TEXT), 'null'), '},"steps":', (
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"ordinal":', anon_6.ordinal, ',"name":', to_json(anon_6.name), ',"says":', to_json(CASE WHEN ((
SELECT meritgrid_language() AS meritgrid_language_1) IN ('en')) THEN anon_6.says ELSE coalesce((
SELECT translation_2.text
FROM translation AS translation_2
WHERE translation_2.language = (
SELECT meritgrid_language() AS meritgrid_language_1) AND translation_2.source = CAST(md5(anon_6.says) AS UUID)), anon_6.says) END), ',"value":', coalesce((
SELECT concat('{"unit":"', upper(replace(told.unit, '.', '_') COLLATE "C"), '","number":', coalesce('"' || CAST(CASE WHEN ((told.unit = 'option') = false) THEN told.text END AS TEXT) || '"', 'null'), ',"formatted":', to_json(value_formatted(told.model_id, told.name, told.value, told.unit)), '}') AS concat_8
FROM LATERAL (
SELECT told_named.name AS name, told_named.value AS value, told_named.text AS text, told_named.unit AS unit, told_named.model_id AS model_id, value_currency(told_named.unit, told_named.model_id) AS currency
FROM LATERAL (
SELECT anon_6.name AS name, anon_6.value AS value, anon_6.value #>> '{}' AS text, CASE WHEN (value_unit(anon_6.name, anon_6.value) = 'option') THEN 'option' ELSE coalesce(anon_6.unit, value_unit(anon_6.name, anon_6.value)) END AS unit, anon_6.model_id AS model_id
LIMIT ALL OFFSET 0) AS told_named
LIMIT ALL OFFSET 0) AS told
WHERE (json_typeof(told.value) NOT IN ('array', 'object', 'null'))), 'null'), ',"parameters":[', (
SELECT string_agg(concat('{"name":', to_json(used.name), ',"value":', coalesce((
SELECT concat('{"formatted":', to_json(value_formatted(told.model_id, told.name, told.value, told.unit)), '}') AS concat_9
FROM LATERAL (
SELECT told_named.name AS name, told_named.value AS value, told_named.text AS text, told_named.unit AS unit, told_named.model_id AS model_id, value_currency(told_named.unit, told_named.model_id) AS currency
FROM LATERAL (
SELECT used.name AS name, used.value AS value, used.value #>> '{}' AS text, value_unit(used.name, used.value) AS unit, used.model_id AS model_id
LIMIT ALL OFFSET 0) AS told_named
LIMIT ALL OFFSET 0) AS told
WHERE (json_typeof(told.value) NOT IN ('array', 'object', 'null'))), 'null'), '}'), ',' ORDER BY used.n) AS string_agg_1
FROM LATERAL (
SELECT used.name AS name, used.says AS says, used.unit AS unit, used.meaning AS meaning, used.source AS source, used.href AS href, used.certainty AS certainty, used.value AS value, anon_6.model_id AS model_id, listed.n AS n
FROM json_array_elements(CASE WHEN (json_typeof(anon_6.parameters) = 'array') THEN anon_6.parameters END) WITH ORDINALITY AS listed(value, n) JOIN json_to_record(listed.value) AS used(name TEXT, says TEXT, unit TEXT, meaning TEXT, source TEXT, href TEXT, certainty TEXT, value JSON) ON true) AS used), ']}'), ','), ''), ']}') AS concat_7
FROM (
SELECT t8.pay_line_id AS pay_line_id, t8.ordinal AS ordinal, t8.model_id AS model_id, t8.stage AS stage, t8.name AS name, t8.says AS says, t8.certainty AS certainty, t8.law AS law, t8.agreement AS agreement, t8.choice AS choice, t8.parameters AS parameters, t8.unit AS unit, t8.inputs AS inputs, t8.value AS value
FROM pay_line_step AS t8
WHERE t8.pay_line_id = anon_5.id ORDER BY t8.pay_line_id, t8.ordinal
LIMIT 100) AS anon_6
HAVING true), '}'), ','), ''), ']}') AS concat_4
FROM (
SELECT t2.id AS id, t2.pay_run_id AS pay_run_id, t2.rules_number AS rules_number, t2.employee_id AS employee_id, t2.unit_id AS unit_id, t2.position_id AS position_id, t2.peer_group_id AS peer_group_id, t2.assessment_id AS assessment_id, t2.rated AS rated, t2.amount_vnd AS amount_vnd, t2.steps AS steps, t2.model_id AS model_id, t2.model_version AS model_version, t2.parameters_hash AS parameters_hash, t2.leaf AS leaf, t2.place AS place
FROM pay_line AS t2
WHERE t2.pay_run_id = t0.id ORDER BY t2.pay_run_id, t2.employee_id, t2.unit_id
LIMIT 2) AS anon_5
HAVING true), '}') AS concat_1
FROM pay_run AS t0
WHERE t0.id = $1::UUID), 'UTF8') AS convert_to_1
from entered;
