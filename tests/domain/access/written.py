"""What the application may write of each table: rows, and columns of rows that are there."""

INSERTED = {
    "access_grant", "access_request", "account", "allowance", "answered_request", "assessment", "bonus_fund",
    "conduct_finding", "contract_pay", "employee", "grade_holding", "job", "kpi", "kpi_result", "kpi_set",
    "kpi_set_kpi", "kpi_state", "leave", "occupancy", "pay_line", "pay_line_values",
    "pay_run", "pay_run_columns", "pay_run_exclusion", "pay_run_rules", "pay_run_step", "pay_run_trace",
    "payment_hold", "peer_group", "peer_group_state",
    "policy_goal", "policy_goal_state", "position", "position_kpi", "position_kpi_state", "position_state",
    "preference", "regulation",
    "snapshot", "snapshot_frame", "step_sentence", "target", "unit", "unit_state", "unit_succession",
}  # fmt: skip
CHANGED = {
    "access_grant": ["effective_until"],
    "account": ["name", "closed_on", "version"],
    "assessment": [
        "unit_id", "position_id", "general_points_hundredths", "field_result", "organising", "uniting",
        "quantity_bp", "quality_bp", "progress_bp",
        "task_points_hundredths", "score_hundredths", "months", "model_id", "model_version", "parameters_hash",
        "state", "assessed_by", "confirmed_by", "confirmed_at", "version",
    ],
    "bonus_fund": ["salary_fund_vnd", "amount_vnd", "model_id", "model_version", "parameters_hash", "state"],
    "employee": ["code", "full_name", "born_on", "joined_on", "unit_id", "moves_to", "moves_on"],
    "leave": ["effective_until"],
    "job": ["state", "done", "total", "starts", "outcome", "problem", "began_at", "ended_at"],
    "kpi_result": ["assigned", "completed", "quality_failures", "delays", "source_system", "evidence", "version"],
    "pay_run": [
        "state", "lines_root", "reviewed_by", "reviewed_at", "approved_by", "approved_at", "closed_by", "closed_at",
        "withdrawal_asked_by", "withdrawal_asked_at", "version",
    ],
    "payment_hold": ["released_by", "released_at", "release_reason", "version"],
    "preference": ["language"],
    "target": ["quantity", "due_on", "late_reason", "version"],
    "regulation": ["published_by", "published_at", "version"],
}  # fmt: skip
