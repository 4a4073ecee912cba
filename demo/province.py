"""The whole demo administration as rows, from a seed: nothing here touches a database."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from demo import funds, goals, rights, sources
from demo.binary_copy import Field
from demo.draw import Draw, Ids, written
from demo.posts import Posts, peer_groups, positions, posts
from demo.staff import people
from demo.staff.careers import Careers, careers
from demo.staff.grades import holdings
from demo.units import Unit, states, tree
from demo.year import assessments, leaders, work

FEWEST, MOST = 50, 200_000
THIRD_QUARTER = slice(6, 9)  # of the months of a year


@dataclass(frozen=True, slots=True)
class Province:
    """Rows by table, in the order in which they refer to one another, and the big tables as columns.

    `found`: what was found of who leads, one row for each of `months`. `steady`: the id of a commune that nobody moves
    to or from within the third quarter, None when there is no such commune.
    """

    tables: dict[str, pl.DataFrame]
    results: dict[str, Field]
    months: dict[str, Field]
    found: pl.DataFrame
    years: dict[str, Field]
    steady: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before anybody works: units, posts and the ids of everything that others refer to."""

    draw: Draw
    units: list[Unit]
    posts: Posts
    unit_ids: Ids
    group_ids: Ids
    position_ids: Ids
    employee_ids: Ids


def province(employees: int, seed: int, year: int, steps: pl.DataFrame) -> Province:
    """Everything that the demo loads. `steps`: id, grade ("2 A1") and step of each cell of the grid."""
    frame = _frame(Draw(seed), employees)
    draw, held, unit_ids, ids = frame.draw, frame.posts, frame.unit_ids, frame.employee_ids
    career = careers(draw, held.rows, held.holders(), year)
    counted = goals.catalogue(draw, year)
    done = work.work(draw, career, held, counted)
    found = leaders.findings(draw, done, held)
    scores = assessments.scored(done, found, counted, year)
    accounts = rights.accounts(draw, frame.units, career, held, ids)
    signed = assessments.Signed(
        career, held, ids, unit_ids, frame.position_ids, accounts.ids["hr"], accounts.ids["assessor"]
    )
    graded = holdings(draw, career, held, steps)
    persons = people.employees(draw, career, held, unit_ids, ids)
    own_rules = {
        place: own["parameters"].get(funds.BONUS, {}) for place, own in rights.own_rules(frame.units).items()
    }
    tables = {
        **_establishment(frame, year),
        **goals.tables(draw, counted, held, unit_ids, frame.position_ids, year),
        "employee": persons,
        "occupancy": people.occupancies(draw, career, held, unit_ids, frame.position_ids, ids),
        "grade_holding": graded.rows(draw, steps, ids, unit_ids),
        "conduct_finding": rights.findings(draw, career, held, unit_ids, ids),
        "regulation": rights.regulations(draw, frame.units, unit_ids, accounts, year),
        "bonus_fund": funds.bonus_funds(draw, career, held, graded, unit_ids, own_rules),
        **rights.tables(draw, accounts, unit_ids, persons["full_name"], year),
    }
    months, years = assessments.months(draw, done, scores, signed), assessments.years(draw, scores, signed)
    results, steady = assessments.results(draw, done, counted, signed), _steady(frame, career)
    return Province(tables, results, months, found, years, steady)


def _steady(frame: Frame, career: Careers) -> str | None:
    moving = career.funds_of_movers(THIRD_QUARTER, frame.posts.rows["fund"].to_numpy())
    communes = (place for place, unit in enumerate(frame.units) if unit.kind == "commune")
    found = next((place for place in communes if place not in moving), None)
    return None if found is None else str(written(frame.unit_ids)[found])


def _frame(draw: Draw, employees: int) -> Frame:
    reform: date = sources.read("establishment")["reform"]
    units = tree(draw, employees)
    held = posts(draw, units)
    return Frame(
        draw,
        units,
        held,
        unit_ids=draw.ids("unit", len(units), reform),
        group_ids=draw.ids("peer_group", len(held.groups), reform),
        position_ids=draw.ids("position", len(held.rows), reform),
        employee_ids=draw.ids("employee", employees, reform),
    )


def _establishment(frame: Frame, year: int) -> dict[str, pl.DataFrame]:
    unit = pl.DataFrame({"id": written(frame.unit_ids), "code": [unit.code for unit in frame.units]})
    return {
        "unit": unit,
        "unit_state": states(frame.draw, frame.units, frame.unit_ids, year),
        "peer_group": peer_groups(frame.posts, frame.unit_ids, frame.group_ids),
        "position": positions(frame.posts, frame.units, frame.unit_ids, frame.group_ids, frame.position_ids),
    }
