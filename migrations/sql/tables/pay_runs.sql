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
