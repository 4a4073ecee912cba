"""The published examples that each model reproduces, counted from its cases: a page in Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cli.language import ENGLISH
from cli.models.description import country
from pay_models.kernel import PayModel
from pay_models.kernel.conformance.cases import CASES, Case, read_cases

PRINTED, RESTATED = ("published", "table_cell"), ("statute", "derived")
HEAD = """# Published examples reproduced

What others have printed for a scheme, and what its model makes of the same rows, to the last unit or to the precision
of the print. Each row is a case of the model's `cases.yaml`, with its source. *Restated* are examples worked out from
the text itself. A figure that was *printed wrongly* is kept too: the model must differ from it, for the reason below.

`meritgrid models examples > docs/published-examples.md` writes this page; a test holds it to the cases, and another
the cases to the models.
"""


@dataclass(frozen=True, slots=True)
class Examples:
    """The cases of a model that are not of our own making."""

    model: PayModel[Any]
    printed: tuple[Case, ...]
    restated: tuple[Case, ...]
    wrong: tuple[Case, ...]

    @property
    def sentence(self) -> str:
        """How the README of the model begins to say it."""
        return (
            f"Published examples reproduced: {len(self.printed)} of {len(self.printed) + len(self.wrong)} ("
        )


def examples_of(model: PayModel[Any]) -> Examples:
    """The examples among the cases of a model; none without cases."""
    folder = model.parameters.folder
    cases = read_cases(folder).cases if (folder / CASES).is_file() else []
    right = [case for case in cases if case.erroneous is None]
    return Examples(
        model,
        tuple(case for case in right if case.example in PRINTED),
        tuple(case for case in right if case.example in RESTATED),
        tuple(case for case in cases if case.erroneous is not None),
    )


def page(models: dict[str, PayModel[Any]]) -> Iterator[str]:
    """The lines of the page: a table of schemes, and the figures printed wrongly."""
    found = [examples_of(model) for model in models.values()]
    yield HEAD
    yield "| country | model | reproduced | restated | printed wrongly |"
    yield "|---|---|--:|--:|--:|"
    for each in found:
        where = country(each.model.id, ENGLISH)
        total = len(each.printed) + len(each.wrong)
        counts = f"{len(each.printed)} of {total} | {len(each.restated)} | {len(each.wrong)}"
        yield f"| {where} | {_link(each.model)} | {counts} |"
    printed, restated, wrong = (
        sum(len(getattr(each, name)) for each in found) for name in ("printed", "restated", "wrong")
    )
    yield f"| | **together** | **{printed} of {printed + wrong}** | **{restated}** | **{wrong}** |"
    yield "\n## Reproduced\n"
    for each in found:
        if each.printed:
            yield f"- `{each.model.id}`: {', '.join(case.id for case in each.printed)}"
    yield "\n## Printed wrongly\n"
    for each in found:
        for case in each.wrong:
            yield f"- `{each.model.id}` {case.id}: {case.erroneous.reason if case.erroneous else ''}"


def _link(model: PayModel[Any]) -> str:
    return f"[{model.id}](../pay_models/{model.id.replace('.', '/')}/README.md)"
