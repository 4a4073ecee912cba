-- Guards of what-ifs: the kept inputs of a run, within a budget of questions.

-- The kept inputs of a run for a what-if, in place of a right to select them: whoever may only simulate gets them
-- here, run by run, within a budget of distinct scenarios for these inputs. Whoever may read the rows has no need of
-- one. No scenario: the run itself. All of them are counted, or none.
create or replace function frames_to_simulate(run uuid, scenarios text[])
    returns table (name text, content bytea)
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    baseline pay_run;
begin
    select * into baseline from pay_run r where r.id = run;
    if not meritgrid_may(actor, 'pay_run.read', baseline.unit_id) then
        if meritgrid_may(actor, 'scenario.simulate', baseline.unit_id) is not true then
            raise exception 'the actor may not simulate there' using errcode = 'insufficient_privilege';
        end if;
        perform pg_advisory_xact_lock(hashtextextended(actor || ' ' || baseline.snapshot_hash, 0));
        insert into asked_scenario select actor, baseline.snapshot_hash, asked.scenario
        from unnest(scenarios) as asked (scenario) where asked.scenario is not null on conflict do nothing;
        if cardinality(scenarios) > 0 and (select count(*) from asked_scenario a
            where (a.account_id, a.snapshot_hash) = (actor, baseline.snapshot_hash)) > 40 then
            raise exception 'you have asked 40 different what-ifs of these inputs, the most that one account may'
                using errcode = 'restrict_violation';
        end if;
    end if;
    -- Inputs of the run's own unit, or of one below it: never those of a unit that the actor may not simulate.
    return query select f.name, f.content from snapshot_frame f
                 where f.snapshot_hash = baseline.snapshot_hash
                   and exists (select from taken_for(baseline.snapshot_hash) s
                               join unit_closure c on c.unit_id = s.unit_id and c.ancestor_id = baseline.unit_id);
end $$;

grant execute on function frames_to_simulate(uuid, text[]) to meritgrid_app;
