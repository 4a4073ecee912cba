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
