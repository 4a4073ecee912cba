"""Careers of the demo's people through the year: who holds which post in which month."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from demo import sources
from demo.draw import Draw, Flags, Whole
from demo.posts import LEADERS

Days = NDArray[np.datetime64]

MONTHS = 12
NOBODY = -1
HALF = 0.5
LONGEST_SERVICE, LEADERS_SERVICE = 36 * 12, 12 * 12
MIDDLE_OF_THE_MONTH = 14


@dataclass(frozen=True, slots=True)
class Careers:
    """One element per person. Months are places in the year, positions places in the list of posts.

    `first` is held from the start of the year or from joining, `second` from month `changes` on (-1: has
    left). `service_months` counts up to the start of the year and is 0 for those who join in it.
    """

    year: int
    first: Whole
    second: Whole
    changes: Whole
    moves: Flags
    acting: Flags
    joined_on: Days
    service_months: Whole

    @property
    def start(self) -> np.datetime64:
        """The first month of the year."""
        return np.datetime64(f"{self.year}-01", "M")

    def day(self, month: Whole) -> Days:
        """The first day of months of the year; -1 is the month before."""
        first: Days = (self.start + month).astype("datetime64[D]")
        return first

    def by_month(self) -> Whole:
        """The position held on the first day of each month, -1 for none: people x 12."""
        month = np.arange(MONTHS)
        held = np.where(month >= self.changes[:, None], self.second[:, None], self.first[:, None])
        begun = self.day(month) >= self.joined_on[:, None]
        return np.where(begun, held, NOBODY)

    def last(self) -> Whole:
        """The position that each person holds or held last."""
        return np.where((self.changes < MONTHS) & (self.second != NOBODY), self.second, self.first)

    def funds_of_movers(self, months: slice, fund: Whole) -> set[int]:
        """The funds between which somebody moves within these months of the year. `fund`: that of each position."""
        held = self.by_month()[:, months]
        funds = np.where(held == NOBODY, NOBODY, fund[held])
        first = np.where(funds == NOBODY, fund.max(), funds).min(axis=1)
        moved = first < funds.max(axis=1)
        return set(funds[moved].ravel().tolist()) - {NOBODY}


def careers(draw: Draw, posts: pl.DataFrame, holders: pl.DataFrame, year: int) -> Careers:
    """A career for each seat. `posts` and `holders` are those of `demo.posts`."""
    numbers = draw.numbers("careers")
    people = len(holders)
    leads = holders["kind"].is_in(LEADERS).to_numpy()
    leave, move, promote, join = _turnover(numbers, leads)
    first = holders["position"].to_numpy().astype(np.int64)
    second = np.full(people, NOBODY)
    second[move] = _elsewhere(numbers, posts, first[move])
    second[promote] = _deputies(posts, first[promote])
    # Where no other post of the kind exists, people stay.
    move, promote = move & (second != NOBODY), promote & (second != NOBODY)
    service, joined_on = _service(numbers, leads, join, year)
    return Careers(
        year,
        first,
        second,
        changes=np.where(leave | move | promote, numbers.integers(1, MONTHS, people), MONTHS),
        moves=move,
        acting=promote & (numbers.random(people) < HALF),
        joined_on=joined_on,
        service_months=service,
    )


def _turnover(numbers: np.random.Generator, leads: Flags) -> tuple[Flags, ...]:
    """Who leaves, moves, is promoted or joins; at most one of them, and no leader."""
    shares: dict[str, int] = sources.read("establishment")["turnover_of_a_thousand"]
    bounds = np.cumsum(list(shares.values())) / 1000
    kind = np.searchsorted(bounds, numbers.random(len(leads)), side="right")
    return tuple((kind == place) & ~leads for place in range(len(shares)))


def _elsewhere(numbers: np.random.Generator, posts: pl.DataFrame, positions: Whole) -> Whole:
    """A post of the same kind, field and grid in another unit with a fund; -1 where there is none."""
    same = (
        posts.select(pl.struct("kind", "field", pl.col("branch") == "service").rank("dense").cast(pl.Int64))
        .to_series()
        .to_numpy()
    )
    fund = posts["fund"].to_numpy()
    found = np.full(len(positions), NOBODY)
    for place, position in enumerate(positions):
        others = np.flatnonzero((same == same[position]) & (fund != fund[position]))
        if len(others):
            found[place] = others[numbers.integers(len(others))]
    return found


def _deputies(posts: pl.DataFrame, positions: Whole) -> Whole:
    """The post of deputy head in the same division; -1 where there is none."""
    deputy = posts.with_row_index("position").filter(pl.col("kind") == "PTP").select("unit", "position")
    found = posts[positions].select("unit").join(deputy, on="unit", how="left", maintain_order="left")
    return found["position"].fill_null(NOBODY).cast(pl.Int64).to_numpy()


def _service(numbers: np.random.Generator, leads: Flags, join: Flags, year: int) -> tuple[Whole, Days]:
    people = len(leads)
    share = numbers.beta(1.2, 3.0, people)
    months = np.where(
        leads,
        LEADERS_SERVICE + (share * (LONGEST_SERVICE - LEADERS_SERVICE)).astype(np.int64),
        2 + (share * LONGEST_SERVICE).astype(np.int64),
    )
    month = np.where(join, numbers.integers(1, MONTHS - 1, people), -months)
    middle = join & (numbers.random(people) < HALF)
    joined_on = (np.datetime64(f"{year}-01", "M") + month).astype("datetime64[D]") + np.where(
        middle, MIDDLE_OF_THE_MONTH, 0
    )
    return np.where(join, 0, months), joined_on
