"""Sentences whose code is that of a table or a field: one for each that there is."""

from collections.abc import Iterator
from pathlib import Path

from api.graphql.validation.variables import NO_SCALAR
from domain import gate, locking
from domain.areas import METADATA
from domain.database import errors
from domain.database.tables import Identified
from domain.facts.stand_ins import RECORDED, STAND_INS
from domain.grids import reference
from domain.pay_runs import double_payment
from domain.results import faults
from domain.results.faults import NOT_ASSIGNED
from pay_models.kernel.registry import models
from tabular import days
from tabular.text import SENTENCES
from tests.house.rules.sentences import source
from tests.house.rules.sentences.source import Sentence

ROOT = Path(__file__).parents[4]
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated", "elsewhere")
HERE = "derived"


def derived() -> Iterator[Sentence]:
    """All of them."""
    yield from _rows()
    yield from _references()
    yield from _texts()
    yield from _stored()
    yield Sentence(None, faults.LAW, HERE)
    for text in (double_payment.BELOW, double_payment.OWN, double_payment.ABOVE):
        yield Sentence("year_already_closed", text.template, HERE)
    for text in NOT_ASSIGNED.values():
        yield Sentence("nothing_assigned", text.template, HERE)
    yield Sentence("already_paid", "{says!c}.", HERE)
    yield Sentence("invalid_variable", NO_SCALAR.template, HERE)
    yield Sentence("bad_rows", "{count} in the rows; nothing was computed.\n{lines}", HERE)
    yield Sentence("unit_without_regulation", "{law}: the {kind} follows a written regulation", HERE)
    for name in CLASSES:
        yield Sentence(None, name, HERE)
    for unit in sorted(
        {one.unit for model in models().values() for one in model.parameters.parameters.values()}
    ):
        if unit:
            yield Sentence(None, unit, HERE)


def _stored() -> Iterator[Sentence]:
    """What rows of the law hold, and what runs say of what nobody records."""
    for stand_in in (*STAND_INS, *RECORDED):
        yield Sentence(None, stand_in.says, HERE)
        yield Sentence(None, stand_in.until, HERE)
    for row in reference.allowances():
        for name in ("unit_type", "position_title", "variant"):
            if row[name]:
                yield Sentence(None, row[name], HERE)
    # The titles of base salaries are texts of their model.
    for row in (*reference.allowances(), *reference.salary_coefficients()):
        yield Sentence(None, row["source"].partition(" <")[0], HERE)


def _rows() -> Iterator[Sentence]:
    looked_for = source.looked_for(ROOT)
    for model in _below(Identified):
        if isinstance(getattr(model, "__tablename__", None), str) and model.__tablename__ in METADATA.tables:
            stem, noun = model.called()
            yield Sentence(None, noun, HERE)
            if model.__name__ in looked_for:
                yield Sentence(f"{stem}_not_found", locking.MAY_SEE.template, HERE)
    yield Sentence("assessment_not_found", locking.MAY_CONFIRM.template, HERE)


def _references() -> Iterator[Sentence]:
    for thing in errors.SENT:
        yield Sentence(None, thing, HERE)
        yield Sentence(f"{thing}_not_found", errors.NO_SUCH.template, HERE)


def _texts() -> Iterator[Sentence]:
    yield Sentence(None, days.NO_END, HERE)
    for rule, template in SENTENCES.items():
        yield Sentence(rule, template, HERE)
    for code in gate.MISSING.values():
        yield Sentence(code, SENTENCES["blank"], HERE)


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
