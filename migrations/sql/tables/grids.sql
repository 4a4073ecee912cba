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
