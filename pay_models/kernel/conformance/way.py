"""What can be read off the way of a model: it names steps, columns and numbers that there are, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from pay_models.kernel.conformance.subject import Subject
from pay_models.kernel.declare.rows import columns_of, steps_of
from pay_models.kernel.tell.language import LANGUAGES, translated
from pay_models.kernel.tell.way_file import RULE, WAY, ToldBy, WayFile, read_way, slots_of


def names_what_there_is(subject: Subject) -> Iterator[str]:
    """Where it is said how a model is told, all that it names is there, and no translation drops a value."""
    model, way = subject.model, read_way(subject.folder)
    steps = {name for stage in model.stages for name in steps_of(stage.outputs)}
    columns = {name for stage in model.stages for name in columns_of(stage.outputs)}
    numbers = set(model.parameters.parameters)
    asked = (
        (_steps(way), steps, "step"),
        (_columns(way), columns, "column"),
        (_numbers(way), numbers, "parameter"),
        (_slots(way), columns | numbers | {RULE + name for name in numbers}, "column or parameter"),
        (iter(way.tables), {stage.name for stage in model.stages}, "stage"),
    )
    for named, known, what in asked:
        yield from (f"{name} stands in {WAY} and is no {what}" for name in named if name not in known)
    for language in LANGUAGES[1:]:
        for sentence in _sentences(way):
            if set(slots_of(sentence)) != set(slots_of(translated(model, sentence, language))):
                yield f"“{sentence}” names other values in {language}.po"


def _steps(way: WayFile) -> Iterator[str]:
    for named in (way.titles, way.bands, way.least, way.picked, way.formulas):
        yield from named
    yield from (name for concern in way.concerns for name in concern.steps)
    if way.shared:
        yield from (way.shared.whole, way.shared.mine, way.shared.all, way.shared.share)


def _columns(way: WayFile) -> Iterator[str]:
    yield from (bands.of for bands in way.bands.values())
    yield from (picked.by for picked in way.picked.values())
    yield from (name for least in way.least.values() for name in least)
    yield from (concern.column for concern in way.concerns)
    yield from (name for table in way.tables.values() for name in table.columns)
    yield from (table.outcome for table in way.tables.values() if table.outcome)


def _numbers(way: WayFile) -> Iterator[str]:
    yield from (name for bands in way.bands.values() for name in bands.floors.values())
    yield from (name for least in way.least.values() for name in least.values())
    yield from (name for picked in way.picked.values() for name in picked.numbers.values())
    yield from (name for table in way.tables.values() for name in table.numbers)


def _slots(way: WayFile) -> Iterator[str]:
    yield from (name for sentence in _sentences(way) for name in slots_of(sentence))
    formulas = (*way.formulas.values(), *(table.formula for table in way.tables.values()))
    yield from (formula.by for formula in formulas if isinstance(formula, ToldBy))


def _sentences(way: WayFile) -> Iterator[str]:
    for formula in (*way.formulas.values(), *(table.formula for table in way.tables.values())):
        yield from formula.sentences.values() if isinstance(formula, ToldBy) else (formula,)
