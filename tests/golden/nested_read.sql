with entered as materialized (
select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', $2, true),
set_config('meritgrid.language', $3, true)
)
SELECT convert_to((
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"id":"Employee_', anon_1.id, '","code":', to_json(anon_1.code), ',"fullName":', to_json(anon_1.full_name), ',"joinedOn":"', anon_1.joined_on, '","unit":', coalesce((
SELECT concat('{"id":"Unit_', t1.id, '","code":', to_json(t1.code), ',"name":', to_json(t1.name), '}') AS concat_2
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
WHERE t1.id = coalesce(CASE WHEN (anon_1.moves_on <= (
SELECT CAST(current_setting('meritgrid.day') AS DATE) AS current_setting_1)) THEN anon_1.moves_to END, anon_1.unit_id)), 'null'), ',"position":', coalesce((
SELECT concat('{"id":"Position_', t2.id, '","code":', to_json(t2.code), ',"title":', to_json(t2.title), ',"leader":', CAST(t2.leader AS TEXT), '}') AS concat_3
FROM (
SELECT position.id AS id, position.unit_id AS unit_id, position.code AS code, CASE WHEN (anon_3.closed IS NULL) THEN position.peer_group_id ELSE anon_3.peer_group_id END AS peer_group_id, CASE WHEN (anon_3.closed IS NULL) THEN position.title ELSE anon_3.title END AS title, CASE WHEN (anon_3.closed IS NULL) THEN position.leader ELSE anon_3.leader END AS leader, CASE WHEN (anon_3.closed IS NULL) THEN position.leadership_code ELSE anon_3.leadership_code END AS leadership_code, anon_3.effective_from AS effective_from, anon_3.lowest_grade_code AS lowest_grade_code, anon_3.highest_grade_code AS highest_grade_code, anon_3.staffing AS staffing, coalesce(anon_3.closed, false) AS closed
FROM position LEFT OUTER JOIN LATERAL ((
SELECT position_state.effective_from AS effective_from, position_state.closed AS closed, position_state.peer_group_id AS peer_group_id, position_state.title AS title, position_state.leader AS leader, position_state.leadership_code AS leadership_code, position_state.lowest_grade_code AS lowest_grade_code, position_state.highest_grade_code AS highest_grade_code, position_state.staffing AS staffing
FROM position_state
WHERE position_state.position_id = position.id AND position_state.effective_from <= (
SELECT CAST(current_setting('meritgrid.day') AS DATE) AS current_setting_1) ORDER BY position_state.effective_from DESC
LIMIT 1) UNION ALL (
SELECT position_state.effective_from AS effective_from, position_state.closed AS closed, position_state.peer_group_id AS peer_group_id, position_state.title AS title, position_state.leader AS leader, position_state.leadership_code AS leadership_code, position_state.lowest_grade_code AS lowest_grade_code, position_state.highest_grade_code AS highest_grade_code, position_state.staffing AS staffing
FROM position_state
WHERE position_state.position_id = position.id AND position_state.effective_from > (
SELECT CAST(current_setting('meritgrid.day') AS DATE) AS current_setting_1) AND position_state.sets_up ORDER BY position_state.effective_from
LIMIT 1)
LIMIT 1) AS anon_3 ON true) AS t2
WHERE t2.id = (
SELECT occupancy_1.position_id
FROM occupancy AS occupancy_1
WHERE occupancy_1.employee_id = anon_1.id AND occupancy_1.effective_from <= (
SELECT CAST(current_setting('meritgrid.day') AS DATE) AS current_setting_1) ORDER BY occupancy_1.effective_from DESC
LIMIT 1)), 'null'), ',"assessments":', (
SELECT concat('{"nodes":[', coalesce(string_agg(concat('{"id":"Assessment_', anon_4.id, '","periodStart":"', anon_4.period_start, '","score":', coalesce(CASE WHEN (CASE WHEN (anon_4.months > 0) THEN anon_4.score_hundredths END IS NOT NULL) THEN concat('{"hundredths":', CASE WHEN (anon_4.months > 0) THEN anon_4.score_hundredths END, '}') END, 'null'), ',"state":"', upper(anon_4.state COLLATE "C"), '"}'), ','), ''), ']}') AS concat_4
FROM (
SELECT t3.id AS id, t3.version AS version, t3.employee_id AS employee_id, t3.unit_id AS unit_id, t3.position_id AS position_id, t3.period AS period, t3.period_start AS period_start, t3.general_points_hundredths AS general_points_hundredths, t3.field_result AS field_result, t3.organising AS organising, t3.uniting AS uniting, t3.quantity_bp AS quantity_bp, t3.quality_bp AS quality_bp, t3.progress_bp AS progress_bp, t3.task_points_hundredths AS task_points_hundredths, t3.score_hundredths AS score_hundredths, t3.months AS months, t3.model_id AS model_id, t3.model_version AS model_version, t3.parameters_hash AS parameters_hash, t3.state AS state, t3.assessed_by AS assessed_by, t3.confirmed_by AS confirmed_by, t3.confirmed_at AS confirmed_at
FROM assessment AS t3
WHERE t3.employee_id = anon_1.id AND t3.period IN ('month') ORDER BY t3.employee_id DESC, t3.period DESC, t3.period_start DESC
LIMIT 4) AS anon_4
HAVING true), '}'), ','), ''), ']}') AS concat_1
FROM (
SELECT t0.id AS id, t0.code AS code, t0.full_name AS full_name, t0.born_on AS born_on, t0.joined_on AS joined_on, t0.unit_id AS unit_id, t0.moves_to AS moves_to, t0.moves_on AS moves_on, t0.name_words AS name_words, t0.name_sort_key AS name_sort_key
FROM employee AS t0 ORDER BY t0.name_sort_key, t0.code
LIMIT 100) AS anon_1
HAVING true), 'UTF8') AS convert_to_1
from entered;
