"""The way of a pay line from work to money, as clients see it."""

from datetime import date
from enum import Enum

import strawberry

from api.graphql.enums.words import Certainty, member
from api.graphql.scalars import Amount
from domain.pay_runs.way import answer as told


@strawberry.enum(description="What a number or a rule of a line rests on.")
class WayGroundKind(Enum):
    LAW = strawberry.enum_value("law", description="A legal text states it.")
    REGULATION = strawberry.enum_value(
        "regulation", description="A regulation of the administration sets it."
    )
    LEFT_OPEN = strawberry.enum_value(
        "left_open", description="The law leaves it to a regulation of the unit."
    )
    ASSUMED = strawberry.enum_value(
        "assumed", description="Nobody sets it: a number that is assumed, and no rule of the unit."
    )
    READING = strawberry.enum_value(
        "reading", description="How the texts are read where they are silent: assumed, too."
    )


@strawberry.type(description="One thing that a step rests on.")
class WayGround:
    kind: WayGroundKind = strawberry.field(description="What kind of thing it is.")
    says: str = strawberry.field(
        description="The number or rule with its value; empty where the text is the rule."
    )
    text: str = strawberry.field(description="Who set it, in a sentence or as the name of the text.")
    href: str | None = strawberry.field(description="Where to read the text.")
    certainty: Certainty | None = strawberry.field(
        description="How sure we are of it; null where nobody says."
    )

    @classmethod
    def of(cls, ground: told.Ground) -> "WayGround":
        """As clients see it."""
        sure = member(Certainty, ground.certainty) if ground.certainty else None
        return cls(
            kind=WayGroundKind(ground.kind.value),
            says=ground.says,
            text=ground.text,
            href=ground.href,
            certainty=sure,
        )


@strawberry.type(description="A threshold that a value is judged by.")
class WayLimit:
    says: str = strawberry.field(description="What it opens, such as a class.")
    value: str = strawberry.field(description="From which value on, as it is shown.")
    reached: bool = strawberry.field(description="Whether the value of the line reaches it.")


@strawberry.type(description="What a step was computed from.")
class WaySource:
    says: str = strawberry.field(description="What it is.")
    value: str = strawberry.field(description="Its value, as it is shown.")
    ordinal: int | None = strawberry.field(description="The step that gives it; null of a fact.")


@strawberry.type(description="A step that concerns the person of a line.")
class WayStep:
    ordinal: int = strawberry.field(description="Its place in the order of computing.")
    title: str = strawberry.field(description="What it is called.")
    says: str = strawberry.field(description="What it means, in words.")
    value: str = strawberry.field(description="What it came to, with its unit, as it is shown.")
    formula: str = strawberry.field(
        description="How it follows from others, in words with their values; empty where nobody says."
    )
    limits: list[WayLimit] = strawberry.field(description="What it is judged by, the highest first.")
    grounds: list[WayGround] = strawberry.field(description="What it rests on.")
    sources: list[WaySource] = strawberry.field(description="What it was computed from.")

    @classmethod
    def of(cls, step: told.StepTold) -> "WayStep":
        """As clients see it."""
        return cls(
            ordinal=step.ordinal,
            title=step.title,
            says=step.says,
            value=step.value,
            formula=step.formula,
            limits=[_limit(one) for one in step.limits],
            grounds=[WayGround.of(one) for one in step.grounds],
            sources=[WaySource(says=one.says, value=one.value, ordinal=one.ordinal) for one in step.sources],
        )


@strawberry.type(description="A value in a table.")
class WayCell:
    head: str = strawberry.field(description="What its column is called.")
    value: str = strawberry.field(description="The value as it is shown.")
    number: Amount | None = strawberry.field(description="The whole number behind it, in its unit.")

    @classmethod
    def of(cls, cell: told.Cell) -> "WayCell":
        """As clients see it."""
        return cls(
            head=cell.head, value=cell.value, number=None if cell.number is None else Amount(cell.number)
        )


@strawberry.type(description="A work item of a month.")
class WayWork:
    title: str = strawberry.field(description="The product or piece of work.")
    cells: list[WayCell] = strawberry.field(
        description="What was assigned, what came of it, and what counts."
    )


