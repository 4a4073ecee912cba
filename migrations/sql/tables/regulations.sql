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
