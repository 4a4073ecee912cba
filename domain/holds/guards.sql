-- Guards of holds: whom a run leaves out, and that nobody who is paid is put on hold.

-- Nobody is put on hold where they never worked, nor for what their unit, or one above it, has paid them; an approval
-- that is going on is kept out, so that it sees the hold.
create or replace function guard_payment_hold() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'payment_hold');
    if not exists (select from pay_kind(new.kind) k where k.period = new.period) then
        raise exception 'there is no kind of run % by the %', new.kind, new.period using errcode = 'check_violation';
    end if;
    if not serves_in(new.employee_id, new.unit_id) then
        raise exception 'somebody is put on hold by a unit in which they never worked'
            using errcode = 'foreign_key_violation';
    end if;
    perform keep_approvals_out(array[new.period_start], false);
    if paid_above(new.employee_id, new.kind, new.period_start, new.unit_id) is not null then
        raise exception 'PayRun_% pays this person for % already: what was paid is not held back',
            paid_above(new.employee_id, new.kind, new.period_start, new.unit_id),
            period_words(new.period, new.period_start)
            using errcode = 'restrict_violation', constraint = 'already_paid', column = 'employeeId';
    end if;
    return new;
end $$;

create trigger payment_hold_guarded before insert on payment_hold for each row execute function guard_payment_hold();

-- Who is on hold for a kind of run and a period, of the people whom the actor may pay: those who work or worked in a unit
-- on which they may make runs. A hold counts whichever unit put it on record, seen or not.
create or replace function held_from(of_kind text, of_period text, first date)
    returns table (employee_id uuid, hold_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select h.employee_id, h.id from payment_hold h
    where h.kind = of_kind and h.period = of_period and h.period_start = first and h.released_by is null
      and (meritgrid_owning() or exists (
          select from units_served(h.employee_id) served (unit_id)
          where served.unit_id in (select meritgrid_units(
              nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.create'))))
$$;

-- Whether somebody is on hold for a kind of run and the period that begins on a day; for functions with their owner's
-- rights.
create or replace function on_hold(person uuid, of_kind text, first date) returns boolean
    language sql stable set search_path = public, pg_temp as $$
    select exists (select from payment_hold h where h.employee_id = person and h.kind = of_kind
                   and h.period_start = first and h.released_by is null)
$$;

grant execute on function held_from(text, text, date) to meritgrid_app;
