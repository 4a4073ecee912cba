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
