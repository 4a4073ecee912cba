"""The whole demo administration as rows, from a seed: nothing here touches a database."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.demo import assessed, funds, goals, people, rights, sources, work
from domain.demo.careers import careers
from domain.demo.copying import Field
from domain.demo.draw import Draw, written
from domain.demo.grades import holdings
from domain.demo.posts import peer_groups, positions, posts
from domain.demo.units import states, tree

FEWEST, MOST = 50, 200_000


@dataclass(frozen=True, slots=True)
class Province:
    """Rows by table, in the order in which they refer to one another, and the two big tables as columns."""

    tables: dict[str, pl.DataFrame]
    results: dict[str, Field]
    months: dict[str, Field]
    years: dict[str, Field]

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.tables[table])


def province(employees: int, seed: int, year: int, steps: pl.DataFrame) -> Province:
    """Everything that the demo loads. `steps`: id, grade ("2 A1") and step of each cell of the salary grid."""
    draw = Draw(seed)
    reform: date = sources.read("establishment")["reform"]
    units = tree(draw, employees)
    held = posts(draw, units)
    ids = {
        table: draw.ids(table, count, reform)
        for table, count in (
            ("unit", len(units)), ("peer_group", len(held.groups)), ("position", len(held.rows)), ("employee", employees),
        )
    }  # fmt: skip
    career = careers(draw, held.rows, held.holders(), year)
    counted = goals.catalogue(draw, year)
    graded = holdings(draw, career, held, steps)
    done = work.work(draw, career, held, counted)
    scores = assessed.scored(done, counted, year)
    accounts = rights.accounts(draw, units, career, held, ids["employee"])
    signed = assessed.Signed(
        career, held, ids["employee"], ids["unit"], ids["position"], accounts.account("hr"), accounts.account("assessor")
    )
    persons = people.employees(draw, career, held, ids["unit"], ids["employee"])
    bonus_rules = {place: own.get(funds.BONUS, {}) for place, own in rights.own_rules(units).items()}
    return Province(
        {
            "unit": pl.DataFrame({"id": written(ids["unit"]), "code": [unit.code for unit in units]}),
            "unit_state": states(draw, units, ids["unit"], year),
            "peer_group": peer_groups(held, ids["unit"], ids["peer_group"]),
            "position": positions(held, units, ids["unit"], ids["peer_group"], ids["position"]),
            **goals.tables(draw, counted, held, ids["position"], year),
            "employee": persons,
            "occupancy": people.occupancies(draw, career, held, ids["unit"], ids["position"], ids["employee"]),
            "grade_holding": graded.rows(draw, steps, ids["employee"], ids["unit"]),
            "conduct_finding": rights.findings(draw, career, held, ids["unit"], ids["employee"]),
            "regulation": rights.regulations(draw, units, ids["unit"], accounts, year),
            "bonus_fund": funds.bonus_funds(draw, career, held, graded, ids["unit"], bonus_rules),
            **rights.tables(draw, accounts, ids["unit"], persons["full_name"], year),
        },
        assessed.results(draw, done, counted, signed),
        assessed.months(draw, done, scores, signed),
        assessed.years(draw, scores, signed),
    )
