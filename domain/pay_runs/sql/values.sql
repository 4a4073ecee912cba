-- Values of steps and parameters as people read them: the unit is how the name of the column or parameter ends.

create or replace function value_unit(name text, value json) returns text language sql immutable as $$
select case
    when json_typeof(value) in ('string', 'boolean')
         and (json_typeof(value) = 'boolean' or value #>> '{}' !~ '^-?[0-9]+$') then 'option'
    else case split_part(name, '_', -1)
        when 'cents' then case when split_part(name, '_', -2) in ('usd', 'eur', 'sgd')
            then split_part(name, '_', -2) || '_cents' else 'cents' end
        when 'thousandths' then case when split_part(name, '_', -2) in ('ten', 'hundred')
            then split_part(name, '_', -2) || '_thousandths' else 'thousandths' end
        when 'millionths' then case when split_part(name, '_', -2) in ('ten', 'hundred')
            then split_part(name, '_', -2) || '_millionths' else 'millionths' end
        else case when split_part(name, '_', -1) in (
                'centavos', 'paise', 'sen', 'vnd', 'usd', 'twd', 'won', 'yen', 'rupees', 'pesos', 'ringgit', 'rupiah',
                'tenths', 'hundredths', 'bp', 'percent') then split_part(name, '_', -1) else 'count' end
    end
end
$$;

-- The currency of an amount; null of what is no money, and of cents of nobody.
create or replace function value_currency(unit text) returns text language sql immutable as $$
select case unit
    when 'vnd' then 'VND' when 'won' then 'KRW' when 'yen' then 'JPY' when 'usd_cents' then 'USD'
    when 'eur_cents' then 'EUR' when 'sgd_cents' then 'SGD' when 'paise' then 'INR' when 'sen' then 'MYR'
    when 'centavos' then 'PHP' when 'usd' then 'USD' when 'twd' then 'TWD' when 'rupees' then 'INR'
    when 'pesos' then 'PHP' when 'ringgit' then 'MYR' when 'rupiah' then 'IDR'
end
$$;

-- How many of the currency's smallest coins one of the unit is. Taiwan's dollars and rupiah have no smaller one in use.
create or replace function value_coins(unit text) returns bigint language sql immutable as $$
select case when unit in ('usd', 'rupees', 'pesos', 'ringgit') then 100 else 1 end
$$;

-- `unit`: what value_unit says of it.
create or replace function value_formatted(name text, value json, unit text) returns text language plpgsql stable as $$
declare
    currency text := value_currency(unit);
    decimals int;
begin
    if value is null or json_typeof(value) in ('null', 'array', 'object') then
        return null;
    elsif unit = 'option' then
        return meritgrid_translated(replace(value #>> '{}', '_', ' '));
    end if;
    if currency is not null then
        return meritgrid_money((value #>> '{}')::bigint * value_coins(unit), currency);
    elsif unit = 'bp' then
        return meritgrid_percent((value #>> '{}')::bigint);
    elsif name in ('year', 'quarter', 'half', 'table', 'region') then
        return value #>> '{}';
    end if;
    decimals := case unit when 'tenths' then 1 when 'hundredths' then 2 when 'cents' then 2 when 'thousandths' then 3
        when 'ten_thousandths' then 4 when 'hundred_thousandths' then 5 when 'millionths' then 6
        when 'ten_millionths' then 7 when 'hundred_millionths' then 8 else 0 end;
    return meritgrid_number((value #>> '{}')::bigint, decimals) || case unit when 'percent' then '%' else '' end;
end $$;

grant execute on function value_unit(text, json), value_currency(text), value_coins(text),
    value_formatted(text, json, text) to meritgrid_app;
