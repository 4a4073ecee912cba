"""What a pay model must be, ours or an agency's: `meritgrid models check PATH` judges by these rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pay_models.kernel.conformance import behaviour, declaration, scale, way
from pay_models.kernel.conformance.subject import Rule, Subject
from pay_models.kernel.engines import ENGINES, FileEngine
from pay_models.kernel.errors import Refused
from pay_models.kernel.registry import load

__all__ = ["MUST", "SHOULD", "Finding", "Rule", "Subject", "check", "folders_of", "installed_engines"]

MUST: tuple[Rule, ...] = (
    declaration.tables_are_strict,
    declaration.numbers_are_whole,
    declaration.code_has_no_float,
    declaration.numbers_given_have_bounds,
    declaration.months_are_counted_once,
    declaration.columns_are_explained,
    scale.numbers_say_their_unit,
    declaration.numbers_are_sourced_and_dated,
    declaration.articles_name_parameters,
    way.names_what_there_is,
    declaration.folder_is_complete,
    behaviour.cases_come_out,
    behaviour.promises_are_kept,
    behaviour.order_of_rows_never_matters,
    behaviour.a_second_run_gives_the_same,
    behaviour.what_ifs_are_whole,
    behaviour.engines_agree,
)
SHOULD: tuple[Rule, ...] = (
    declaration.parameters_are_used,
    declaration.texts_are_translated,
    behaviour.every_step_is_expected,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule and what is wrong with it, if anything; `must` tells a fault from advice."""

    rule: str
    wrong: tuple[str, ...]
    must: bool = True

    @property
    def broken(self) -> bool:
        """Whether the model may not be used as it is."""
        return self.must and bool(self.wrong)


def folders_of(path: Path) -> list[Path]:
    """The folders of pay models at and below a path."""
    return sorted(found.parent for found in path.rglob("model.py"))


def installed_engines() -> tuple[str, ...]:
    """The engines beside Polars that start here."""
    return tuple(
        name for name, engine in ENGINES.items() if isinstance(engine, FileEngine) and _starts(engine)
    )


def check(folder: Path, engines: Sequence[str] = ()) -> Iterator[Finding]:
    """Judge the model of a folder by every rule, one after the other. A model that does not load has one finding."""
    try:
        model = load(folder)
    except Exception as error:  # noqa: BLE001 - whatever its code raises is what is wrong with it
        yield Finding("The model loads.", (f"{type(error).__name__}: {error}",))
        return
    yield Finding("The model loads.", ())
    subject = Subject(model, folder, tuple(engines))
    for rules, must in ((MUST, True), (SHOULD, False)):
        for rule in rules:
            yield Finding(_says(rule), tuple(_judged(rule, subject)), must)


def _judged(rule: Rule, subject: Subject) -> Iterator[str]:
    try:
        yield from rule(subject)
    except Exception as error:  # noqa: BLE001 - of the model, as above
        yield f"{type(error).__name__}: {error}"


def _says(rule: Rule) -> str:
    return (rule.__doc__ or "").strip().splitlines()[0]


def _starts(engine: FileEngine) -> bool:
    try:
        with engine.started():
            return True
    except Refused:
        return False