@strawberry.type(description="A month behind a station.")
class WayMonth:
    first_day: date = strawberry.field(description="Its first day.")
    title: str = strawberry.field(description="What it is called.")
    cells: list[WayCell] = strawberry.field(description="What came of it.")
    outcome: WayCell | None = strawberry.field(description="The one of these that a picture shows.")
    formula: str = strawberry.field(description="How that follows, in words; empty where nobody says.")
    work: list[WayWork] = strawberry.field(description="The work of the month.")

    @classmethod
    def of(cls, month: told.Month) -> "WayMonth":
        """As clients see it."""
        return cls(
            first_day=date.fromisoformat(month.first_day),
            title=month.title,
            cells=[WayCell.of(cell) for cell in month.cells],
            outcome=WayCell.of(month.outcome) if month.outcome else None,
            formula=month.formula,
            work=[
                WayWork(title=work.title, cells=[WayCell.of(cell) for cell in work.cells])
                for work in month.work
            ],
        )


@strawberry.type(description="The months behind a station.")
class WayMonths:
    title: str = strawberry.field(description="What they are called together.")
    notes: list[WayGround] = strawberry.field(
        description="Numbers that hold for each, with whoever set them, such as what a failure takes off."
    )
    months: list[WayMonth] = strawberry.field(description="The months, the first one first.")
    line: WayCell | None = strawberry.field(
        description="The threshold nearest to what they come to: what it opens, and from where."
    )

    @classmethod
    def of(cls, months: told.Months) -> "WayMonths":
        """As clients see them."""
        return cls(
            title=months.title,
            notes=[WayGround.of(note) for note in months.notes],
            months=[WayMonth.of(month) for month in months.months],
            line=WayCell.of(months.line) if months.line else None,
        )


@strawberry.type(description="A place on the way from work to money.")
class WayStation:
    key: str = strawberry.field(
        description="The stage of the run; `share` and `fund` where money is shared out."
    )
    title: str = strawberry.field(description="What it is called.")
    value: str = strawberry.field(description="What came of it, as it is shown.")
    reason: str = strawberry.field(
        description="Why, in a sentence: the threshold first; empty where nobody says."
    )
    limits: list[WayLimit] = strawberry.field(description="What it is judged by, the highest first.")
    grounds: list[WayGround] = strawberry.field(description="What it rests on.")
    steps: list[WayStep] = strawberry.field(
        description="Its steps that concern the person: no quota for whoever is no candidate."
    )
    months: WayMonths | None = strawberry.field(description="The months behind it.")

    @classmethod
    def of(cls, station: told.Station) -> "WayStation":
        """As clients see it."""
        return cls(
            key=station.key,
            title=station.title,
            value=station.value,
            reason=station.reason,
            limits=[_limit(one) for one in station.limits],
            grounds=[WayGround.of(one) for one in station.grounds],
            steps=[WayStep.of(step) for step in station.steps],
            months=WayMonths.of(station.months) if station.months else None,
        )


@strawberry.type(description="What to do when something is wrong with a line, as far as it is known.")
class WayObjection:
    to: str = strawberry.field(description="To whom it goes, and whom to ask.")
    until: str = strawberry.field(description="Until when.")
    answer: str = strawberry.field(description="When it has to be answered, and by which law.")
    letter: str = strawberry.field(description="A letter to fill in, with the line that it is about.")


@strawberry.type(
    description="How the amount of a line came about: the same for a page, a print and a document."
)
class PayLineWay:
    sentence: str = strawberry.field(description="The whole in one sentence.")
    stations: list[WayStation] = strawberry.field(
        description="From the first that was done to the amount, in order."
    )
    besides: list[WayStation] = strawberry.field(
        description="What else the run computed of the person, which does not lead to the amount."
    )
    objection: WayObjection = strawberry.field(description="What to do when something is wrong.")

    @classmethod
    def of(cls, way: told.Way) -> "PayLineWay":
        """As clients see it."""
        return cls(
            sentence=way.sentence,
            stations=[WayStation.of(station) for station in way.stations],
            besides=[WayStation.of(station) for station in way.besides],
            objection=WayObjection(
                to=way.objection.to,
                until=way.objection.until,
                answer=way.objection.answer,
                letter=way.objection.letter,
            ),
        )


def _limit(limit: told.Limit) -> WayLimit:
    return WayLimit(says=limit.says, value=limit.value, reached=limit.reached)
