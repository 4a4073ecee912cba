"""The events that the application may record: whose right each takes, and the changes of which tables it names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """`tables`: what changed before it in the transaction and no other event names; the first is its subject's table.

    An event with tables is refused where none of them changed. `verb`: what its actor must hold on its unit;
    without one, only a program that signs in as the owner of the database records it.
    """

    tables: tuple[str, ...]
    verb: str | None


EVERYTHING = (
    "account", "access_grant", "assessment", "bonus_fund", "conduct_finding", "grade_holding", "kpi_result",
    "pay_line", "pay_run", "regulation",
)  # fmt: skip
EVENTS = {
    "administration.loaded": Event(EVERYTHING, None),
    "assessment.confirmed": Event(("assessment",), "assessment.confirm"),
    "assessment.proposed": Event(("assessment",), "assessment.propose"),
    "day.set": Event((), None),
    "funds.opened": Event(("bonus_fund",), "fund.open"),
    "grade.set": Event(("grade_holding",), "people.write"),
    "grade.withdrawn": Event(("grade_holding",), "people.write"),
    "pay_run.approval_kept": Event(("pay_run",), "pay_run.approve"),
    "pay_run.approval_withdrawn": Event(("pay_run", "bonus_fund"), "pay_run.approve"),
    "pay_run.approved": Event(("pay_run", "bonus_fund"), "pay_run.approve"),
    "pay_run.closed": Event(("pay_run", "bonus_fund"), "pay_run.close"),
    "pay_run.computed": Event(("pay_run", "pay_line"), "pay_run.create"),
    "pay_run.discarded": Event(("pay_run",), "pay_run.create"),
    "pay_run.reviewed": Event(("pay_run",), "pay_run.review"),
    "pay_run.withdrawal_asked": Event(("pay_run",), "pay_run.approve"),
    "regulation.drafted": Event(("regulation",), "regulation.draft"),
    "regulation.published": Event(("regulation",), "regulation.publish"),
    "regulation.withdrawn": Event(("regulation",), "regulation.draft"),
    "result.changed": Event(("kpi_result",), "results.record"),
    "result.recorded": Event(("kpi_result",), "results.record"),
    "results.recorded": Event(("kpi_result",), "results.record"),
    "right.granted": Event(("access_grant",), "access.grant"),
    "right.requested": Event((), "access.grant"),
    "right.revoked": Event(("access_grant",), "access.grant"),
    "scenario.simulated": Event((), "scenario.simulate"),
}


def statement() -> str:
    """The function by which the database knows them."""
    rows = ",\n        ".join(
        f"('{name}', {_text(event.verb)}, array[{', '.join(map(_text, event.tables))}]::text[])"
        for name, event in EVENTS.items()
    )
    return f"""create or replace function meritgrid_event(called text, out verb text, out tables text[])
    returns setof record language sql immutable as $$
    select e.verb, e.tables from (values
        {rows}
    ) e (name, verb, tables) where e.name = called
$$"""


def _text(value: str | None) -> str:
    return "null::text" if value is None else f"'{value}'"
