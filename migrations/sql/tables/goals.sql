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
