"""The same writes as plain SQL, in the application's role: `$1` is the actor, `$2` the row."""

# What leads a run on or back, as the service writes it.
_RUN = "update pay_run set version = version + 1, state = {state} where id = $2 and $1::uuid is not null"
_STATE = _RUN.format
_ASKED = (
    "update pay_run set version = version + 1, withdrawal_asked_by = {by}, withdrawal_asked_at = {at} where id = $2"
    " and $1::uuid is not null"
)
_GRANT = """
    insert into access_grant (id, account_id, verb, unit_id, effective_from, given_by, request_id)
    select gen_random_uuid(), account_id, verb, unit_id, effective_from, $1, id from access_request where id = $2
"""
# A write that changes nothing is none.
_END = (
    "update access_grant set effective_until = effective_from"
    " where effective_until is distinct from effective_from and id = $2 and $1::uuid is not null"
)
WRITES = {
    "reviewPayRun": _STATE(state="'reviewed', reviewed_by = $1, reviewed_at = now()"),
    "approvePayRun": _STATE(state="'approved', approved_by = $1, approved_at = now()"),
    "closePayRun": _STATE(state="'closed', closed_by = $1, closed_at = now()"),
    "discardPayRun": _STATE(state="'discarded'"),
    "askPayRunWithdrawal": _ASKED.format(by="$1", at="now()"),
    "keepPayRunApproval": _ASKED.format(by="null", at="null"),
    "withdrawPayRunApproval": _STATE(
        state="'computed', reviewed_by = null, reviewed_at = null, approved_by = null, approved_at = null,"
        " withdrawal_asked_by = null, withdrawal_asked_at = null"
    ),
    "confirmAssessment": "update assessment set version = version + 1, state = 'confirmed', confirmed_by = $1,"
    " confirmed_at = now() where id = $2",
    "proposeAssessment": "update assessment set version = version + 1, state = 'proposed', confirmed_by = null,"
    " confirmed_at = null, assessed_by = $1 where id = $2",
    "recordResults": "update kpi_result set version = version + 1, completed = completed - 1"
    " where id = $2 and $1::uuid is not null",
    "setGrade": "insert into grade_holding (id, employee_id, unit_id, effective_from, salary_step_id, step_since)"
    " select gen_random_uuid(), employee_id, unit_id, '2026-12-01', salary_step_id, step_since from grade_holding"
    " where id = $2 and $1::uuid is not null",
    "withdrawGrade": "select withdraw_grade($2) from (select $1::uuid) actor",
    "openBonusFunds": "update bonus_fund set amount_vnd = amount_vnd + 1 where id = $2 and $1::uuid is not null",
    "publishRegulation": "update regulation set version = version + 1, published_by = $1, published_at = now()"
    " where id = $2",
    "withdrawRegulation": "select withdraw_regulation($2) from (select $1::uuid) actor",
    "renameAccount": "update account set version = version + 1, name = 'Others' where id = $2 and $1::uuid is not null",
    "closeAccount": "update account set version = version + 1, closed_on = current_setting('meritgrid.day')::date"
    " where closed_on is null and id = $2 and $1::uuid is not null",
    "reopenAccount": "update account set version = version + 1, closed_on = null"
    " where closed_on is not null and id = $2 and $1::uuid is not null",
    "revokeRight": _END,
    "endDelegation": _END,
    "confirmRight": _GRANT,
}
# The rows that the writes name, where an input names a person or a unit instead.
ROWS = {
    "proposeAssessment": "select id from assessment where employee_id = $1 and period = 'month'"
    " and period_start = '2026-01-01'",
    "recordResults": "select id from kpi_result where employee_id = $1 and month = '2026-01-01'",
    "setGrade": "select id from grade_holding where employee_id = $1",
    "openBonusFunds": "select id from bonus_fund where unit_id = $1",
}
