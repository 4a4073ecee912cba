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
