-- Forms of numbers in the languages, equal to those of Babel. Anything but Vietnamese is written as in English.

create or replace function meritgrid_language() returns text language sql stable as $$
    select coalesce(nullif(current_setting('meritgrid.language', true), ''), 'en')
$$;

-- These are single expressions without settings of their own: the server writes them into the statement that asks.
-- A whole number of the `decimals`-th part of something: 123456 hundredths are 1,234.56, or 1.234,56.
create or replace function format_number(value bigint, decimals int, language text) returns text
    language sql immutable as $$
    select translate(
        to_char(value::numeric * power(10::numeric, -decimals),
                'FM999,999,999,999,999,999,990' || case when decimals > 0 then '.' || repeat('0', decimals) else '' end),
        ',.', case language when 'vi' then '.,' else ',.' end)
$$;

-- A rate in basis points: 1050 are 10.5%, or 10,5%.
create or replace function format_percent(basis_points bigint, language text) returns text
    language sql immutable as $$
    select rtrim(rtrim(format_number(basis_points, 2, language), '0'), ',.') || '%'
$$;

-- An amount in the smallest coin of its currency; one that we do not know is written as a number.
create or replace function format_money(amount bigint, currency text, language text) returns text
    language sql immutable as $$
    select case
        when currency_symbol(currency, language) is null
            then format_number(amount, 0, language) || coalesce(U&'\00A0' || currency, '')
        when language = 'vi'
            then format_number(amount, currency_decimals(currency), language) || U&'\00A0'
                 || currency_symbol(currency, language)
        when amount < 0
            then '-' || currency_symbol(currency, language)
                 || substr(format_number(amount, currency_decimals(currency), language), 2)
        else currency_symbol(currency, language) || format_number(amount, currency_decimals(currency), language)
    end
$$;

-- The same in the language of whoever reads.
create or replace function meritgrid_number(value bigint, decimals int) returns text language sql stable
    as $$ select format_number(value, decimals, meritgrid_language()) $$;

create or replace function meritgrid_percent(basis_points bigint) returns text language sql stable
    as $$ select format_percent(basis_points, meritgrid_language()) $$;

create or replace function meritgrid_money(amount bigint, currency text) returns text language sql stable
    as $$ select format_money(amount, currency, meritgrid_language()) $$;

-- A text in the language of whoever reads; as it is stored where no catalogue has it. English asks no table.
create or replace function meritgrid_translated(stored text) returns text language plpgsql stable
    set search_path = public, pg_temp as $$
declare
    reads text := meritgrid_language();
begin
    if reads = 'en' or stored is null or stored = '' then
        return stored;
    end if;
    return coalesce((select t.text from translation t
                     where (t.language, t.source) = (reads, md5(stored)::uuid)), stored);
end $$;

grant execute on function meritgrid_language(), currency_symbol(text, text), currency_decimals(text),
    format_number(bigint, int, text),
    format_percent(bigint, text), format_money(bigint, text, text), meritgrid_number(bigint, int),
    meritgrid_percent(bigint), meritgrid_money(bigint, text), meritgrid_translated(text) to meritgrid_app;
