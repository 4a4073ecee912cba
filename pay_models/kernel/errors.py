"""Every refusal of the kernel: a stable code and a sentence with a way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a bug
    """A request that no pay model can answer; `code` is stable, the message is for people.

    `template` is the message with its `values` as `{name}`; without values it is taken as it stands. `parameter`: the
    one at fault, empty when it is none in particular.
    """

    code = "refused"

    def __init__(self, template: str = "", parameter: str = "", **values: Any) -> None:
        super().__init__(template.format(**values) if values else template)
        self.template = template
        self.values = values
        self.parameter = parameter


class UnknownModel(Refused):
    code = "unknown_model"


class NotInForce(Refused):
    """The day asked for lies before the history of a model or of one of its numbers."""

    code = "not_in_force"


class UnknownParameter(Refused):
    code = "unknown_parameter"


class OutsideLegalRange(Refused):
    code = "outside_legal_range"


class Contradictory(Refused):
    """Numbers that the law allows one by one but not together, such as a class good that begins above excellent."""

    code = "contradictory_parameters"


class BadParameterFile(Refused):
    """A `parameters.yaml` that cannot be trusted: the model does not load."""

    code = "bad_parameter_file"


class BadArticleFile(Refused):
    """An `articles.yaml` that is not what one holds."""

    code = "bad_article_file"


class BadWayFile(Refused):
    """A `way.yaml` that is not what one holds."""

    code = "bad_way_file"


class Overflow(Refused):
    """A number needs more than 64 bits: the engine stopped rather than pay a wrong one."""

    code = "overflow"

    @classmethod
    def on(cls, engine: str, told: str) -> Overflow:
        """With the engine's own words for it."""
        return cls(
            f"A number needs more than 64 bits on {engine}; nothing was computed. {told.splitlines()[0]}"
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one cell, one row or one column of a frame.

    `row` counts from 1 in the order given; None when the whole column is at fault. `key` names the row
    ("employee_id 17"), so that a person finds it after a sort.
    """

    table: str
    row: int | None
    key: str
    column: str
    value: str
    rule: str
    way_out: str

    def __str__(self) -> str:
        where = f"{self.table}, row {self.row}" if self.row else self.table
        whose = f" ({self.key})" if self.key else ""
        return f"{where}{whose}: {self.column} = {self.value}: {self.rule} {self.way_out}"


class BadRows(Refused):
    """Rows that no model may pay. `faults` holds every one of them, in the order of the rows.

    `other_rows` are at fault too but were not fetched from tables that are larger than memory.
    """

    code = "bad_rows"
    shown = 20

    def __init__(self, faults: Sequence[Fault], other_rows: int = 0) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.table, fault.row or 0))
        lines = [str(fault) for fault in self.faults[: self.shown]]
        self.other_rows = other_rows
        if len(self.faults) > self.shown:
            lines.append(f"... and {len(self.faults) - self.shown} more.")
        if other_rows:
            lines.append(f"{other_rows:,} other rows are at fault too.")
        count = Hint("{count} faults", count=len(self.faults)) if len(self.faults) > 1 else Hint("1 fault")
        super().__init__(
            "{count} in the rows; nothing was computed.\n{lines}", count=count, lines="\n".join(lines)
        )


class Hint(str):
    """A part of a message, with the template and the values that it is made of."""

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: Any) -> Hint:
        """The text in English."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made


def did_you_mean(wrong: str, known: Iterable[str]) -> Hint:
    """A hint with the near matches of a mistyped name, or the whole list when nothing is near or all are numbers."""
    names = sorted(known)
    if names and all(name.lstrip("-").isdecimal() for name in names):
        # a number that looks like another one is not near it
        return Hint("Known: {names}.", names=", ".join(sorted(names, key=int)))
    match get_close_matches(wrong, names, n=3, cutoff=0.6):
        case [first]:
            return Hint("Did you mean {first!r}?", first=first)
        case [first, second]:
            return Hint("Did you mean {first!r} or {second!r}?", first=first, second=second)
        case [first, second, third]:
            return Hint(
                "Did you mean {first!r} or {second!r} or {third!r}?", first=first, second=second, third=third
            )
    return Hint("Known: {names}.", names=", ".join(names))
