"""A year of work of the demo: what each person was assigned each month and what came of it.

The scores show the illness of the field: nearly everybody is rated completed or better, and scores gather
just above 70 and 90, because the assessor knows the thresholds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo import sources
from demo.draw import Draw, Part, Whole
from demo.goals import Catalogue
from demo.posts import Posts
from demo.staff.careers import MONTHS, NOBODY, Careers

GENERAL_POINTS, TASK_POINTS = 30, 70
LOWEST_RATIO = 0.15
POINTS_OF_A_MONTH = 90
STEP_OF_GENERAL_POINTS = 25
FAILURE_COSTS = 0.25
CRITERIA = 3
# Of a hundred people how many, where their scores begin, how far they spread, whether they gather there.
INTENTIONS = (
    (3, 34.0, 13.0, False),
    (12, 53.0, 16.0, False),
    (24, 70.4, 1.4, True),
    (26, 73.0, 16.0, False),
    (28, 90.4, 1.2, True),
    (7, 93.0, 5.0, False),
)
HIGH_ENOUGH_TO_LEAD = 2


@dataclass(frozen=True, slots=True)
class Work:
    """Person-months and the items of each, in the order of people and months.

    `person`, `month`, `position`, `general_points_hundredths`: one element per person-month. The others: one
    element per item; `of_month` is the place of its person-month.
    """

    person: Whole
    month: Whole
    position: Whole
    general_points_hundredths: Whole
    of_month: Whole
    product: Whole
    assigned: Whole
    completed: Whole
    quality_failures: Whole
    delays: Whole


def work(draw: Draw, careers: Careers, posts: Posts, catalogue: Catalogue) -> Work:
    """One to three products for every month that somebody is in post."""
    held = careers.by_month()
    person, month = np.nonzero(held != NOBODY)
    position = held[person, month]
    numbers = draw.numbers("work")
    wanted = _wanted(numbers, posts, careers)[person] + numbers.normal(0, 1.2, len(person))
    general = _general_points(numbers, wanted)
    ratio = np.clip((wanted - general / 100) / TASK_POINTS, LOWEST_RATIO, 1)
    of_month = np.repeat(np.arange(len(person)), numbers.choice([1, 2, 3], len(person), p=[0.35, 0.5, 0.15]))
    product = _products(numbers, posts, catalogue, person, position, of_month)
    assigned = _assigned(numbers, catalogue.coefficient_hundredths[product])
    return Work(
        person,
        month,
        position,
        general,
        of_month,
        product,
        assigned,
        *_outcome(numbers, assigned, ratio[of_month]),
    )


def _wanted(numbers: np.random.Generator, posts: Posts, careers: Careers) -> Part:
    """The score that each person's year tends to; heads of units never fall below good."""
    people = len(careers.first)
    shares = np.cumsum([share for share, *_ in INTENTIONS]) / 100
    kind = np.searchsorted(shares, numbers.random(people), side="right")
    heads = (posts.rows["group_code"] == "LD").to_numpy()[careers.first]
    kind = np.where(heads, np.maximum(kind, HIGH_ENOUGH_TO_LEAD), kind)
    start, spread = (np.array([intention[place] for intention in INTENTIONS])[kind] for place in (1, 2))
    gathers = np.array([intention[3] for intention in INTENTIONS])[kind]
    wanted: Part = start + spread * np.where(gathers, numbers.exponential(1, people), numbers.random(people))
    return wanted


def _general_points(numbers: np.random.Generator, wanted: Part) -> Whole:
    """Points for conduct in hundredths, in quarters of a point: the better the work, the kinder."""
    points = 12 + wanted * 0.17 + numbers.normal(0, 0.6, len(wanted))
    quarters = np.rint(np.clip(points, 0, GENERAL_POINTS) * 100 / STEP_OF_GENERAL_POINTS)
    return quarters.astype(np.int64) * STEP_OF_GENERAL_POINTS


def _products(
    numbers: np.random.Generator,
    posts: Posts,
    catalogue: Catalogue,
    person: Whole,
    position: Whole,
    of_month: Whole,
) -> Whole:
    """Different products of the post's KPIs; a person keeps to the same few."""
    pools = list(catalogue.pools)
    flat = np.array([product for pool in pools for product in catalogue.pools[pool]])
    sizes = np.array([len(catalogue.pools[pool]) for pool in pools])
    starts = np.cumsum(sizes) - sizes
    pool = (
        posts.rows["pool"]
        .replace_strict({name: place for place, name in enumerate(pools)})
        .to_numpy()[position]
    )
    usual = numbers.integers(0, 1 << 16, int(person.max()) + 1)[person] + numbers.integers(0, 3, len(person))
    place = np.arange(len(of_month)) - np.searchsorted(of_month, of_month)
    chosen: Whole = flat[starts[pool][of_month] + (usual[of_month] + place) % sizes[pool][of_month]]
    return chosen


def _assigned(numbers: np.random.Generator, coefficient_hundredths: Whole) -> Whole:
    """More of the simple products, few of the hard ones."""
    points = coefficient_hundredths / 20
    pieces = POINTS_OF_A_MONTH / points * numbers.uniform(0.5, 1.5, len(points))
    return np.clip(np.rint(pieces), 1, 40).astype(np.int64)


def _outcome(numbers: np.random.Generator, assigned: Whole, ratio: Part) -> tuple[Whole, Whole, Whole]:
    """Completed, failed checks and delays that lose `1 - ratio` of three criteria; the rounding is by lot."""
    missing = CRITERIA * assigned * (1 - ratio)
    undone = np.minimum(
        np.floor(missing / CRITERIA * 0.6 + numbers.random(len(assigned))), missing // CRITERIA
    )
    faults = np.floor((missing - CRITERIA * undone) / FAILURE_COSTS + numbers.random(len(assigned)))
    completed = (assigned - undone).astype(np.int64)
    most = np.floor(completed / FAILURE_COSTS)
    failures = np.minimum(np.floor(faults * 0.4 + numbers.random(len(assigned))), most)
    delays = np.clip(faults - failures, 0, most)
    return completed, failures.astype(np.int64), delays.astype(np.int64)


def evidence(work: Work, year: int) -> NDArray[np.bytes_]:
    """A file number for each item, all of one length: the month and a running number."""
    months = np.array([f"{year}-{month:02}/" for month in range(1, MONTHS + 1)], "S8")
    number = np.arange(1, len(work.of_month) + 1)
    digits = (number[:, None] // 10 ** np.arange(6, -1, -1) % 10 + ord("0")).astype(np.uint8)
    prefix = months[work.month[work.of_month]].view(np.uint8).reshape(-1, 8)
    return np.ascontiguousarray(np.hstack([prefix, digits])).view("S15").reshape(-1)


def systems(catalogue: Catalogue, product: Whole) -> NDArray[np.bytes_]:
    """The system that counted each item: that of the KPI's field of work. The codes have one length."""
    codes: dict[str, str] = sources.read("catalogue")["systems"]
    of_kpi = np.array([codes[kpi["field"]] for kpi in catalogue.kpis], np.bytes_)
    return of_kpi[catalogue.kpi_of_product[product]]
