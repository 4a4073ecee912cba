-- Registered documents: found by their hash, by whoever knows it, before anybody has signed in.

create or replace function meritgrid_document(hash text) returns text language sql stable security definer
    set search_path = public, pg_temp as $$
    select d.text from client_document d where d.sha256 = hash limit 1
$$;

grant execute on function meritgrid_document(text) to meritgrid_app;
