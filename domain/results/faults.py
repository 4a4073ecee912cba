"""What is wrong with results before they are written: every fault of every row, by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from domain import gate
from domain.errors import Conflict, Invalid, Refusal, as_one
from domain.language.text import Text
from domain.locking import stale
from domain.reading.ids import global_id
from domain.results.counts import Counts
from domain.results.places import Place

# A result: whose, of which product, when, and how it came.
Key: TypeAlias = tuple[UUID, UUID, date, str]
MOST_PRODUCTS = 100_000
LAW = "Decree 335/2025 arts. 13, 14, 18"
OUT_OF_DATE = frozenset({"stale_version", "already_recorded", "already_paid", "month_confirmed"})
OF_THE_LAW = frozenset(
    {
        "kpi_does_not_suit",
        "source_missing",
        "nothing_assigned",
        "more_than_assigned",
        "month_confirmed",
        "not_in_post",
    }
)
NOT_ASSIGNED = {
    "taken_over": Text("Work taken over was assigned to somebody else or to nobody: assigned is 0."),
    "ad_hoc": Text("Work ad hoc was assigned to somebody else or to nobody: assigned is 0."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row: a code for programs, a sentence with the way out, the field."""

    row: int
    field: str
    code: str
    says: Text

    @property
    def path(self) -> str:
        """The input field at fault."""
        return f"input.{self.row}.{self.field}"


def unbroken(counts: Sequence[Counts | None], refused: Sequence[Refusal]) -> dict[int, Counts]:
    """The rows that nothing was refused of yet, by their places."""
    broken = {_row(each) for each in refused}
    return {row: each for row, each in enumerate(counts) if each is not None and row not in broken}


def faults(rows: Mapping[int, Counts], where: Sequence[Place], today: date) -> list[Refusal]:
    """Everything wrong with every row, by its place; `today`: a month that has not begun has no results."""
    same: dict[Key, list[int]] = {}
    for row, each in rows.items():
        same.setdefault(_key(each), []).append(row)
    return [
        refused(Fault(row, *fault))
        for (row, each), place in zip(rows.items(), where, strict=True)
        for fault in (
            *_of_month(each, today),
            *_of_place(each, place),
            *_of_counts(each),
            *_of_kind(each),
            *_of_decisions(each, place),
            *_of_others(row, same[_key(each)]),
            *_of_version(each, place),
        )
    ]


def in_order(found: Iterable[Refusal]) -> Refusal:
    """Every fault as a refusal of its own, in the order of the rows; what is of no row comes first."""
    return as_one(sorted(found, key=_row))


def _row(refusal: Refusal) -> int:
    return next((int(step) for step in refusal.path.split(".") if step.isdigit()), -1)


def refused(fault: Fault) -> Refusal:
    """A fault as a refusal, with the law behind it."""
    kind = Conflict if fault.code in OUT_OF_DATE else Invalid
    return kind(fault.code, fault.says, fault.path, LAW if fault.code in OF_THE_LAW else "")


def _of_month(each: Counts, today: date) -> Iterator[tuple[str, str, Text]]:
    try:
        gate.month_begun(each.month, today)
    except Invalid as wrong:
        yield "month", wrong.code, wrong.text


def _of_place(each: Counts, place: Place) -> Iterator[tuple[str, str, Text]]:
    if place.kpi_id is None:
        yield (
            "productId",
            "unknown_product",
            Text("There is no product {id}.", id=global_id("Product", each.product_id)),
        )
    if place.employee_id is None:
        yield (
            "employeeId",
            "employee_not_found",
            Text("There is no employee {id} that you may see.", id=global_id("Employee", each.employee_id)),
        )
    elif place.position_id is None:
        yield (
            "month",
            "not_in_post",
            Text("{person} held no post on {day}.", person=place.employee, day=each.month),
        )
    elif not place.mine_to_record:
        yield (
            "employeeId",
            "forbidden",
            Text("You may not record results where {person} worked that month.", person=place.employee),
        )
    elif place.kpi_id is not None and not place.suits:
        yield (
            "productId",
            "kpi_does_not_suit",
            Text(
                "{product} does not suit the post of {person}; KPIs that do: {suited}.",
                product=place.product,
                person=place.employee,
                suited=place.suited,
            ),
        )


def _of_counts(each: Counts) -> Iterator[tuple[str, str, Text]]:
    named = {
        "assigned": each.assigned,
        "completed": each.completed,
        "qualityFailures": each.quality_failures,
        "delays": each.delays,
    }
    for field, count in named.items():
        if count is not None and not 0 <= count <= MOST_PRODUCTS:
            yield (
                field,
                "count_out_of_range",
                Text("A count is 0 to {most}, not {count}.", most=MOST_PRODUCTS, count=count),
            )
    if not each.source_system.strip():
        yield (
            "sourceSystem",
            "source_missing",
            Text("Name the system where it was counted: a KPI is measurable."),
        )


def _of_kind(each: Counts) -> Iterator[tuple[str, str, Text]]:
    if each.kind in NOT_ASSIGNED:
        if each.assigned:
            yield "assigned", "nothing_assigned", NOT_ASSIGNED[each.kind]
    elif 0 <= each.assigned < each.completed <= MOST_PRODUCTS:
        yield (
            "completed",
            "more_than_assigned",
            Text(
                "{completed} completed of {assigned} assigned: what was taken over or done ad hoc is a result"
                " of its own,"
                " of that kind, with nothing assigned.",
                completed=each.completed,
                assigned=each.assigned,
            ),
        )


def _of_decisions(each: Counts, place: Place) -> Iterator[tuple[str, str, Text]]:
    if not place.mine_to_record:
        return
    if place.paid:
        yield "month", "already_paid", place.paid
    elif place.confirmed:
        yield (
            "month",
            "month_confirmed",
            Text(
                "The assessment of {month:%Y-%m} of {person} is confirmed. In this order: assess it again"
                " (proposeAssessment), which takes the confirmation back; send this change; assess it once"
                " more, for the"
                " score comes from the results; have a second person confirm it (confirmAssessment).",
                month=each.month,
                person=place.employee,
            ),
        )


def _key(each: Counts) -> Key:
    return each.employee_id, each.product_id, each.month, each.kind


def _of_others(row: int, same: Sequence[int]) -> Iterator[tuple[str, str, Text]]:
    """A row that says the same person, product, month and kind as others names the first of them."""
    if len(same) > 1:
        yield (
            "productId",
            "given_twice",
            Text(
                "`results.{other}` has the same person, product, month and kind: send one row of them, with what"
                " came of all.",
                other=same[1] if row == same[0] else same[0],
            ),
        )


def _of_version(each: Counts, place: Place) -> Iterator[tuple[str, str, Text]]:
    if each.expected_version == place.version:
        return
    if place.version is None:
        yield (
            "expectedVersion",
            "stale_version",
            Text(
                "There is no result of this person, product, month and kind yet: leave expectedVersion out to"
                " record it."
            ),
        )
    elif each.expected_version is None:
        yield (
            "expectedVersion",
            "already_recorded",
            Text(
                "This is recorded already, at version {version}: send that version to change it.",
                version=place.version,
            ),
        )
    else:
        yield (
            "expectedVersion",
            "stale_version",
            stale("result", place.version, each.expected_version, "").text,
        )
