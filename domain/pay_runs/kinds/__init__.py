"""The kinds of runs, as data: they import nothing but the words of `domain.computing`."""

from domain.computing.chain.kind import Kind
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME

KINDS: dict[str, Kind] = {kind.name: kind for kind in (BONUS, EXTRA_INCOME)}
