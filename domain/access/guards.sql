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

-- How many people may grant rights on the unit, or will, not counting the one who is to get some. Whoever's right ended
-- counts for a week more: nobody becomes the only one by ending the other's right.
create or replace function givers_on(unit uuid, receiver uuid) returns bigint
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return (
        select count(distinct g.account_id)
        from access_grant g join unit_ancestor c on c.ancestor_id = g.unit_id and c.unit_id = unit
        where g.verb = 'access.grant' and g.account_id <> receiver and meritgrid_acting()
          and (g.effective_until is null
               or g.effective_until > case when g.effective_from > today then g.effective_from else today - 7 end)
          and c.effective_from <= today and c.effective_until > today
    );
end $$;

-- May the actor let another use it for a time: a right of their own, not itself delegated, that covers verb, unit and
-- days? The right to grant is none of these: it takes two people.
create or replace function may_delegate(asked access_grant) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return asked.request_id is null and asked.verb <> 'access.grant' and asked.effective_until is not null
        and asked.unit_id in (select meritgrid_units(actor, 'access.delegate'))
        and exists (
            select from access_grant own join unit_ancestor c on c.ancestor_id = own.unit_id and c.unit_id = asked.unit_id
            where own.id = asked.delegates_id and own.account_id = actor and own.verb = asked.verb
              and own.delegates_id is null and own.effective_from <= asked.effective_from
              and (own.effective_until is null or asked.effective_until <= own.effective_until)
              and c.effective_from <= today and c.effective_until > today);
end $$;

-- A right that somebody gives now: to another than oneself and the system, from today on, within what the giver may
-- pass on, or of their own for a time. Who alone may grant lets one other grant, where their own right is. As soon as two
-- people may grant on the unit, it takes both to let a third one grant: one asks, another confirms that request as it
-- stands, while whoever asked may still pass the verb on.
create or replace function may_give(asked access_grant) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    if asked.account_id in (actor, '00000000-0000-7000-8000-000000000001') or asked.given_by is distinct from actor
       or asked.effective_from < today then
        return false;
    elsif asked.delegates_id is not null then
        return may_delegate(asked);
    end if;
    return may_pass_on(actor, asked.verb, asked.unit_id, asked.effective_until, asked.passes_on)
        and (asked.request_id is not null or asked.verb <> 'access.grant'
             or givers_on(asked.unit_id, asked.account_id) < 2 and exists (
                 select from access_grant g
                 where g.account_id = actor and g.verb = 'access.grant' and g.unit_id = asked.unit_id
                   and g.effective_from <= today and (g.effective_until is null or g.effective_until > today)))
        and (asked.request_id is null or exists (
             select from access_request r
             where r.id = asked.request_id and r.asked_by <> actor
               and may_pass_on(r.asked_by, r.verb, r.unit_id, r.effective_until, r.passes_on)
               and (r.account_id, r.verb, r.unit_id, r.effective_from, r.effective_until, r.passes_on)
                   is not distinct from (asked.account_id, asked.verb, asked.unit_id, asked.effective_from,
                                         asked.effective_until, asked.passes_on)));
end $$;

-- Who gives a right is who acts: nobody gives in another's name, and the owner of the database may leave it out.
create or replace function name_giver() returns trigger language plpgsql as $$
begin
    new.given_by := coalesce(nullif(current_setting('meritgrid.actor', true), '')::uuid, new.given_by);
    if new.given_by = '00000000-0000-7000-8000-000000000001' then
        new.given_by := null;
    end if;
    return new;
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

