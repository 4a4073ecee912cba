with entered as materialized (
select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', $2, true),
set_config('meritgrid.language', $3, true)
)
SELECT convert_to((
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"id":"AuditEvent_', anon_1.id, '","kind":"', upper(replace(anon_1.happened, '.', '_') COLLATE "C"), '","at":', to_json(anon_1.at), '}'), ',' ORDER BY anon_1.n DESC) FILTER (WHERE anon_1.n <= 3), ''), '],"pageInfo":{"hasPreviousPage":', CAST(coalesce(bool_or(anon_1.n > 3), false) AS TEXT), '}}') AS concat_1
FROM (
SELECT t0.id AS id, t0.at AS at, t0.actor_id AS actor_id, t0.happened AS happened, t0.subject AS subject, t0.unit_id AS unit_id, t0.reason AS reason, t0.before AS before, t0.after AS after, t0.leaf AS leaf, t0.day AS day, t0.tables AS tables, t0.rows AS rows, t0.rows_root AS rows_root, t0.follows AS follows, t0.secret_of AS secret_of, row_number() OVER (ORDER BY t0.id) AS n
FROM audit_event_seen AS t0 ORDER BY t0.id
LIMIT 4) AS anon_1
HAVING true), 'UTF8') AS convert_to_1
from entered;
with entered as materialized (
select set_config('meritgrid.actor', $2, true), set_config('meritgrid.day', $3, true),
set_config('meritgrid.language', $4, true)
)
SELECT convert_to((
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"name":', to_json(anon_1.name), ',"parent":', coalesce((
SELECT concat('{"name":', to_json(t1.name), '}') AS concat_2
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
LIMIT 1) AS anon_2 ON true) AS t1
WHERE t1.id = anon_1.parent_id), 'null'), ',"children":', (
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"code":', to_json(anon_3.code), '}'), ','), ''), ']}') AS concat_3
FROM (
SELECT t2.id AS id, t2.code AS code, t2.effective_from AS effective_from, t2.name AS name, t2.kind AS kind, t2.parent_id AS parent_id, t2.holds_fund AS holds_fund, t2.closed AS closed
FROM (
SELECT unit.id AS id, unit.code AS code, anon_4.effective_from AS effective_from, anon_4.name AS name, anon_4.kind AS kind, anon_4.parent_id AS parent_id, anon_4.holds_fund AS holds_fund, anon_4.closed AS closed
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
LIMIT 1) AS anon_4 ON true) AS t2
WHERE t2.id IN (
SELECT unit_state_1.unit_id
FROM unit_state AS unit_state_1
WHERE unit_state_1.parent_id = anon_1.id) AND t2.parent_id = anon_1.id ORDER BY t2.code
LIMIT 10) AS anon_3
HAVING true), '}'), ','), ''), ']}') AS concat_1
FROM (
SELECT t0.id AS id, t0.code AS code, t0.effective_from AS effective_from, t0.name AS name, t0.kind AS kind, t0.parent_id AS parent_id, t0.holds_fund AS holds_fund, t0.closed AS closed
FROM (
SELECT unit.id AS id, unit.code AS code, anon_5.effective_from AS effective_from, anon_5.name AS name, anon_5.kind AS kind, anon_5.parent_id AS parent_id, anon_5.holds_fund AS holds_fund, anon_5.closed AS closed
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
LIMIT 1) AS anon_5 ON true) AS t0
WHERE t0.code = $1::VARCHAR ORDER BY t0.code
LIMIT 5) AS anon_1
HAVING true), 'UTF8') AS convert_to_1
from entered;
