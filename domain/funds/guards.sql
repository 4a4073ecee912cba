-- Guards of funds.

-- Closing a fund does not change it, nor is a fund changed that an approved run shares out.
create or replace function guard_bonus_fund() returns trigger language plpgsql as $$
begin
    if old.state = 'closed' or (new.state = 'closed' and (new.salary_fund_vnd, new.amount_vnd)
                                is distinct from (old.salary_fund_vnd, old.amount_vnd)) then
        raise exception 'a closed fund does not change, and a fund is closed as it is'
            using errcode = 'restrict_violation';
    end if;
    if old.spent_vnd > 0 and (new.salary_fund_vnd, new.amount_vnd) is distinct from (old.salary_fund_vnd, old.amount_vnd)
    then
        raise exception 'an approved run shares this fund out: have its approval withdrawn before the fund is changed'
            using errcode = 'restrict_violation', constraint = 'fund_spent';
    end if;
    return new;
end $$;

create trigger bonus_fund_guarded before update on bonus_fund for each row execute function guard_bonus_fund();
