"""Policies of bonus funds."""

from domain.database.state.policy import Condition, Rule, both, holds

# Decisions on pay runs alone write what is spent; `columns` keeps an update from it.
UNSPENT = Condition("spent_vnd = 0", "nothing of it is spent")
OPEN = Condition("state = 'open'", "it is open")

POLICIES = {
    "bonus_fund": Rule(
        holds("fund.read"),
        both(holds("fund.open"), OPEN, UNSPENT),
        both(holds("fund.open"), OPEN),
        columns=("salary_fund_vnd", "amount_vnd", "model_id", "model_version", "parameters_hash", "state"),
        note="Approving, withdrawing and closing a pay run write what is spent and the state.",
    )
}
