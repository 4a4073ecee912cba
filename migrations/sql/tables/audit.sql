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
