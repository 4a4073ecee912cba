"""Packed columns: the values of a fact's columns one behind another, narrow ones side by side in numbers of 64 bits."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from domain.facts.fact import Fact, FactColumn

NO_NUMBER = -(2**31)
# What stands between texts.
_ZERO = r"'\x00'"
# The bytes of a narrow value, how numpy reads it, and how many bytes travel as one number.
_WIDTHS: Mapping[str, int] = {"number": 4, "day": 4, "word": 2, "flag": 1}
_NUMBERS: Mapping[str, str] = {"number": ">i4", "day": ">i4", "word": ">i2", "flag": "?"}
_WIDEST = 8
Pack: TypeAlias = tuple[FactColumn, ...]


def of(fact: Fact) -> list[Pack]:
    """The columns that travel together: as many narrow ones as fill eight bytes, each other one by itself.

    To fold a column costs the server more than to put it beside another.
    """
    packs: list[Pack] = []
    narrow: Pack = ()
    for column in fact.columns:
        if column.kind not in _WIDTHS or column.name == fact.parts:
            packs.append((column,))
        elif sum(_WIDTHS[one.kind] for one in (*narrow, column)) > _WIDEST:
            packs.append(narrow)
            narrow = (column,)
        else:
            narrow = (*narrow, column)
    return [*packs, narrow] if narrow else packs


def sent(pack: Pack, fact: Fact) -> str:
    """The values of a pack, row by row; of a column by which the answer is cut the one that all rows have."""
    first = pack[0]
    if len(pack) > 1:
        return f"string_agg(int8send({_beside(pack)}), ''::bytea)"
    if first.name == fact.parts:
        return _value(first)
    between = _ZERO if first.kind == "text" else "''"
    return f"string_agg({_value(first)}, {between}::bytea)"


def _beside(pack: Pack) -> str:
    """Narrow values in one number of eight bytes, the last one lowest."""
    shift, values = 0, []
    for column in reversed(pack):
        width = _WIDTHS[column.kind]
        values.append(f"(({_number(column)})::int8 & {2 ** (8 * width) - 1} << {shift})")
        shift += 8 * width
    return " | ".join(values)


def _number(column: FactColumn) -> str:
    """A narrow value as a whole number."""
    name = f"f.{column.name}"
    match column.kind:
        case "day":
            return f"{name} - date '2000-01-01'"
        case "flag":
            return f"{name}::int"
        case "word":
            cases = " ".join(f"when '{word}' then {place}" for place, word in enumerate(column.words))
            return f"case {name} {cases} else -1 end"
        case _:
            return f"coalesce({name}, {NO_NUMBER})" if column.empty else name


def _value(column: FactColumn) -> str:
    name = f"f.{column.name}"
    match column.kind:
        case "key" | "uuid":
            sent = f"uuid_send({name})"
            return f"coalesce({sent}, decode(repeat('00', 16), 'hex'))" if column.empty else sent
        case "text":
            known = f"coalesce({name}, '')" if column.empty else name
            return f"convert_to({known}, 'UTF8')"
        case "flag":
            return f"boolsend({name})"
        case "word":
            return f"int2send(({_number(column)})::int2)"
        case _:
            return f"int4send({_number(column)})"


def apart(pack: Pack, content: bytes) -> Iterator[tuple[FactColumn, Any]]:
    """Each column of a pack with its values as they came: bytes, or big-endian numbers of numpy."""
    if len(pack) == 1:
        kind = _NUMBERS.get(pack[0].kind)
        yield pack[0], content if kind is None else np.frombuffer(content, kind)
        return
    empty = _WIDEST - sum(_WIDTHS[column.kind] for column in pack)
    fields = [(column.name, _NUMBERS[column.kind]) for column in pack]
    rows = np.frombuffer(content, [("", f"V{empty}"), *fields] if empty else fields)
    for column in pack:
        yield column, rows[column.name]
