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
