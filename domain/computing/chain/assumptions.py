"""What models take that no table records yet: the stand-ins behind their columns."""

from collections.abc import Mapping
from typing import Any

from domain.computing.chain.frames import FACTS
from domain.computing.chain.kind import Kind
from domain.computing.chain.matching import place_of
from domain.facts.stand_ins import Keys, StandIn, columns, used
from pay_models.kernel import PayModel
from pay_models.kernel.declare.rows import keys_of


def assumed(kind: Kind, models: Mapping[str, PayModel[Any]]) -> tuple[StandIn, ...]:
    """The stand-ins that a kind's models compute with, each once; a fact or an earlier output needs none."""
    wanted: dict[Keys, set[str]] = {keys: set() for keys in FACTS}
    for stage in kind.stages:
        for rows in models[stage.name].given.values():
            keys, asked = keys_of(rows), stage.asks(rows)
            for name in (*asked.own, *asked.roots):
                if (place := place_of(name, keys, FACTS)) is not None:
                    wanted[place].add(name)
    recorded = {keys: {*names} - {*columns(keys)} for keys, names in FACTS.items()}
    return used(wanted, recorded)
