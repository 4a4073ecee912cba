"""The kinds of runs, as data: they import nothing but the words of `domain.computing`."""

from domain.computing.chain.kind import Kind
from domain.pay_runs.kinds.bonus import BONUS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (BONUS,)}
