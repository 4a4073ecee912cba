"""What can be read off a model without running it: its tables, its steps, its numbers, its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from pay_models.kernel.conformance.subject import Subject
from pay_models.kernel.declare.article_file import ARTICLES, ArticleFile, read_articles, slots_of
from pay_models.kernel.declare.rows import columns_of, is_key, keys_of, months_of, schema_of, steps_of
from pay_models.kernel.errors import NotInForce
from pay_models.kernel.tell.language import LANGUAGES, translated, untranslated

TYPES = ("Int64", "Boolean", "String", "Date")
LOWEST = ("greater_than_or_equal_to", "greater_than")
HIGHEST = ("less_than_or_equal_to", "less_than")
PERIODS = frozenset({"month", "quarter", "year"})
FLOATS = {"float", "Float32", "Float64", "Decimal", "truediv"}
GIVE_FLOATS = {"mean", "median", "std", "var", "quantile", "log", "exp", "sqrt"}
PATHS = re.compile(r"path|folder|__file__|\bparents?\b", re.IGNORECASE)


def tables_are_strict(subject: Subject) -> Iterator[str]:
    """Each table holds exactly the columns it declares, converts nothing and names each row."""
    for table in subject.tables:
        schema = schema_of(table)
        if not schema.strict or schema.coerce:
            yield f"{table.__name__} takes other columns or converts values: leave its Config strict"
        if not keys_of(table):
            yield f"{table.__name__} does not say what names a row: Config.unique"


def numbers_are_whole(subject: Subject) -> Iterator[str]:
    """Every column holds whole numbers, text, days or truth; no float."""
    for table in subject.tables:
        for name, column in columns_of(table).items():
            if str(column.dtype) not in TYPES:
                yield f"{table.__name__}.{name} is {column.dtype}"


def code_has_no_float(subject: Subject) -> Iterator[str]:
    """The code of the model computes with whole numbers alone."""
    for path in sorted(subject.folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if said := _inexact(node):
                yield f"{path.name}, line {getattr(node, 'lineno', 0)}: {said}"


def numbers_given_have_bounds(subject: Subject) -> Iterator[str]:
    """Every number that a caller brings has a lowest and a highest value, so that nothing overflows."""
    for table in subject.model.given.values():
        for name, column in columns_of(table).items():
            checks = {check.name for check in column.checks}
            if str(column.dtype) == "Int64" and not is_key(column) and "isin" not in checks:
                if not checks & set(LOWEST):
                    yield f"{table.__name__}.{name} has no lowest value: given(..., ge=0)"
                if not checks & set(HIGHEST):
                    yield f"{table.__name__}.{name} has no highest value: given(..., le=1_000)"


def months_are_counted_once(subject: Subject) -> Iterator[str]:
    """A day that names a row is the first of its month, and months counted together are those of one year."""
    for table in subject.tables:
        for name in keys_of(table):
            if str(columns_of(table)[name].dtype) == "Date" and name not in months_of(table):
                yield f"{table.__name__}.{name} may be any day of a month: first_day(...)"
    stages = subject.model.stages
    for before, stage in pairwise(stages):
        named = PERIODS.intersection(keys_of(before.inputs))
        gather = stage.gather
        if gather and named and not PERIODS.intersection(gather.by) and gather.one_year is None:
            yield f"{stage.name} may hold more than a year: Gather(one_year=...)"


def columns_are_explained(subject: Subject) -> Iterator[str]:
    """Every column has a sentence, and every step a law, an agreement or a choice behind it."""
    for table in subject.tables:
        steps = steps_of(table)
        for name, column in columns_of(table).items():
            if not (column.description or "").strip():
                yield f"{table.__name__}.{name} has no sentence"
            if name in steps and not (steps[name].law or steps[name].agreement or steps[name].choice):
                yield f"{table.__name__}.{name} has nothing behind it"


def numbers_are_sourced_and_dated(subject: Subject) -> Iterator[str]:
    """Every number has a source, and a value on each day of the model."""
    parameters, first = subject.model.parameters, subject.model.effective_from
    for name, parameter in parameters.parameters.items():
        if not parameter.source.title.strip():
            yield f"{name} has no source"
        if parameter.values[0].start > first:
            yield f"{name} starts on {parameter.values[0].start}, the model on {first}"
    try:
        subject.model.in_force(first)
    except NotInForce as refused:
        yield str(refused)


def parameters_are_used(subject: Subject) -> Iterator[str]:
    """Every number is read by some step: a number that nothing reads looks like law and is none."""
    from pay_models.kernel.tell.explain import sheet

    model = subject.model
    read = {used.name for step in sheet(model, on=model.effective_from) for used in step.parameters}
    # a number may be read only under another option of a choice
    for name, parameter in model.parameters.parameters.items():
        for option in parameter.options or {}:
            steps = sheet(model, on=model.effective_from, changes={name: option})
            read |= {used.name for step in steps for used in step.parameters}
    yield from (f"{name} is read by no step" for name in model.parameters.parameters if name not in read)


def texts_are_translated(subject: Subject) -> Iterator[str]:
    """Every text is in each language of the kernel."""
    for language in LANGUAGES[1:]:
        if missing := untranslated(subject.model, language):
            yield f"{len(missing)} texts are not in {language}.po, such as “{missing[0]}”"


def articles_name_parameters(subject: Subject) -> Iterator[str]:
    """Where the text of the rule is told, every parameter stands in it, in words of every language."""
    model, file = subject.model, read_articles(subject.folder)
    if file is None:
        return
    parameters, named = model.parameters.parameters, [name for each in file.articles for name in each.slots]
    yield from (
        f"{name} stands in {ARTICLES} and is no parameter" for name in named if name not in parameters
    )
    yield from (f"{name} stands in no article" for name in parameters if name not in named)
    for article in file.articles:
        for name in article.slots:
            if name in parameters and parameters[name].choice != (article.certainty == "our_choice"):
                yield f"{name} stands in “{article.title}”: what an act leaves open has an article of its own"
    yield from _wordless(subject, file)
    for language in LANGUAGES[1:]:
        for text in (text for article in file.articles for text in article.paragraphs):
            if sorted(slots_of(text)) != sorted(slots_of(translated(model, text, language))):
                yield f"“{text}” names other parameters in {language}.po"


def _wordless(subject: Subject, file: ArticleFile) -> Iterator[str]:
    """Options and tables without words that fit into a sentence, and words for what there is not."""
    grids = subject.model.parameters.grids
    known = {
        name: set(parameter.options or grids.get(name, {}))
        for name, parameter in subject.model.parameters.parameters.items()
        if parameter.range is None
    }
    for name in sorted({*known, *file.words}):
        if apart := known.get(name, set()) ^ {*file.words.get(name, ())}:
            yield f"the words of {name} in {ARTICLES} and its options differ: {', '.join(sorted(apart))}"


def folder_is_complete(subject: Subject) -> Iterator[str]:
    """The folder holds a README that maps the articles of the text to columns."""
    if not (subject.folder / "README.md").is_file():
        yield "README.md is missing"


def _inexact(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=float() as value):
            return f"{value} is a float"
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in FLOATS:
            return f"{name} is a float"
        case ast.Call(func=ast.Attribute(attr=name)) if name in GIVE_FLOATS:
            return f".{name}() gives a float"
        case ast.BinOp(op=ast.Div(), left=left) if not PATHS.search(ast.unparse(left)):
            return "/ gives a float: divide by pay_models.kernel.declare.money"
        case _:
            return ""