-- What a policy cannot see, which reads what was there when the statement began: of two rights to grant that one person
-- gives at once, the second waits for the first; the account may be closed, or the right that is delegated ended, by
-- somebody who is at it at this moment.
create or replace function settle_grant() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    ends date;
begin
    perform refuse_elsewhere(tg_relid, 'access_grant');
    if exists (select from account a where a.id = new.account_id and a.closed_on is not null for share) then
        raise exception 'this account is closed: reopen it first, or name another one'
            using errcode = 'restrict_violation', constraint = 'account_closed';
    end if;
    if new.delegates_id is not null then
        select effective_until into ends from access_grant where id = new.delegates_id for share;
        if ends < new.effective_until then
            raise exception 'the right that is delegated ends on % by now: delegate it until then at most', ends
                using errcode = 'restrict_violation', constraint = 'beyond_own_right';
        end if;
    elsif new.verb = 'access.grant' and new.request_id is null and not meritgrid_owning() then
        perform pg_advisory_xact_lock(hashtextextended('access.grant', 0));
        if givers_on(new.unit_id, new.account_id) > 1 then
            raise exception 'two people may grant rights here by now, so it takes both to let another one do it'
                using errcode = 'restrict_violation', constraint = 'needs_two_people';
        end if;
    end if;
    return null;
end $$;

-- What is delegated of a right does not outlast it.
create or replace function refuse_outlasting() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'access_grant');
    if exists (select from access_grant d where d.delegates_id = new.id
               and d.effective_until > greatest(new.effective_until, d.effective_from)) then
        raise exception 'somebody else uses this right for a time: end what is delegated of it first'
            using errcode = 'restrict_violation', constraint = 'delegated_on';
    end if;
    return null;
end $$;

-- What lets money, a rule or a right take effect is the decision of a person: the account of a program makes none.
create or replace function refuse_program() returns void language plpgsql stable
    set search_path = public, pg_temp as $$
begin
    if exists (select from account
               where id = nullif(current_setting('meritgrid.actor', true), '')::uuid and is_program) then
        raise exception 'this is the account of a program, which approves nothing: a person with the right must do it'
            using errcode = 'restrict_violation', constraint = 'service_account';
    end if;
end $$;

create or replace function refuse_programs() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid);
    perform refuse_program();
    return new;
end $$;

-- Whose account opens for whom, and whom it shuts out, is for people to decide, as rights are.
create trigger account_by_people before insert or update of closed_on on account for each row
    execute function refuse_programs();

-- Do the actor's own rights reach further from a day on in one place than in another the day before? Rights that end by
-- then gain nothing.
create or replace function gains_by_move(place_before uuid, place_after uuid, day date) returns boolean
    language plpgsql stable set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    return exists (
        select from access_grant g join unit_ancestor c on c.ancestor_id = g.unit_id
        where g.account_id = actor and (g.effective_until is null or g.effective_until > day)
          and c.unit_id = place_after and c.effective_from <= day and c.effective_until > day
          and not exists (
              select from access_grant h join unit_ancestor b on b.ancestor_id = h.unit_id
              where h.account_id = actor and h.verb = g.verb and h.passes_on @> g.passes_on
                and h.effective_from <= greatest(g.effective_from, day)
                and (h.effective_until is null or h.effective_until >= g.effective_until)
                and b.unit_id = place_before and b.effective_from <= day - 1 and b.effective_until > day - 1));
end $$;

-- Refuses to hang a unit from a day on where the actor's own rights reach further than where it hung: whoever gains by
-- a move has another make it. Of a program no move takes effect at all.
create or replace function refuse_own_gain(place_before uuid, place_after uuid, day date) returns void
    language plpgsql stable set search_path = public, pg_temp as $$
begin
    perform refuse_program();
    if gains_by_move(place_before, place_after, day) then
        raise exception 'your own rights would reach further by this: have somebody move the unit who gains nothing by it'
            using errcode = 'restrict_violation', constraint = 'own_gain';
    end if;
end $$;

create trigger access_grant_by_people before insert on access_grant for each row execute function refuse_programs();
create trigger access_grant_names_giver before insert on access_grant for each row execute function name_giver();
create trigger access_grant_settled after insert on access_grant for each row execute function settle_grant();
create trigger access_grant_outlasts after update of effective_until on access_grant for each row execute function refuse_outlasting();
create trigger access_grant_guarded before update of effective_until on access_grant for each row execute function guard_access_grant();

grant execute on function may_pass_on(uuid, text, uuid, date, text[]), givers_on(uuid, uuid), made_and_gone(text, text),
    may_give(access_grant) to meritgrid_app;
