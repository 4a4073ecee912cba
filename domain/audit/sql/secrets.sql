-- Secrets: what salts the leaves of people's lines and events, made here and never told.

-- Each new employee gets 244 bits of chance as a key of HMAC-SHA256, kept as the two keys that it is padded to.
create or replace function make_secrets() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'employee');
    insert into secret (owner_id, inner_key, outer_key)
    select k.id, string_agg(int8send(k.word # 3906369333256140342), ''::bytea order by k.place)
                 || decode(repeat('36', 32), 'hex'),
           string_agg(int8send(k.word # 6655295901103053916), ''::bytea order by k.place)
           || decode(repeat('5c', 32), 'hex')
    from (select d.id, p.place, ('x' || substr(d.key, 16 * p.place - 15, 16))::bit(64)::bigint as word
          from (select a.id, encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') as key
                from added a offset 0) d, generate_series(1, 4) p (place)) k
    group by k.id;
    return null;
end $$;

-- A secret that is deleted leaves its owner's name, so that what is erased is told from what was forged. Otherwise none
-- changes, and the administration's stays: what is told next is salted with it.
create or replace function guard_secret() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if old.owner_id = '00000000-0000-7000-8000-000000000001' then
        raise exception 'the secret of the administration salts whatever happens next: it stays'
            using errcode = 'restrict_violation';
    end if;
    if tg_op = 'DELETE' then
        update secret set inner_key = null, outer_key = null where owner_id = old.owner_id;
        return null;
    end if;
    if new.owner_id <> old.owner_id or coalesce(new.inner_key, new.outer_key) is not null then
        raise exception 'a secret is deleted, and never changed' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger secret_guarded before update or delete on secret for each row execute function guard_secret();

-- Erasing is an act: it is told with the administration's secret, and how many events were about the person, with the root
-- over their leaves. So nothing can be counted among them later.
create or replace function tell_erased() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'secret');
    perform meritgrid_tell(
        gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'secret.erased', 'Employee_' || new.owner_id, null,
        coalesce(nullif(current_setting('meritgrid.reason', true), ''), 'by hand, as the owner of the database'), null,
        (select json_build_object('events', count(*), 'events_root', encode(meritgrid_root(coalesce(
                    string_agg(e.leaf, ''::bytea order by e.id), '')), 'hex'))::text
         from audit_event e where e.secret_of = new.owner_id), '{}');
    return null;
end $$;

create trigger secret_erased after update on secret for each row
    when (old.inner_key is not null and new.inner_key is null) execute function tell_erased();

create trigger secret_stays before truncate on secret for each statement execute function refuse_change();

-- Whom an event is about, if anybody: the employee that its subject names, or their account, which has the same id; or
-- the one of the row that it names.
create or replace function meritgrid_person_of(subject text, its_table text, row_id uuid) returns uuid
    language plpgsql stable set search_path = public, pg_temp as $$
declare
    person uuid := substring(subject from '^(?:Employee|Account)_([0-9a-f-]{36})$')::uuid;
begin
    if person is null and row_id is not null then
        execute format('select (to_jsonb(t) ->> ''employee_id'')::uuid from %I t where id = $1', its_table)
            into person using row_id;
    end if;
    return person;
end $$;

-- Whose secret salts an event. Of whoever has none any more nothing is told as theirs: the administration's takes its place.
create or replace function meritgrid_secret_of(subject text, its_table text, row_id uuid) returns uuid
    language sql stable set search_path = public, pg_temp as $$
    select coalesce((select owner_id from secret
                     where owner_id = meritgrid_person_of(subject, its_table, row_id) and inner_key is not null),
                    '00000000-0000-7000-8000-000000000001')
$$;

-- The salts of lines or events, each with the secret of its owner, in their order; null where that is deleted, and empty
-- where there never was one. What is salted is said as well: a run that somebody names like an event salts nothing alike.
create or replace function meritgrid_salts(owners uuid[], what text, messages uuid[]) returns bytea[] language sql stable
    set search_path = public, pg_temp as $$
    select coalesce(array_agg(case when s.owner_id is null then ''::bytea
                                   else sha256(s.outer_key || sha256(s.inner_key || convert_to(what, 'UTF8') || '\x00'::bytea
                                                                     || uuid_send(m.message))) end
                              order by m.place), '{}')
    from unnest(owners, messages) with ordinality m (owner_id, message, place)
    left join secret s on s.owner_id = m.owner_id
$$;

-- The salts of events, for whoever verifies the whole trail.
create or replace function event_salts(owners uuid[], events uuid[]) returns bytea[] language plpgsql stable
    security definer set search_path = public, pg_temp as $$
begin
    if not (meritgrid_owning()
            or meritgrid_everywhere(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'audit.read')) then
        raise exception 'the actor may not audit.read everywhere' using errcode = 'insufficient_privilege';
    end if;
    return meritgrid_salts(owners, 'event', events);
end $$;

grant execute on function event_salts(uuid[], uuid[]) to meritgrid_app;
