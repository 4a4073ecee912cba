"""Rows of `employee`, `occupancy` and `grade_holding`."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from demo import sources
from demo.draw import Draw, Ids, days, written
from demo.posts import Posts
from demo.staff.careers import MONTHS, NOBODY, Careers

FULL_POST = 10_000
WOMEN_OF_A_HUNDRED = 55
YOUNGEST, OLDEST = 22 * 12, 61 * 12


def employees(draw: Draw, careers: Careers, posts: Posts, unit_ids: Ids, ids: Ids) -> pl.DataFrame:
    """One row per person; codes follow the order of posts."""
    numbers = draw.numbers("births")
    count = len(careers.first)
    age = numbers.integers(YOUNGEST, YOUNGEST + 8 * 12, count)
    age = np.minimum(age, OLDEST - careers.service_months - MONTHS)
    born = (careers.joined_on.astype("datetime64[M]") - age).astype("datetime64[D]") - numbers.integers(
        0, 28, count
    )
    return pl.DataFrame(
        {
            "id": written(ids),
            "code": [f"CB{place:06}" for place in range(1, count + 1)],
            "full_name": full_names(draw.numbers("names"), count),
            "born_on": days(born),
            "joined_on": days(careers.joined_on),
            "unit_id": written(unit_ids).gather(posts.rows["unit"].gather(careers.last())),
        }
    )


def full_names(numbers: np.random.Generator, count: int) -> pl.Series:
    """Family, middle and given name from common parts; nobody in particular."""
    names = sources.read("names")
    woman = numbers.integers(0, 100, count) < WOMEN_OF_A_HUNDRED
    shares = np.array(list(names["family"].values()))
    family = np.array(list(names["family"]))[numbers.choice(len(shares), count, p=shares / shares.sum())]

    def part(which: str) -> NDArray[np.str_]:
        women, men = (np.array(names[who][which]) for who in ("women", "men"))
        place = numbers.integers(0, len(women) * len(men), count)
        return np.where(woman, women[place % len(women)], men[place % len(men)])

    parts = pl.DataFrame({"family": family, "middle": part("middle"), "given": part("given")})
    return parts.select(pl.concat_str(pl.all(), separator=" ").alias("full_name"))["full_name"]


def occupancies(
    draw: Draw, careers: Careers, posts: Posts, unit_ids: Ids, position_ids: Ids, ids: Ids
) -> pl.DataFrame:
    """The post since the reform or joining, then the change of the year: another post, or none."""
    reform = np.datetime64(sources.read("establishment")["reform"], "D")
    changed = np.flatnonzero(careers.changes < MONTHS)
    person = np.concatenate([np.arange(len(careers.first)), changed])
    position = np.concatenate([careers.first, careers.second[changed]])
    begins = np.concatenate(
        [
            np.maximum(careers.joined_on, reform),
            (careers.start + careers.changes[changed]).astype("datetime64[D]"),
        ]
    )
    unit = posts.rows["unit"].to_numpy()[np.where(position == NOBODY, careers.first[person], position)]
    acting = np.concatenate([np.zeros(len(careers.first), bool), careers.acting[changed]])
    return pl.DataFrame(
        {
            "id": written(draw.ids("occupancy", len(person), reform.item())),
            "effective_from": days(begins),
            "employee_id": written(ids).gather(person),
            "unit_id": written(unit_ids).gather(unit),
            "position_id": written(position_ids).gather(pl.Series(position).replace(NOBODY, None)),
            "share_bp": np.full(len(person), FULL_POST),
            "acting": acting,
        }
    ).sort("employee_id", "effective_from")
