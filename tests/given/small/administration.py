"""A small administration that a reader holds in the head: a province, two communes, six people, a year of work.

In each commune one leads and two settle files. Everybody completes everything, but the last of each commune, who
completes eight of ten. All months and the year are confirmed, the funds are open, and nobody is paid yet.
"""

from domain.actor import SYSTEM, Actor
from domain.assessments.tables import Assessment
from domain.database.migrate import migrate
from domain.database.sessions import WriteSession, owning
from domain.funds.opening import open_funds
from domain.grids import service as grids
from tests.given import (
    START,
    YEAR,
    access,
    acting,
    assessments,
    known,
    organisation,
    regulations,
    results,
)  # fmt: skip
from tests.given.small.commune import LEADER, MIDDLE, NUMBERS, Commune, commune
from tests.given.small.offices import offices

PROVINCE, COMMUNES = "T", ("A", "B")


async def small(url: str) -> None:
    """Fill an empty database, given by its owner's address."""
    await migrate(url)
    async with owning(url, SYSTEM) as session:
        await grids.load(session)
        province = await organisation.unit(session, PROVINCE, "province")
        units = [await organisation.unit(session, code, parent=province) for code in COMMUNES]
        who = await offices(session, province, units[0])
        await regulations.published(session, who["hr"], who["finance"], province)
        first, second = [
            await commune(session, code, unit, who["hr"]) for code, unit in zip(COMMUNES, units, strict=True)
        ]
        for number in NUMBERS:
            month, year = await _assessed(session, who, first, number)
            whose = known("employee", f"{second.code}{number}")
            there = whose, second.unit, second.posts[number]
            await assessments.alike(session, month, *there, results.months())
            await assessments.alike(session, year, *there, [START])
        await acting(session, who["hr"])
        await open_funds(session, who["hr"], province, YEAR)
        # An account told to the trail tells of every row that came before it.
        await access.account(session, "employee", province, known("employee", f"{first.code}{MIDDLE}"))


async def _assessed(
    session: WriteSession, who: dict[str, Actor], at: Commune, number: str
) -> tuple[Assessment, Assessment]:
    """The first month and the year of a person, as the services make them; the other months are like the first."""
    whose, deciders = known("employee", f"{at.code}{number}"), (who["hr"], who["assessor"])
    marks = assessments.LEADS if number == LEADER else assessments.LEADS_NOBODY
    first, *others = results.months()
    month = await assessments.confirmed(session, *deciders, whose, "month", first, marks)
    await assessments.alike(session, month, whose, at.unit, at.posts[number], others)
    return month, await assessments.confirmed(session, *deciders, whose, "year", START)
