-- Append-only tables: the function behind the triggers of each.

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused; write a correction instead', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end $$;
