"""What the demo's offices decide on in its year, as far as it is to be played.

It goes through the services as people's requests do: under row security, each decision in a transaction of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from demo import Until
from demo.year import bonus, extra_income
from demo.year.offices import Offices, at_work
from domain import clock

# What is told before each step, in order.
COMPUTED = ("computing the bonus",)
CLOSED = (
    "computing the extra income of a commune",
    *COMPUTED,
    "reviewing the bonus",
    "approving the bonus",
    "closing the bonus",
)
STEPS = {Until.ASSESSED: (), Until.COMPUTED: COMPUTED, Until.CLOSED: CLOSED}


def told_in(until: Until, commune: UUID | None, year: int) -> tuple[str, ...]:
    """What is told when a year is played: of no extra income where none is made."""
    none = () if commune is not None and extra_income.known(year) else CLOSED[:1]
    return tuple(step for step in STEPS[until] if step not in none)


async def play(
    url: str, province: UUID, commune: UUID | None, year: int, until: Until, tell: Callable[[str], None]
) -> bool:
    """The bonus of the province for a year and a quarter's extra income of one commune, on the last day of that year.

    `url`: the owner's. Whoever ends it in between leaves the year as it then stands, whole and in order, for people to
    go on with. The extra income is left out without such a commune, and in a year for which its numbers are not known:
    the answer is whether it waits for its approval.
    """
    if until is Until.ASSESSED:
        return False
    with _on(date(year, 12, 31)):
        async with at_work(url) as offices:
            if until is Until.COMPUTED:
                tell(*COMPUTED)
                await bonus.compute(offices, province, year)
                return False
            return await _to_the_closing(offices, province, commune, year, tell)


async def _to_the_closing(
    offices: Offices, province: UUID, commune: UUID | None, year: int, tell: Callable[[str], None]
) -> bool:
    told = iter(told_in(Until.CLOSED, commune, year))
    waits = commune is not None and extra_income.known(year)
    if commune is not None and waits:
        tell(next(told))
        await extra_income.leave_waiting(offices, commune, year)
    tell(next(told))
    run = await bonus.compute(offices, province, year)
    for step in (bonus.review, bonus.approve, bonus.close):
        tell(next(told))
        run = await step(offices, run)
    return waits


@contextmanager
def _on(day: date) -> Iterator[None]:
    """The administration's day is this one within the block."""
    before = clock.today() if clock.is_set() else None
    clock.set_today(day)
    try:
        yield
    finally:
        clock.set_today(before)
