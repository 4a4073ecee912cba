"""Accounts of the demo and what each may do where; its regulations and the findings on conduct."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import orjson
import polars as pl

from demo import sources
from demo.draw import Draw, Ids, written
from demo.funds import BONUS, PAY
from demo.posts import Posts
from demo.staff.careers import MONTHS, Careers
from demo.units import Unit
from demo.year.assessments import SCORING
from domain.access.verbs import VERBS
from domain.actor import SYSTEM

ISSUER = "demo"
# No issuer of tokens can prove it, so nobody signs in as the system.
SYSTEM_SUBJECT = "meritgrid|system"
MODELS = {"scoring": SCORING, "pay": PAY, "classification": "vn.classes_2026", "bonus": BONUS}
PEOPLE_PER_FINDING = 4_000
ROOT = 0


@dataclass(frozen=True, slots=True)
class Accounts:
    """Ids by name (arrays of one), and the place of the commune that one of them is confined to."""

    ids: dict[str, Ids]
    commune: int
    employee: int


def accounts(draw: Draw, units: list[Unit], careers: Careers, posts: Posts, employee_ids: Ids) -> Accounts:
    """An id for each account; the employee's is their own."""
    names = list(sources.read("rights")["accounts"])
    ids = dict(
        zip(names, draw.ids("account", len(names), date(careers.year, 1, 1)).reshape(-1, 1), strict=True)
    )
    commune = next(place for place, unit in enumerate(units) if unit.kind == "commune")
    employee = _ordinary(careers, posts, commune)
    return Accounts(ids | {"employee": employee_ids[employee : employee + 1]}, commune, employee)


def _ordinary(careers: Careers, posts: Posts, commune: int) -> int:
    """Somebody of the commune who leads nobody and kept the same post all year."""
    rows = posts.rows[careers.first]
    there = (rows["fund"] == commune).to_numpy()
    specialist = rows["kind"].is_in(["CV", "CVC", "CS"]).to_numpy()
    steady = (careers.changes == MONTHS) & (careers.service_months > MONTHS)
    return int(np.argmax(there * 4 + specialist * 2 + steady))


def tables(
    draw: Draw, accounts: Accounts, unit_ids: Ids, names: pl.Series, year: int
) -> dict[str, pl.DataFrame]:
    """Rows of `account` and `access_grant`. `names`: the full names of employees."""
    known: dict[str, dict[str, Any]] = sources.read("rights")["accounts"]
    ids = {name: written(own)[0] for name, own in accounts.ids.items()}
    grants = [
        {
            "account_id": ids[name],
            "verb": verb,
            "passes_on": f"{{{','.join(VERBS)}}}" if verb == "access.grant" else "{}",
            "unit_id": accounts.commune if account.get("confined") else ROOT,
        }
        for name, account in known.items()
        for verb in account["verbs"]
    ]
    start = date(year, 1, 1)
    return {
        "account": pl.DataFrame(
            [
                {"id": str(SYSTEM.id), "subject": SYSTEM_SUBJECT, "name": SYSTEM.name},
                *(
                    {
                        "id": ids[name],
                        "subject": f"{ISSUER}|{name}",
                        "name": account["name"] or names[accounts.employee],
                    }
                    for name, account in known.items()
                ),
            ]
        ),
        "access_grant": pl.DataFrame(grants).with_columns(
            id=written(draw.ids("access_grant", len(grants), start)),
            unit_id=written(unit_ids).gather(pl.DataFrame(grants)["unit_id"]),
            effective_from=pl.lit(start),
        ),
    }


def own_rules(units: list[Unit]) -> dict[int, dict[str, Any]]:
    """Places of the units with a regulation of their own; the numbers it sets, and the act that allows them, if any."""
    kinds: list[dict[str, Any]] = sources.read("rights")["regulations"]
    places = {
        kind: [place for place, unit in enumerate(units) if unit.kind == kind]
        for kind in ("department", "commune")
    }
    found = {}
    for regulation in kinds:
        there = places[regulation["kind"]]
        if len(there) >= regulation["of"]:
            found[there[regulation["place"]]] = regulation
    return found


def regulations(draw: Draw, units: list[Unit], unit_ids: Ids, accounts: Accounts, year: int) -> pl.DataFrame:
    """Rows of `regulation`: the province's, and those of a few units that set some numbers themselves."""
    own = own_rules(units)
    places = [ROOT, *own]
    start = date(year, 1, 1)
    count = len(places)
    return pl.DataFrame(
        {
            "id": written(draw.ids("regulation", count, start)),
            "unit_id": written(unit_ids).gather(places),
            "effective_from": [start] * count,
            "title": [
                _title(own.get(place, {})).format(unit=units[place].name, year=year, before=year - 1)
                for place in places
            ],
            "models": [orjson.dumps(MODELS).decode()] * count,
            "parameters": [
                orjson.dumps(own.get(place, {}).get("parameters", {})).decode() for place in places
            ],
            "drafted_by": [written(accounts.ids["hr"])[0]] * count,
            "published_by": [written(accounts.ids["finance"])[0]] * count,
            "published_at": [datetime(year, 1, 1, 1, tzinfo=UTC)] * count,
            "version": [2] * count,
        }
    )


def _title(regulation: Mapping[str, Any]) -> str:
    """What a regulation is called; more than the usual share of excellent stands on a decision."""
    called = str(sources.read("rights")["title"])
    return f"{called}; {regulation['act']}" if "act" in regulation else called


def findings(draw: Draw, careers: Careers, posts: Posts, unit_ids: Ids, employee_ids: Ids) -> pl.DataFrame:
    """Rows of `conduct_finding`: one for some thousands of people, at least one."""
    count = max(len(careers.first) // PEOPLE_PER_FINDING, 1)
    person = np.sort(draw.numbers("findings").choice(len(careers.first), count, replace=False))
    unit = posts.rows["unit"].to_numpy()[careers.last()[person]]
    known = sources.read("rights")["findings"]
    return pl.DataFrame(
        {
            "id": written(draw.ids("conduct_finding", count, date(careers.year, 11, 1))),
            "employee_id": written(employee_ids).gather(person),
            "unit_id": written(unit_ids).gather(unit),
            "year": [careers.year] * count,
            "finding": [known[place % len(known)] for place in range(count)],
            "document": [f"{place + 1:03}/KL-UBKT" for place in range(count)],
        }
    )
