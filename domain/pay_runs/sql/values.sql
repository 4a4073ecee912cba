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

-- How many of the currency's smallest coins one of the unit is. Taiwan's dollars and rupiah have no smaller one in use.
create or replace function value_coins(unit text, currency text) returns bigint language sql immutable as $$
select power(10::numeric, greatest(0, currency_decimals(currency) - value_unit_decimals(unit)))::bigint
$$;

-- `unit`: what value_unit says of it.
create or replace function value_formatted(model text, name text, value json, unit text) returns text
    language plpgsql stable as $$
declare
    currency text := value_currency(unit, model);
begin
    if value is null or json_typeof(value) in ('null', 'array', 'object') then
        return null;
    elsif json_typeof(value) = 'boolean' then
        return meritgrid_translated(value_truth((value #>> '{}')::boolean));
    elsif unit = 'option' then
        return meritgrid_translated(
            coalesce(value_words(model, name, value #>> '{}'), replace(value #>> '{}', '_', ' ')));
    end if;
    if currency is not null then
        return meritgrid_money((value #>> '{}')::bigint * value_coins(unit, currency), currency);
    elsif unit = 'bp' then
        return meritgrid_percent((value #>> '{}')::bigint);
    elsif name in ('year', 'quarter', 'half', 'table', 'region') then
        return value #>> '{}';
    end if;
    return meritgrid_number((value #>> '{}')::bigint, value_unit_decimals(unit))
        || case unit when 'percent' then '%' else '' end;
end $$;

grant execute on function value_unit(text, json), value_currency(text, text), value_unit_decimals(text),
    value_coins(text, text), value_truth(boolean), value_words(text, text, text),
    value_formatted(text, text, json, text) to meritgrid_app;
