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
