"""The kinds of runs, as data: they import nothing but the words of `domain.computing`."""

from domain.computing.chain.kind import Kind
from domain.errors import Invalid
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME

KINDS: dict[str, Kind] = {kind.name: kind for kind in (BONUS, EXTRA_INCOME)}


def named(name: str, path: str = "") -> Kind:
    """The kind of a name; `path` is where the name was sent. Raises Invalid (`unknown_kind`)."""
    if (kind := KINDS.get(name)) is None:
        raise Invalid(
            "unknown_kind", "There is no kind of run {name!r}; kinds: {kinds}.", path, name=name, kinds=KINDS
        )
    return kind
