"""The tables of every area."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table unit (
    id uuid not null,
    code text not null,
    constraint pk_unit primary key (id),
    constraint uq_unit_code unique (code)
);

create table peer_group (
    id uuid not null,
    unit_id uuid not null,
    code text not null,
    name text not null,
    constraint pk_peer_group primary key (id),
    constraint uq_peer_group_unit_id_code unique (unit_id, code),
    constraint fk_peer_group_unit_id foreign key(unit_id) references unit (id)
);

create table unit_closure (
    ancestor_id uuid not null,
    unit_id uuid not null,
    depth integer not null,
    constraint pk_unit_closure primary key (ancestor_id, unit_id),
    constraint fk_unit_closure_ancestor_id foreign key(ancestor_id) references unit (id),
    constraint fk_unit_closure_unit_id foreign key(unit_id) references unit (id)
);

create index ix_unit_closure_unit_id on unit_closure (unit_id);

create table unit_state (
    id uuid not null,
    effective_from date not null,
    unit_id uuid not null,
    name text not null,
    kind text not null,
    parent_id uuid,
    holds_fund boolean not null,
    closed boolean not null,
    constraint pk_unit_state primary key (id),
    constraint uq_unit_state_unit_id_effective_from unique (unit_id, effective_from),
    constraint ck_unit_state_kind_known check (kind in ('province', 'department', 'commune', 'division')),
    constraint ck_unit_state_parent_is_another_unit check (parent_id <> unit_id),
    constraint fk_unit_state_unit_id foreign key(unit_id) references unit (id),
    constraint fk_unit_state_parent_id foreign key(parent_id) references unit (id)
);

create index ix_unit_state_parent_id on unit_state (parent_id);

create table position (
    id uuid not null,
    unit_id uuid not null,
    peer_group_id uuid not null,
    code text not null,
    title text not null,
    leader boolean not null,
    leadership_code text,
    constraint pk_position primary key (id),
    constraint fk_position_unit_id foreign key(unit_id) references unit (id),
    constraint fk_position_peer_group_id foreign key(peer_group_id) references peer_group (id),
    constraint uq_position_code unique (code)
);

create index ix_position_peer_group_id on position (peer_group_id);

create index ix_position_unit_id on position (unit_id);

create table base_salary (
    source text not null,
    certainty text not null,
    effective_from date not null,
    amount_vnd bigint not null,
    constraint pk_base_salary primary key (effective_from)
);

create table leadership_allowance (
    source text not null,
    certainty text not null,
    id uuid not null,
    effective_from date not null,
    code text not null,
    level text not null,
    unit_type text not null,
    position_title text not null,
    variant text not null,
    coefficient_hundredths integer not null,
    constraint pk_leadership_allowance primary key (id),
    constraint uq_leadership_allowance_code_effective_from unique (code, effective_from)
);

create table salary_step (
    id uuid not null,
    grid_table integer not null,
    grade_code text not null,
    step integer not null,
    constraint pk_salary_step primary key (id),
    constraint uq_salary_step_grid_table_grade_code_step unique (grid_table, grade_code, step)
);

create table salary_coefficient (
    source text not null,
    certainty text not null,
    id uuid not null,
    effective_from date not null,
    salary_step_id uuid not null,
    coefficient_hundredths integer not null,
    constraint pk_salary_coefficient primary key (id),
    constraint uq_salary_coefficient_salary_step_id_effective_from unique (salary_step_id, effective_from),
    constraint ck_salary_coefficient_coefficient_positive check (coefficient_hundredths > 0),
    constraint fk_salary_coefficient_salary_step_id foreign key(salary_step_id) references salary_step (id)
);

create table employee (
    id uuid not null,
    code text not null,
    full_name text not null,
    born_on date not null,
    joined_on date not null,
    unit_id uuid not null,
    constraint pk_employee primary key (id),
    constraint uq_employee_code unique (code),
    constraint fk_employee_unit_id foreign key(unit_id) references unit (id)
);

create index ix_employee_unit_id_code on employee (unit_id, code);

create table grade_holding (
    id uuid not null,
    effective_from date not null,
    employee_id uuid not null,
    unit_id uuid not null,
    salary_step_id uuid not null,
    step_since date not null,
    constraint pk_grade_holding primary key (id),
    constraint uq_grade_holding_employee_id_effective_from unique (employee_id, effective_from),
    constraint fk_grade_holding_employee_id foreign key(employee_id) references employee (id),
    constraint fk_grade_holding_unit_id foreign key(unit_id) references unit (id),
    constraint fk_grade_holding_salary_step_id foreign key(salary_step_id) references salary_step (id)
);

create index ix_grade_holding_salary_step_id on grade_holding (salary_step_id);

create index ix_grade_holding_unit_id on grade_holding (unit_id);

create table occupancy (
    id uuid not null,
    effective_from date not null,
    employee_id uuid not null,
    unit_id uuid not null,
    position_id uuid,
    share_bp integer not null,
    acting boolean not null,
    constraint pk_occupancy primary key (id),
    constraint uq_occupancy_employee_id_effective_from unique (employee_id, effective_from),
    constraint ck_occupancy_share_of_a_full_post check (share_bp between 1 and 10000),
    constraint fk_occupancy_employee_id foreign key(employee_id) references employee (id),
    constraint fk_occupancy_unit_id foreign key(unit_id) references unit (id),
    constraint fk_occupancy_position_id foreign key(position_id) references position (id)
);

create index ix_occupancy_position_id on occupancy (position_id);

create index ix_occupancy_unit_id on occupancy (unit_id);

create table policy_goal (
    id uuid not null,
    code text not null,
    title text not null,
    document text not null,
    constraint pk_policy_goal primary key (id),
    constraint uq_policy_goal_code unique (code)
);

create table kpi (
    id uuid not null,
    code text not null,
    title text not null,
    policy_goal_id uuid not null,
    measure text not null,
    data_source text not null,
    constraint pk_kpi primary key (id),
    constraint uq_kpi_code unique (code),
    constraint fk_kpi_policy_goal_id foreign key(policy_goal_id) references policy_goal (id)
);

create index ix_kpi_policy_goal_id on kpi (policy_goal_id);

create table product (
    id uuid not null,
    code text not null,
    title text not null,
    kpi_id uuid not null,
    complexity_group integer not null,
    constraint pk_product primary key (id),
    constraint uq_product_id_kpi_id unique (id, kpi_id),
    constraint ck_product_five_complexity_groups check (complexity_group between 1 and 5),
    constraint uq_product_code unique (code),
    constraint fk_product_kpi_id foreign key(kpi_id) references kpi (id)
);

create index ix_product_kpi_id on product (kpi_id);

create table position_kpi (
    position_id uuid not null,
    kpi_id uuid not null,
    constraint pk_position_kpi primary key (position_id, kpi_id),
    constraint fk_position_kpi_position_id foreign key(position_id) references position (id),
    constraint fk_position_kpi_kpi_id foreign key(kpi_id) references kpi (id)
);

create index ix_position_kpi_kpi_id on position_kpi (kpi_id);

create table product_coefficient (
    id uuid not null,
    effective_from date not null,
    product_id uuid not null,
    coefficient_hundredths integer not null,
    source text not null,
    constraint pk_product_coefficient primary key (id),
    constraint uq_product_coefficient_product_id_effective_from unique (product_id, effective_from),
    constraint ck_product_coefficient_coefficient_positive check (coefficient_hundredths > 0),
    constraint fk_product_coefficient_product_id foreign key(product_id) references product (id)
);

create table kpi_result (
    id uuid not null,
    employee_id uuid not null,
    unit_id uuid not null,
    position_id uuid not null,
    kpi_id uuid not null,
    product_id uuid not null,
    month date not null,
    assigned integer not null,
    completed integer not null,
    quality_failures integer not null,
    delays integer not null,
    source_system text not null,
    evidence text,
    version integer not null,
    constraint pk_kpi_result primary key (id),
    constraint uq_kpi_result_employee_id_month_product_id unique (employee_id, month, product_id),
    constraint fk_kpi_result_position_id_kpi_id foreign key(position_id, kpi_id) references position_kpi (position_id, kpi_id),
    constraint fk_kpi_result_product_id_kpi_id foreign key(product_id, kpi_id) references product (id, kpi_id),
    constraint ck_kpi_result_month_by_its_first_day check (extract(day from month) = 1),
    constraint ck_kpi_result_counts_not_negative check (least(assigned, completed, quality_failures, delays) >= 0),
    constraint fk_kpi_result_employee_id foreign key(employee_id) references employee (id),
    constraint fk_kpi_result_unit_id foreign key(unit_id) references unit (id)
);

create table regulation (
    id uuid not null,
    unit_id uuid not null,
    effective_from date not null,
    title text not null,
    models json not null,
    parameters json not null,
    drafted_by uuid not null,
    published_by uuid,
    published_at timestamptz,
    version integer not null,
    constraint pk_regulation primary key (id),
    constraint ck_regulation_published_by_another check (published_by <> drafted_by),
    constraint fk_regulation_unit_id foreign key(unit_id) references unit (id)
);

create unique index uq_regulation_published on regulation (unit_id, effective_from) where published_by is not null;

create table conduct_finding (
    id uuid not null,
    employee_id uuid not null,
    unit_id uuid not null,
    year integer not null,
    finding text not null,
    document text not null,
    constraint pk_conduct_finding primary key (id),
    constraint fk_conduct_finding_employee_id foreign key(employee_id) references employee (id),
    constraint fk_conduct_finding_unit_id foreign key(unit_id) references unit (id)
);

create index ix_conduct_finding_employee_id on conduct_finding (employee_id);

create index ix_conduct_finding_unit_id on conduct_finding (unit_id);

create table assessment (
    id uuid not null,
    employee_id uuid not null,
    unit_id uuid not null,
    position_id uuid,
    period text not null,
    period_start date not null,
    general_points_hundredths integer not null,
    quantity_bp integer not null,
    quality_bp integer not null,
    progress_bp integer not null,
    task_points_hundredths integer not null,
    score_hundredths integer not null,
    months integer not null,
    model_id text not null,
    model_version text not null,
    parameters_hash text not null,
    state text not null,
    assessed_by uuid not null,
    confirmed_by uuid,
    confirmed_at timestamptz,
    version integer not null,
    constraint pk_assessment primary key (id),
    constraint uq_assessment_employee_id_period_period_start unique (employee_id, period, period_start),
    constraint ck_assessment_period_known check (period in ('month', 'quarter', 'half_year', 'year')),
    constraint ck_assessment_state_known check (state in ('proposed', 'confirmed')),
    constraint ck_assessment_score_of_a_hundred_points check (score_hundredths between 0 and 10000),
    constraint ck_assessment_general_points_of_thirty check (general_points_hundredths between 0 and 3000),
    constraint ck_assessment_confirmed_by_someone check ((state = 'confirmed') = (confirmed_by is not null)),
    constraint ck_assessment_confirmed_by_another check (confirmed_by not in (assessed_by, employee_id)),
    constraint fk_assessment_employee_id foreign key(employee_id) references employee (id),
    constraint fk_assessment_unit_id foreign key(unit_id) references unit (id),
    constraint fk_assessment_position_id foreign key(position_id) references position (id)
);

create index ix_assessment_unit_id_period_period_start on assessment (unit_id, period, period_start);

create table bonus_fund (
    id uuid not null,
    unit_id uuid not null,
    year integer not null,
    salary_fund_vnd bigint not null,
    amount_vnd bigint not null,
    model_id text not null,
    model_version text not null,
    parameters_hash text not null,
    state text not null,
    constraint pk_bonus_fund primary key (id),
    constraint uq_bonus_fund_unit_id_year unique (unit_id, year),
    constraint ck_bonus_fund_amount_within_the_salary_fund check (amount_vnd between 0 and salary_fund_vnd),
    constraint ck_bonus_fund_state_known check (state in ('open', 'closed')),
    constraint fk_bonus_fund_unit_id foreign key(unit_id) references unit (id)
);

create table account (
    id uuid not null,
    subject text not null,
    name text not null,
    constraint pk_account primary key (id),
    constraint uq_account_subject unique (subject)
);

create table access_grant (
    id uuid not null,
    account_id uuid not null,
    verb text not null,
    unit_id uuid not null,
    effective_from date not null,
    effective_until date,
    constraint pk_access_grant primary key (id),
    constraint ck_access_grant_ends_no_sooner_than_it_begins check (effective_until >= effective_from),
    constraint fk_access_grant_account_id foreign key(account_id) references account (id),
    constraint fk_access_grant_unit_id foreign key(unit_id) references unit (id)
);

create index ix_access_grant_account_id_verb on access_grant (account_id, verb);

create table answered_request (
    account_id uuid not null,
    key text not null,
    operation text not null,
    input_hash text not null,
    answer_id uuid not null,
    answered_at timestamptz not null,
    constraint pk_answered_request primary key (account_id, key),
    constraint fk_answered_request_account_id foreign key(account_id) references account (id)
);

create table pay_line (
    id uuid not null,
    pay_run_id uuid not null,
    rules_number integer not null,
    employee_id uuid not null,
    unit_id uuid not null,
    position_id uuid not null,
    peer_group_id uuid not null,
    assessment_id uuid,
    rated text not null,
    amount_vnd bigint not null,
    steps text not null,
    model_id text not null,
    model_version text not null,
    parameters_hash text not null,
    leaf bytea not null,
    constraint pk_pay_line primary key (id),
    constraint uq_pay_line_pay_run_id_employee_id unique (pay_run_id, employee_id)
);

create index ix_pay_line_employee_id on pay_line (employee_id);

create table snapshot (
    hash text not null,
    unit_id uuid not null,
    year integer not null,
    people integer not null,
    taken_by uuid not null,
    taken_at timestamptz not null,
    constraint pk_snapshot primary key (hash),
    constraint fk_snapshot_unit_id foreign key(unit_id) references unit (id)
);

create index ix_snapshot_unit_id on snapshot (unit_id);

create table pay_run (
    id uuid not null,
    unit_id uuid not null,
    year integer not null,
    title text not null,
    state text not null,
    snapshot_hash text not null,
    rules_hash text not null,
    lines_root text not null,
    people integer not null,
    total_vnd bigint not null,
    made_by uuid not null,
    made_at timestamptz not null,
    reviewed_by uuid,
    reviewed_at timestamptz,
    approved_by uuid,
    approved_at timestamptz,
    closed_by uuid,
    closed_at timestamptz,
    version integer not null,
    constraint pk_pay_run primary key (id),
    constraint ck_pay_run_state_known check (state in ('computing', 'computed', 'reviewed', 'approved', 'closed', 'discarded')),
    constraint ck_pay_run_approved_by_another check (approved_by <> made_by),
    constraint ck_pay_run_approved_by_someone check (state not in ('approved', 'closed') or approved_by is not null),
    constraint ck_pay_run_reviewed_by_someone check (state not in ('reviewed', 'approved', 'closed') or reviewed_by is not null),
    constraint fk_pay_run_unit_id foreign key(unit_id) references unit (id),
    constraint fk_pay_run_snapshot_hash foreign key(snapshot_hash) references snapshot (hash)
);

create index ix_pay_run_unit_id_year on pay_run (unit_id, year);

create table snapshot_frame (
    snapshot_hash text not null,
    name text not null,
    sha256 text not null,
    rows integer not null,
    content bytea not null,
    constraint pk_snapshot_frame primary key (snapshot_hash, name),
    constraint fk_snapshot_frame_snapshot_hash foreign key(snapshot_hash) references snapshot (hash)
);

create table pay_run_rules (
    pay_run_id uuid not null,
    number integer not null,
    regulation_id uuid not null,
    models json not null,
    versions json not null,
    parameters json not null,
    parameters_hash text not null,
    constraint pk_pay_run_rules primary key (pay_run_id, number),
    constraint fk_pay_run_rules_pay_run_id foreign key(pay_run_id) references pay_run (id),
    constraint fk_pay_run_rules_regulation_id foreign key(regulation_id) references regulation (id)
);

create table pay_run_step (
    id uuid not null,
    pay_run_id uuid not null,
    rules_number integer not null,
    ordinal integer not null,
    place integer,
    model_id text not null,
    stage text not null,
    name text not null,
    says text not null,
    certainty text not null,
    law text not null,
    agreement text not null,
    choice text not null,
    parameters json not null,
    constraint pk_pay_run_step primary key (id),
    constraint uq_pay_run_step_pay_run_id_rules_number_ordinal unique (pay_run_id, rules_number, ordinal),
    constraint fk_pay_run_step_pay_run_id_rules_number foreign key(pay_run_id, rules_number) references pay_run_rules (pay_run_id, number)
);

create table pay_run_trace (
    pay_run_id uuid not null,
    rules_number integer not null,
    model_id text not null,
    stage text not null,
    sha256 text not null,
    rows integer not null,
    content bytea not null,
    constraint pk_pay_run_trace primary key (pay_run_id, rules_number, model_id, stage),
    constraint fk_pay_run_trace_pay_run_id_rules_number foreign key(pay_run_id, rules_number) references pay_run_rules (pay_run_id, number)
);

create table audit_seal (
    number bigint not null,
    events integer not null,
    root bytea not null,
    link bytea not null,
    sealed_at timestamptz not null,
    constraint pk_audit_seal primary key (number)
);

create table audit_event (
    id uuid not null,
    at timestamptz not null,
    actor_id uuid not null,
    happened text not null,
    subject text not null,
    unit_id uuid,
    reason text not null,
    before text,
    after text,
    leaf bytea not null,
    constraint pk_audit_event primary key (id),
    constraint fk_audit_event_unit_id foreign key(unit_id) references unit (id)
);

create index ix_audit_event_actor_id on audit_event (actor_id);

create index ix_audit_event_subject on audit_event (subject);

create index ix_audit_event_unit_id on audit_event (unit_id);

create table audit_seal_event (
    event_id uuid not null,
    seal_number bigint not null,
    place integer not null,
    constraint pk_audit_seal_event primary key (event_id),
    constraint uq_audit_seal_event_seal_number_place unique (seal_number, place),
    constraint fk_audit_seal_event_event_id foreign key(event_id) references audit_event (id),
    constraint fk_audit_seal_event_seal_number foreign key(seal_number) references audit_seal (number)
);

create table audit_unsealed (
    event_id uuid not null,
    constraint pk_audit_unsealed primary key (event_id)
);
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in TABLES.split("\n\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    created = [line.split()[2] for line in TABLES.splitlines() if line.startswith("create table")]
    op.execute(f"drop table {', '.join(created)}")
