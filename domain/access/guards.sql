-- Guards of grants: who may give which right, and that a right only ends.

-- May the giver pass the verb on, there and for so long? Bounded by a right `access.grant` of their own: by its list,
-- its units and its last day. Whoever gets `access.grant` passes on no more than the giver does.
create or replace function may_pass_on(giver uuid, wanted text, unit uuid, until date, list text[]) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return meritgrid_acting() and exists (
        select from access_grant g join unit_ancestor c on c.ancestor_id = g.unit_id and c.unit_id = unit
        where g.account_id = giver and g.verb = 'access.grant' and wanted = any(g.passes_on)
          and list <@ g.passes_on
          and (g.effective_until is null or until <= g.effective_until)
          and g.effective_from <= today and (g.effective_until is null or g.effective_until > today)
          and c.effective_from <= today and c.effective_until > today
    );
end $$;

-- How many people may grant rights on the unit, not counting the one who is to get some. Whoever's right ended counts
-- for a week more: nobody becomes the only one by ending the other's right.
create or replace function givers_on(unit uuid, receiver uuid) returns bigint
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return (
        select count(distinct g.account_id)
        from access_grant g join unit_ancestor c on c.ancestor_id = g.unit_id and c.unit_id = unit
        where g.verb = 'access.grant' and g.account_id <> receiver and meritgrid_acting()
          and g.effective_from <= today and (g.effective_until is null or g.effective_until > today - 7)
          and c.effective_from <= today and c.effective_until > today
    );
end $$;

-- A right that somebody gives now: to another than oneself and the system, from today on, within what the giver may
-- pass on. As soon as two people may grant on the unit, it takes both to let a third one grant: one asks, another
-- confirms that request as it stands, while whoever asked may still pass the verb on.
create or replace function may_give(asked access_grant) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return asked.account_id not in (actor, '00000000-0000-7000-8000-000000000001')
        and asked.effective_from >= today
        and may_pass_on(actor, asked.verb, asked.unit_id, asked.effective_until, asked.passes_on)
        and (asked.request_id is not null or asked.verb <> 'access.grant'
             or givers_on(asked.unit_id, asked.account_id) < 2)
        and (asked.request_id is null or exists (
             select from access_request r
             where r.id = asked.request_id and r.asked_by <> actor
               and may_pass_on(r.asked_by, r.verb, r.unit_id, r.effective_until, r.passes_on)
               and (r.account_id, r.verb, r.unit_id, r.effective_from, r.effective_until, r.passes_on)
                   is not distinct from (asked.account_id, asked.verb, asked.unit_id, asked.effective_from,
                                         asked.effective_until, asked.passes_on)));
end $$;

-- Is what the actor's own request made, an id such as Regulation_0192..., not there any more? Of what others made nothing
-- is told, neither that it is there nor that it is not; whoever made it knew that it was.
create or replace function made_and_gone(made text, its_table text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    there boolean;
begin
    if not exists (select from answered_request where account_id = actor and answer = to_jsonb(made)) then
        return false;
    end if;
    execute format('select exists (select from %I where id = $1)', its_table)
        into there using split_part(made, '_', 2)::uuid;
    return not there;
end $$;

-- A right ends sooner than it was given for, and never again later: what is to last longer is given anew.
create or replace function guard_access_grant() returns trigger language plpgsql as $$
begin
    if new.effective_until is null or new.effective_until > old.effective_until then
        raise exception 'a right that was given only ends; to make it longer, give another one'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- What lets money, a rule or a right take effect is the decision of a person: the account of a program makes none.
create or replace function refuse_programs() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid);
    if exists (select from account
               where id = nullif(current_setting('meritgrid.actor', true), '')::uuid and is_program) then
        raise exception 'this is the account of a program, which approves nothing: a person with the right must do it'
            using errcode = 'restrict_violation', constraint = 'service_account';
    end if;
    return new;
end $$;

create trigger access_grant_by_people before insert on access_grant for each row execute function refuse_programs();
create trigger access_grant_guarded before update of effective_until on access_grant for each row execute function guard_access_grant();

grant execute on function may_pass_on(uuid, text, uuid, date, text[]), givers_on(uuid, uuid), made_and_gone(text, text),
    may_give(access_grant) to meritgrid_app;
