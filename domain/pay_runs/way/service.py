"""The way of a line: read by whoever may read the line, in their language, from what its run kept."""

from collections.abc import Mapping
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import Database
from domain.goals.service import titles
from domain.language.text import Language, Text
from domain.pay_runs.reading.classes import CLASSES
from domain.pay_runs.way import thresholds
from domain.pay_runs.way.answer import Objection, Way
from domain.pay_runs.way.objection import objection
from domain.pay_runs.way.phrases import Telling, wanted
from domain.pay_runs.way.reading import finer, path, record, words
from domain.pay_runs.way.reading.finer import Finer
from domain.pay_runs.way.reading.record import Record, Regulations, Step
from domain.pay_runs.way.stations import besides, leading

SHARED = Text("{worked}: {mine} of {all} shares of {whole}.")
WORKED = Text("{class_label}, {months} months")
ONE_MONTH = Text("{class_label}, one month")


async def way(
    database: Database, actor: Actor, line_id: UUID, language: Language, regulations: Regulations
) -> Way:
    """How the amount of a line came about. Raises NotFound for a line that the actor may not read."""
    kept = await record.read(database, actor, line_id, regulations)
    rows = await finer.read(database, kept)
    async with database.reading(actor) as session:
        said = await words.said(session, wanted(kept, rows), language)
        products = await titles(session, _codes(rows))
        objects = await objection(session, kept, language)
    return _told(Telling(kept, rows, said, language, products), objects)


def _codes(rows: Finer) -> list[str]:
    found = (row for listed in rows.rows.values() for row in listed if "item_key" in row)
    return sorted({str(row["item_key"]).partition(" ")[0] for row in found})


def _told(telling: Telling, objects: Objection) -> Way:
    end = amount_step(telling.record)
    return Way(_sentence(telling, end), leading(telling, end), besides(telling, end), objects)


def amount_step(kept: Record) -> Step:
    """The step that gives the amount: the last one of the kind's amount."""
    return [step for step in kept.own if step.name == kept.kind.amount][-1]


def _sentence(telling: Telling, end: Step) -> str:
    worked = _worked(telling)
    if telling.record.line.rated == "elsewhere":
        return f"{telling.said(worked)}. {telling.said(thresholds.ELSEWHERE)}"
    shared = path.sharing(telling.record, end)
    if shared is None or not shared.share.numbers or len(shared.share.numbers) > 1:
        return f"{telling.said(worked)}."
    parts = {name: telling.value(getattr(shared, name)) for name in ("mine", "all", "whole")}
    return telling.said(Text(SHARED.template, worked=worked, **parts))


def _worked(telling: Telling) -> Text:
    label = CLASSES.get(telling.record.line.rated, (None, Text(telling.record.line.rated)))[1]
    months = next((found for found in map(_months, telling.finer.rows.values()) if found is not None), None)
    if months is None:
        return label
    return Text((ONE_MONTH if months == 1 else WORKED).template, class_label=label, months=months)


def _months(rows: object) -> int | None:
    """The months that count for the line, as a model of the line was given them."""
    listed = rows if isinstance(rows, list) and len(rows) == 1 else [{}]
    first: Mapping[str, object] = listed[0]
    months = first.get("months_worked", first.get("months"))
    return months if isinstance(months, int) else None
