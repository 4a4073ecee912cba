"""Why an assessment is neither proposed nor confirmed: each sentence once, for one person and for whole units."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.errors import Conflict, Forbidden, Invalid, Refusal
from domain.facts.period import Period
from domain.language.text import Text
from domain.reading.ids import global_id

MOST_GENERAL_POINTS = 3_000
ARTICLE_12, ARTICLE_13 = "Decree 335/2025 art. 12", "Decree 335/2025 art. 13"
ARTICLE_15, ARTICLE_17 = "Decree 335/2025 art. 15", "Decree 335/2025 art. 17"
ARTICLE_19 = "Decree 335/2025 art. 19"

HISTORY_UNKNOWN = Conflict(
    "history_unknown",
    "Nothing that you may read says where the person was before {seen}: somebody with rights on the"
    " unit of that time must assess this period.",
    "input.employeeId",
    ARTICLE_19,
)
NO_POST_IN_MONTH = Conflict(
    "not_in_post",
    "The person held no post on {day}, and a month is of the post held on its first day.",
    "input.periodStart",
)
NO_POST_IN_PERIOD = Conflict(
    "not_in_post",
    "The person held no post on the first day of any month of the {period} from {day} on.",
    "input.periodStart",
)
NO_GENERAL_POINTS = Invalid(
    "general_points",
    "A month takes 0 to {most} hundredths of general points; none were sent.",
    "input.generalPointsHundredths",
    ARTICLE_12,
)
OTHER_GENERAL_POINTS = Invalid(
    "general_points",
    "A month takes 0 to {most} hundredths of general points; you sent {sent}.",
    "input.generalPointsHundredths",
    ARTICLE_12,
)
POINTS_OF_MONTHS = Invalid(
    "general_points",
    "The general points of a {period} are those of its months: send none.",
    "input.generalPointsHundredths",
    ARTICLE_12,
)
FOUND_IN_MONTHS = Invalid(
    "leading",
    "What was found of a {period} is what was found in its months: send nothing.",
    "input.fieldResult",
    ARTICLE_15,
)
LEADS = Invalid(
    "leading",
    "The post leads: say what was found of its results, its organising and its unity.",
    "input.fieldResult",
    ARTICLE_15,
)
LEADS_NOBODY = Invalid(
    "leading", "The post leads nobody: nothing can be found of its leading.", "input.fieldResult", ARTICLE_15
)
MONTHS_NOT_CONFIRMED = Conflict(
    "months_not_confirmed",
    "These months are not confirmed yet: {months}. Confirm them first.",
    "input.period",
    ARTICLE_17,
)
COEFFICIENT_MISSING = Conflict(
    "coefficient_missing",
    "{product} has no conversion coefficient in {month:%Y-%m}: date one earlier.",
    law=ARTICLE_13,
)
ALREADY_CONFIRMED = Conflict(
    "already_confirmed",
    "This assessment is confirmed already: it counts. To change it, have it assessed again"
    " (proposeAssessment).",
    "id",
)
OWN_ASSESSMENT = Forbidden(
    "own_assessment", "It is your own assessment: somebody else must confirm it.", "id", ARTICLE_17
)
ASSESSED_YOURSELF = Forbidden(
    "assessed_yourself", "You assessed it: somebody else must confirm it.", "id", ARTICLE_17
)
RESULTS_CHANGED = Conflict(
    "results_changed",
    "What it was computed from has changed: it would be {now} points now, not"
    " {before}. Have it proposed again (proposeAssessment), then confirm that.",
    "id",
    ARTICLE_17,
)


def not_in_post(of: Period) -> Refusal:
    """Why a period in which somebody held no post has no assessment."""
    if of.kind == "month":
        return NO_POST_IN_MONTH.of(day=of.start)
    return NO_POST_IN_PERIOD.of(period=of.name, day=of.start)


def not_confirmed(months: Iterable[date]) -> Refusal:
    """Why a longer period waits for its months."""
    return MONTHS_NOT_CONFIRMED.of(months=[Text("{month:%Y-%m}", month=month) for month in months])


def without_coefficient(product: str, month: date) -> Refusal:
    """Why what nobody valued is not scored. `product`: its id."""
    return COEFFICIENT_MISSING.of(product=global_id("Product", product), month=month)


def results_changed(now: int, before: int) -> Refusal:
    """Why a score that its results no longer give is not confirmed. Both in hundredths of points."""
    return RESULTS_CHANGED.of(now=_points(now), before=_points(before))


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
