"""A step that numbers the rows of a group: what no engine does alike unless it is told how ties fall."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw


@dataclass(frozen=True, slots=True)
class Ranked:
    """1 for the first row of its group, then 2...: a formula of its own, not a part of an expression.

    `by` is a column ("-column": the highest first), or "" for the order of the stage. Rows equal in it follow
    the stage's order; with `together` they share the last of their places, so that none is ahead of another.
    Rows where `where` is not true have place 0. `among` are the columns of the group; a stage's `meet` must
    hold the first of them.
    """

    among: tuple[str, ...]
    by: str = ""
    where: nw.Expr | None = None
    together: bool = False
