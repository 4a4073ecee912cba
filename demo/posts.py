"""Posts of the demo: positions, their peer groups, the KPIs that suit them, how many hold each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from demo import sources
from demo.draw import Draw, Ids, written
from demo.units import Unit, heads

LEADERS = ("GD", "PGD", "TP", "PTP")
HEADS = ("GD", "PGD")


@dataclass(frozen=True, slots=True)
class Posts:
    """One row per position: unit and fund are places in the list of units, group a place in `groups`.

    Columns: unit, fund, branch, kind, field, pool (which KPIs), group, seats (people at the start).
    """

    rows: pl.DataFrame
    groups: pl.DataFrame

    def holders(self) -> pl.DataFrame:
        """A row for each seat, in the order of positions."""
        return self.rows.with_row_index("position").select(pl.exclude("seats").repeat_by("seats").explode())


def posts(draw: Draw, units: list[Unit]) -> Posts:
    """Every post that somebody holds."""
    rows = [row for place, unit in enumerate(units) for row in _of_unit(draw, place, unit)]
    frame = pl.DataFrame(
        rows, schema=["unit", "fund", "branch", "kind", "field", "pool", "group_code", "seats"], orient="row"
    )
    groups = frame.select("fund", "group_code").unique(maintain_order=True).with_row_index("group")
    return Posts(frame.join(groups, on=["fund", "group_code"], maintain_order="left"), groups)


def _of_unit(draw: Draw, place: int, unit: Unit) -> list[tuple[Any, ...]]:
    if unit.parent is None:
        return []
    if unit.holds_fund:
        return [
            (place, place, unit.branch, "GD", "LD", "LD", "LD", 1),
            (place, place, unit.branch, "PGD", "LD", "LD", "LD", heads(unit.people)),
        ]
    deputies = (unit.people >= 5) + (unit.people >= 25) + (unit.people >= 60)  # noqa: PLR2004
    first = unit.fields[0]
    rows: list[tuple[Any, ...]] = [(place, unit.parent, unit.branch, "TP", first, f"LD+{first}", "QL", 1)]
    if deputies:
        rows.append((place, unit.parent, unit.branch, "PTP", first, f"LD+{first}", "QL", deputies))
    return rows + _staff(draw, place, unit, unit.people - 1 - deputies)


def _staff(draw: Draw, place: int, unit: Unit, people: int) -> list[tuple[Any, ...]]:
    kinds: dict[str, int] = sources.read("establishment")["staff"][unit.branch]
    weights = np.array([share / len(unit.fields) for share in kinds.values() for _ in unit.fields])
    seats = draw.numbers(f"staff of {unit.code}").multinomial(people, weights / weights.sum())
    kinds_and_fields = [(kind, each) for kind in kinds for each in unit.fields]
    return [
        (place, unit.parent, unit.branch, kind, each, each, "PV" if kind == "NV" else each, count)
        for (kind, each), count in zip(kinds_and_fields, seats.tolist(), strict=True)
        if count
    ]


def positions(posts: Posts, units: list[Unit], unit_ids: Ids, group_ids: Ids, ids: Ids) -> pl.DataFrame:
    """Rows of `position`. A leader's names its row of the allowance table."""
    rows = posts.rows
    codes = pl.Series([unit.code for unit in units]).gather(rows["unit"])
    number = rows.select(number=pl.int_range(1, pl.len() + 1).over("unit"))["number"]
    named = [_named(*post) for post in rows.select("branch", "kind", "field").iter_rows()]
    return pl.DataFrame(
        {
            "id": written(ids),
            "unit_id": written(unit_ids).gather(rows["unit"]),
            "peer_group_id": written(group_ids).gather(rows["group"]),
            "code": codes + "-" + rows["kind"] + number.cast(pl.String).str.zfill(2),
            "title": [title for title, _ in named],
            "leader": rows["kind"].is_in(LEADERS),
            "leadership_code": [code for _, code in named],
        }
    )


def _named(branch: str, kind: str, field: str) -> tuple[str, str | None]:
    """The title, and the code of a leader's allowance."""
    establishment = sources.read("establishment")
    if kind in LEADERS:
        return establishment["titles"][branch][kind], establishment["leadership"][branch][kind]
    return f"{establishment['titles']['staff'][kind]} {establishment['fields'][field]}", None


def peer_groups(posts: Posts, unit_ids: Ids, ids: Ids) -> pl.DataFrame:
    """Rows of `peer_group`: leaders, heads of divisions, clerks, and specialists by field."""
    establishment = sources.read("establishment")
    names = {code: f"Chuyên môn {name}" for code, name in establishment["fields"].items()}
    names |= establishment["peer_groups"]
    return posts.groups.select(
        id=pl.Series(written(ids)),
        unit_id=written(unit_ids).gather(posts.groups["fund"]),
        code=pl.col("group_code"),
        name=pl.col("group_code").replace_strict(names),
    )
