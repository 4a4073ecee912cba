-- Hashes of the trail: leaves and roots as RFC 9162 has them.

-- The bytes that are hashed: `domain/audit/hashing/canonical.py` and `domain/audit/hashing/rows.py` write the same.
create or replace function meritgrid_netstring(said text) returns text language sql immutable as $$
    select case when said is null then '-,' else octet_length(said) || ':' || said || ',' end
$$;

create or replace function meritgrid_leaf(said text) returns bytea language sql immutable as $$
    select sha256('\x00'::bytea || convert_to(said, 'UTF8'))
$$;

-- A leaf that only whoever has its salt can tell from any other: a commitment to what is said.
create or replace function meritgrid_salted_leaf(salt bytea, said text) returns bytea language sql immutable as $$
    select sha256('\x00'::bytea || salt || convert_to(said, 'UTF8'))
$$;

-- The head of an RFC 9162 tree over leaves, 32 bytes each, one after another.
create or replace function meritgrid_root(leaves bytea) returns bytea language plpgsql immutable
    set search_path = public, pg_temp as $$
declare
    level bytea := leaves;
    pairs int;
begin
    if octet_length(level) = 0 then
        return sha256(''::bytea);
    end if;
    while octet_length(level) > 32 loop
        pairs := octet_length(level) / 64;
        level := (select string_agg(sha256('\x01'::bytea || substr(level, 64 * pair + 1, 64)), ''::bytea order by pair)
                  from generate_series(0, pairs - 1) pair) || substr(level, 64 * pairs + 1);
    end loop;
    return level;
end $$;
