"""What the database knows of the kinds of runs: a function of its desired state, so that a kind needs no revision."""

from collections.abc import Iterable

from domain.computing.chain.kind import Kind

NAME = "pay_kind(text)"
_HEAD = "{create} pay_kind(called text, {out} period text, {out} fund_step text)"
_BODY = """
    select k.period, k.fund_step from (values
        <rows>
    ) k (name, period, fund_step) where k.name = called
"""


def function(kinds: Iterable[Kind]) -> str:
    """`pay_kind(name)`: the kind's period, and the step that tells the fund which its lines share out, if any."""
    head = _HEAD.format(create="create or replace function", out="out")
    return f"{head}\n    returns setof record language sql immutable as $${_body(kinds)}$$"


def printed(kinds: Iterable[Kind]) -> str:
    """The same as PostgreSQL prints it, for whoever compares."""
    head = _HEAD.format(create="CREATE OR REPLACE FUNCTION", out="OUT").replace("pay_kind", "public.pay_kind")
    text = " RETURNS SETOF record\n LANGUAGE sql\n IMMUTABLE\nAS $function$"
    return f"{head}\n{text}{_body(kinds)}$function$\n"


def _body(kinds: Iterable[Kind]) -> str:
    rows = ",\n        ".join(
        f"('{kind.name}', '{kind.period}', {_text(kind.fund.amount_vnd if kind.fund else None)})"
        for kind in kinds
    )
    return _BODY.replace("<rows>", rows)


def _text(value: str | None) -> str:
    return "null::text" if value is None else f"'{value}'"
