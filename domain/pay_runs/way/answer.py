"""The way as it is read: stations in order, each with its reason, what it rests on, its steps and its months."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class GroundKind(Enum):
    """What a number or a rule rests on."""

    LAW = "law"
    REGULATION = "regulation"
    LEFT_OPEN = "left_open"
    ASSUMED = "assumed"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a step rests on. `says`: the number or rule, empty where the text alone is the rule.

    `text`: who set it, in a sentence; `certainty` as models state it, empty where it is not a text that was read.
    """

    kind: GroundKind
    says: str
    text: str
    href: str | None = None
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold: what it opens, from which value on, and whether the person reached it."""

    says: str
    value: str
    reached: bool


@dataclass(frozen=True, slots=True)
class From:
    """What a step was computed from: an earlier step by its number, or a fact (no number). `value` may be empty."""

    says: str
    value: str
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step that concerns the person. `formula`: how it follows from others, in words with their values."""

    ordinal: int
    title: str
    says: str
    value: str
    formula: str
    limits: Sequence[Limit]
    grounds: Sequence[Ground]
    sources: Sequence[From]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table, under its head; `number` of what is one, in its unit."""

    head: str
    value: str
    number: int | None


@dataclass(frozen=True, slots=True)
class WorkTold:
    """One work item of a month."""

    title: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Month:
    """One month: what came of it, how that follows, and its work. `first_day` is ISO."""

    first_day: str
    title: str
    cells: Sequence[Cell]
    outcome: Cell | None
    formula: str
    work: Sequence[WorkTold]


@dataclass(frozen=True, slots=True)
class Months:
    """The months behind a station. `notes`: numbers that hold for each; `line`: the threshold nearest to their mean."""

    title: str
    notes: Sequence[Ground]
    months: Sequence[Month]
    line: Cell | None


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the way. `key`: the stage of the kind, or `share` and `fund` where money is shared out.

    `reason`: why it is so, in one sentence; `limits` are what it is judged by.
    """

    key: str
    title: str
    value: str
    reason: str
    limits: Sequence[Limit]
    grounds: Sequence[Ground]
    steps: Sequence[StepTold]
    months: Months | None


@dataclass(frozen=True, slots=True)
class Objection:
    """What to do when something is wrong: to whom, until when, when it is answered, and a letter to fill in."""

    to: str
    until: str
    answer: str
    letter: str


@dataclass(frozen=True, slots=True)
class Way:
    """`sentence` says the whole in one; `besides` was computed for the run and does not lead to the amount."""

    sentence: str
    stations: Sequence[Station]
    besides: Sequence[Station]
    objection: Objection
