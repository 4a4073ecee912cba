-- Guards of goals: what was dated by slip is taken back while nothing hangs on it.

-- Nobody deletes a row of their own accord. A goal's latest state is taken back, and the goal with its only one while no
-- other goal and no KPI refers to it; gives the goal.
create or replace function withdraw_policy_goal_state(state uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone policy_goal_state;
begin
    select * into gone from policy_goal_state where id = state for update;
    perform refuse_without('goals.write', gone.unit_id);
    if exists (select from policy_goal_state later where later.policy_goal_id = gone.policy_goal_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    delete from policy_goal_state where id = state;
    if not exists (select from policy_goal_state before where before.policy_goal_id = gone.policy_goal_id) then
        delete from policy_goal where id = gone.policy_goal_id;
    end if;
    return gone.policy_goal_id;
exception when foreign_key_violation then
    raise exception 'another goal or a KPI refers to this goal: take that back first, or close the goal'
                    ' (changePolicyGoals)' using errcode = 'restrict_violation', constraint = 'policy_goal_in_use';
end $$;

grant execute on function withdraw_policy_goal_state(uuid) to meritgrid_app;
