-- Notices: whoever waits for a run is woken when it changed. A notice holds an id and nothing else; who may, reads the run.

create or replace function notify_pay_run() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    perform pg_notify('meritgrid_pay_run', new.id::text);
    return null;
end $$;

create trigger pay_run_notifies after update on pay_run for each row execute function notify_pay_run();
