with entered as materialized (
select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', $2, true),
set_config('meritgrid.language', $3, true)
)
SELECT convert_to((
SELECT concat('{"id":"Account_', t0.id, '","name":', to_json(t0.name), ',"grants":', (
SELECT concat('{"totalCount":', (
SELECT count(*) AS count_1
FROM access_grant AS t2
WHERE t2.account_id = t0.id), ',"nodes":[', coalesce(string_agg(concat('{"verb":"', upper(replace(anon_1.verb, '.', '_') COLLATE "C"), '","effectiveFrom":"', anon_1.effective_from, '","unit":', coalesce((
SELECT concat('{"code":', to_json(t3.code), '}') AS concat_3
FROM (
SELECT unit.id AS id, unit.code AS code, anon_2.effective_from AS effective_from, anon_2.name AS name, anon_2.kind AS kind, anon_2.parent_id AS parent_id, anon_2.holds_fund AS holds_fund, anon_2.closed AS closed
FROM unit JOIN LATERAL ((
SELECT unit_state.effective_from AS effective_from, unit_state.name AS name, unit_state.kind AS kind, unit_state.parent_id AS parent_id, unit_state.holds_fund AS holds_fund, unit_state.closed AS closed
FROM unit_state
WHERE unit_state.unit_id = unit.id AND unit_state.effective_from <= (
SELECT CAST(current_setting('meritgrid.day') AS DATE) AS current_setting_1) ORDER BY unit_state.effective_from DESC
LIMIT 1) UNION ALL (
SELECT unit_state.effective_from AS effective_from, unit_state.name AS name, unit_state.kind AS kind, unit_state.parent_id AS parent_id, unit_state.holds_fund AS holds_fund, unit_state.closed AS closed
FROM unit_state
WHERE unit_state.unit_id = unit.id AND unit_state.effective_from > (
SELECT CAST(current_setting('meritgrid.day') AS DATE) AS current_setting_1) ORDER BY unit_state.effective_from
LIMIT 1)
LIMIT 1) AS anon_2 ON true) AS t3
WHERE t3.id = anon_1.unit_id), 'null'), '}'), ','), ''), ']}') AS concat_2
FROM (
SELECT t1.id AS id, t1.account_id AS account_id, t1.verb AS verb, t1.unit_id AS unit_id, t1.effective_from AS effective_from, t1.effective_until AS effective_until, t1.passes_on AS passes_on, t1.request_id AS request_id, t1.given_by AS given_by, t1.delegates_id AS delegates_id
FROM access_grant AS t1
WHERE t1.account_id = t0.id ORDER BY t1.effective_from DESC, t1.id DESC
LIMIT 50) AS anon_1
HAVING true), '}') AS concat_1
FROM account AS t0
WHERE t0.id = (
SELECT CAST(current_setting('meritgrid.actor') AS UUID) AS current_setting_2)), 'UTF8') AS convert_to_1
from entered;
