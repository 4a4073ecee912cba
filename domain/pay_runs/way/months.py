"""Months behind a station: what came of each, how that follows, and the work of the month."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.language.text import Text
from domain.pay_runs.way import grounds, thresholds
from domain.pay_runs.way.answer import Cell, Ground, Month, Months, WorkTold
from domain.pay_runs.way.phrases import Telling, short
from domain.pay_runs.way.reading.finer import Part, Row
from domain.pay_runs.way.reading.record import Step, told_of
from pay_models.kernel.tell.way_file import TableShown

MONTH = Text("{month:%B %Y}")
DAY, ITEM = "month", "item_key"


def months(telling: Telling, model_id: str) -> Months | None:
    """The months that a model was computed for, the first one first; None of one that shows none."""
    tables = told_of(model_id).tables
    of = {
        part: rows for part, rows in telling.finer.rows.items() if part[0] == model_id and part[1] in tables
    }
    monthly = next(
        (part for part, rows in of.items() if rows and DAY in rows[0] and ITEM not in rows[0]), None
    )
    if monthly is None:
        return None
    items = next((part for part, rows in of.items() if rows and ITEM in rows[0]), None)
    table, found = tables[monthly[1]], []
    for row in of[monthly]:
        of_month = [one for one in of[items] if one[DAY] == row[DAY]] if items else []
        works = [_work(telling, items, one) for one in of_month] if items else []
        found.append(_month(telling, monthly, table, row, works))
    notes = [note for part in (monthly, items) if part for note in _notes(telling, part)]
    return Months(telling.words.text(table.title), notes, found, _line(telling, table, found))


def _month(telling: Telling, part: Part, table: TableShown, row: Row, works: Sequence[WorkTold]) -> Month:
    cells = _cells(telling, part, table, row)
    first: date = row[DAY]
    return Month(
        first.isoformat(),
        telling.said(Text(MONTH.template, month=first)),
        list(cells.values()),
        cells.get(table.outcome),
        telling.filled(table.formula, part, row),
        works,
    )


def _work(telling: Telling, part: Part, row: Row) -> WorkTold:
    code, _, kind = str(row[ITEM]).partition(" ")
    title = telling.products.get(code, code)
    how = telling.words.value(part[0], "kind", row["kind"]) if kind else ""
    cells = _cells(telling, part, told_of(part[0]).tables[part[1]], row)
    return WorkTold(f"{title} ({how})" if how else title, list(cells.values()))


def _cells(telling: Telling, part: Part, table: TableShown, row: Row) -> dict[str, Cell]:
    """What is shown of a row, by column."""
    units = telling.units(part)
    return {
        name: Cell(
            telling.words.text(head),
            short(telling.words.value(part[0], name, row[name], units.get(name))),
            row[name] if isinstance(row[name], int) and not isinstance(row[name], bool) else None,
        )
        for name, head in table.columns.items()
    }


def _notes(telling: Telling, part: Part) -> Iterable[Ground]:
    """The numbers that hold for each row of a stage, with whoever set them."""
    for name in told_of(part[0]).tables[part[1]].numbers:
        step = _using(telling, part, name)
        if step:
            used = [one for one in step.parameters if one["name"] == name]
            yield from grounds.numbers(telling, step, used)


def _using(telling: Telling, part: Part, name: str) -> Step | None:
    its = (step for step in telling.record.steps if (step.model_id, step.stage) == part)
    return next((step for step in its if any(used["name"] == name for used in step.parameters)), None)


def _line(telling: Telling, table: TableShown, found: Sequence[Month]) -> Cell | None:
    """Of what later judges the same number of the whole period: the threshold nearest to it."""
    judges = [
        (step, of)
        for step in telling.record.own
        if (judged := told_of(step.model_id).bands.get(step.name)) and judged.of == table.outcome
        if isinstance(of := telling.row(step).get(judged.of), int)
    ]
    if not judges or not any(month.outcome for month in found):
        return None
    step, value = judges[0]
    floors = [band for band in thresholds.bands(telling, step) if band.floor is not None]
    nearest = min(floors, key=lambda band: abs((band.floor or 0) - value))
    return Cell(thresholds.word(telling, step, nearest.word), nearest.floor_said, nearest.floor)
