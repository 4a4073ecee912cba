-- Accounts: whom somebody may open one for, and what closing one ends.

-- An account that somebody opens now: open, kept by a unit, and of nobody on a pay list or by the unit that keeps their
-- file: who opens one for an employee lets its subject read that person's pay.
create or replace function may_open(asked account) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return meritgrid_acting() and asked.closed_on is null and asked.version = 1 and asked.unit_id is not null
        and (file_kept_by(asked.id) is null or file_kept_by(asked.id) = asked.unit_id and not asked.is_program);
end $$;

-- Closing an account ends its sessions at once. Its rights were ended before, each on the record.
create or replace function settle_closing() returns trigger language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
    proven timestamptz[];
begin
    perform refuse_elsewhere(tg_relid, 'account');
    if exists (select from access_grant g where g.account_id = new.id
               and (g.effective_until is null or g.effective_until > greatest(today, g.effective_from))) then
        raise exception 'this account still holds rights, also where you may not end any: have somebody who grants rights there end them first'
            using errcode = 'restrict_violation', constraint = 'rights_elsewhere', column = 'id';
    end if;
    with ended as (
        update account_session set ended_at = clock_timestamp()
        where account_id = new.id and ended_at is null
          and clock_timestamp() < least(ends_at, seen_at + make_interval(secs => idle_seconds))
        returning signed_in_at
    )
    select array_agg(signed_in_at order by signed_in_at) into proven from ended;
    if proven is not null then
        perform meritgrid_tell(gen_random_uuid(), coalesce(nullif(current_setting('meritgrid.actor', true), '')::uuid,
                '00000000-0000-7000-8000-000000000001'), 'session.ended', 'Account_' || new.id, null, '', null,
            json_build_object('how', 'account_closed', 'sessions', cardinality(proven),
                              'signed_in_at', to_json(proven))::text, '{}');
    end if;
    return null;
end $$;

create trigger account_closes after update of closed_on on account for each row
    when (new.closed_on is not null and old.closed_on is null) execute function settle_closing();

grant execute on function may_open(account) to meritgrid_app;
