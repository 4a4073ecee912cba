"""Scores of a batch: the model is run once for all units with the same rules, over frames."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

import polars as pl

from domain.assessments import refusals
from domain.assessments.batch.exceptions import Exceptions
from domain.assessments.inputs import FINDINGS
from domain.assessments.service import NUMBERS
from domain.compute_queue import in_thread
from domain.computing.rules import Rules
from domain.computing.scores import score
from domain.database.sessions import ReadSession
from domain.errors import Conflict, Invalid, Refusal
from domain.facts.period import Period
from domain.regulations.in_force import SCORING, rules_of_units

COMPUTED_BY = ("model_id", "model_version", "parameters_hash")
NO_RESULTS = Conflict(
    "results_missing",
    "No result of {month:%Y-%m} is recorded of this person: record what there is (recordResults), or have the month"
    " assessed without any (proposeAssessment).",
    "input.periodStart",
    refusals.ARTICLE_17,
)


class Work(NamedTuple):
    """What a score is made from: months in post (`people.of_unit`), their points, the results of the period."""

    months: pl.DataFrame
    points: pl.DataFrame
    items: pl.DataFrame


def leave_out_workless(work: Work, of: Period, left: Exceptions) -> Work:
    """The same without whoever has no result at all in the month: nobody is assessed by what nobody recorded."""
    workless = work.points.join(work.items, on="employee_id", how="anti")
    left.leave_out(workless["employee_id"], NO_RESULTS.of(month=of.start))
    return work._replace(points=left.rest(work.points))


async def computed(session: ReadSession, work: Work, of: Period, left: Exceptions) -> pl.DataFrame:
    """A row for each person of `work.points`: employee_id (the key), unit_id and position_id of the last month in post,
    NUMBERS, the findings of a month, model_id, model_version, parameters_hash.

    Who cannot be scored is left out: of a unit without a regulation, with work that has no coefficient, or with rows
    that the model refuses.
    """
    last = work.months.join(work.points, on="employee_id", how="semi", maintain_order="left").unique(
        "employee_id", keep="last", maintain_order=True
    )
    by_rules = await _by_rules(session, last, of, left)
    _leave_out_unvalued(work.items, left)
    scored = [await in_thread(_scored, rules, work, people, of, left) for rules, people in by_rules]
    decided = work.points.select("employee_id", *FINDINGS)
    if of.kind != "month":
        nothing = {name: pl.lit("none") for name in FINDINGS}
        decided = decided.unique("employee_id").with_columns(**nothing)
    whose = last.select("employee_id", "unit_id", "position_id").join(decided, on="employee_id")
    return whose.join(pl.concat([_none(), *scored]), on="employee_id", maintain_order="left")


async def _by_rules(
    session: ReadSession, last: pl.DataFrame, of: Period, left: Exceptions
) -> list[tuple[Rules, pl.DataFrame]]:
    """Rules with the people (employee_id) whom they score: units whose scoring is alike are scored together."""
    units = [UUID(unit) for unit in last["unit_id"].unique(maintain_order=True)]
    alike: dict[tuple[str, date, str], tuple[Rules, list[str]]] = {}
    for unit_id, rules in (await rules_of_units(session, units, of.last_day, of.kind)).items():
        if isinstance(rules, Refusal):
            left.leave_out(last.filter(pl.col("unit_id") == str(unit_id))["employee_id"], rules)
            continue
        model = rules.models[SCORING]
        key = (model.id, rules.day, repr(sorted(rules.of(model).items())))
        alike.setdefault(key, (rules, []))[1].append(str(unit_id))
    return [
        (rules, last.filter(pl.col("unit_id").is_in(of_units)).select("employee_id"))
        for rules, of_units in alike.values()
    ]


def _leave_out_unvalued(items: pl.DataFrame, left: Exceptions) -> None:
    unvalued = items.filter(pl.col("coefficient_hundredths").is_null())
    for key, product, month in unvalued.select("employee_id", "item_key", "month").rows():
        left.leave_out([key], refusals.without_coefficient(product, month))


def _scored(rules: Rules, work: Work, people: pl.DataFrame, of: Period, left: Exceptions) -> pl.DataFrame:
    """What the model says of people, but for those whose rows it refuses: they are found by halves."""
    model, whose = rules.models[SCORING], left.rest(people)
    if whose.is_empty():
        return _none()
    points = work.points.join(whose, on="employee_id", how="semi", maintain_order="left")
    within = work.items.join(points, on=["employee_id", "month"], how="semi", maintain_order="left")
    try:
        scores = score(model, within, points, rules.day, rules.of(model))
    except Invalid as refused:
        if whose.height == 1 or refused.code != "bad_rows":
            left.leave_out(whose["employee_id"], refused)
            return _none()
        halves = (whose[: whose.height // 2], whose[whose.height // 2 :])
        return pl.concat(_scored(rules, work, half, of, left) for half in halves)
    by_person = scores.months if of.kind == "month" else scores.periods
    with_what = {name: pl.lit(getattr(scores, name)) for name in COMPUTED_BY}
    return by_person.select("employee_id", *NUMBERS).with_columns(**with_what)


def _none() -> pl.DataFrame:
    numbers = dict.fromkeys(NUMBERS, pl.Int64)
    return pl.DataFrame(schema={"employee_id": pl.Int64, **numbers, **dict.fromkeys(COMPUTED_BY, pl.String)})
