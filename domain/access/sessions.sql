-- Sessions of the pages: whoever has the secret is who signed in. Only its hash is kept, and the table is nobody's.

-- Who a session is of, with when they proved it and when it ends; nothing once it is over. `rests`: unseen for a while.
create or replace function session_account(hash bytea, moment timestamptz)
    returns table (id uuid, name text, reads text, is_program boolean, signed_in_at timestamptz, ends_at timestamptz,
                   rests boolean)
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.name, p.language, a.is_program, s.signed_in_at,
           least(s.ends_at, s.seen_at + make_interval(secs => s.idle_seconds)), s.seen_at < moment - interval '1 minute'
    from account_session s join account a on a.id = s.account_id left join preference p on p.account_id = a.id
    where s.secret_hash = hash and s.ended_at is null and a.closed_on is null
      and moment < least(s.ends_at, s.seen_at + make_interval(secs => s.idle_seconds))
$$;

-- A session of whoever acts, told as `event`. Their old ones go: nobody asks for them any more.
create or replace function begin_session(event uuid, hash bytea, proven timestamptz, moment timestamptz, idle int,
                                         longest int)
    returns void language plpgsql volatile security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    delete from account_session where account_id = actor and ends_at < moment - interval '30 days';
    insert into account_session (secret_hash, account_id, signed_in_at, seen_at, idle_seconds, ends_at)
    values (hash, actor, proven, moment, idle, moment + make_interval(secs => longest));
    perform meritgrid_tell(event, actor, 'session.started', 'Account_' || actor, null, '', null,
        (select json_build_object('provider', split_part(subject, '|', 1), 'signed_in_at', proven)::text
         from account where id = actor), '{}');
end $$;

-- It goes on from now, unless it is over.
create or replace function see_session(hash bytea, moment timestamptz) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    update account_session set seen_at = greatest(seen_at, moment)
    where secret_hash = hash and account_id = nullif(current_setting('meritgrid.actor', true), '')::uuid and ended_at is null
      and moment < least(ends_at, seen_at + make_interval(secs => idle_seconds))
$$;

-- Ends one session of an account, or all that are open (`hash` null), told as `event` unless there was none; gives how
-- many. Everybody ends their own, the owner anybody's. `how`: who or what ended them, in a word.
create or replace function end_sessions(event uuid, account uuid, hash bytea, moment timestamptz, how text)
    returns bigint language plpgsql volatile security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    proven timestamptz[];
begin
    if actor is null or account <> actor and not meritgrid_owning() then
        raise exception 'only the owner ends the sessions of somebody else' using errcode = 'insufficient_privilege';
    end if;
    with ended as (
        update account_session set ended_at = moment
        where account_id = account and secret_hash = coalesce(hash, secret_hash) and ended_at is null
          and moment < least(ends_at, seen_at + make_interval(secs => idle_seconds))
        returning signed_in_at
    )
    select array_agg(signed_in_at order by signed_in_at) into proven from ended;
    if proven is not null then
        perform meritgrid_tell(event, actor, 'session.ended', 'Account_' || account, null, '', null,
            json_build_object('how', how, 'sessions', cardinality(proven), 'signed_in_at', to_json(proven))::text, '{}');
    end if;
    return coalesce(cardinality(proven), 0);
end $$;

grant execute on function session_account(bytea, timestamptz), end_sessions(uuid, uuid, bytea, timestamptz, text),
    begin_session(uuid, bytea, timestamptz, timestamptz, int, int), see_session(bytea, timestamptz) to meritgrid_app;
