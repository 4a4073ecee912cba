"""Steps that tell about the peers of a person: a group of three or less may not read them (`pay_line_step`)."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pay_models.kernel import PayModel
from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.run.graph import reads

PEERS = "peer_group_id"
_MASKED = re.compile(r"when s\.name in \(([^)]*)\)")


def unmasked(root: Path, models: Iterable[PayModel[Any]]) -> list[str]:
    """The steps that look at a peer group and are shown to it whatever its size, with their models."""
    sql = (root / "domain/pay_runs/sql/lines.sql").read_text()
    masked = {name.strip(" '") for found in _MASKED.findall(sql) for name in found.split(",")}
    return [f"{one.id} {step}" for one in models for step in sorted(of_peers(one) - masked)]


def of_peers(model: PayModel[Any]) -> set[str]:
    """Steps over the rows of a peer group, by any choice of the model, and what is made of these in the row itself."""
    found: set[str] = set()
    for stage in (stage for stage in model.stages if PEERS in columns_of(stage.inputs)):
        for values in _choices(model):
            found |= _of_peers(stage, values)
    return found


def _choices(model: PayModel[Any]) -> Iterator[object]:
    """The numbers of the model on its first day, with each option of each choice."""
    day, parameters = model.effective_from, model.parameters.parameters
    yield model.in_force(day, {}).values
    for name, parameter in parameters.items():
        for option in parameter.options or ():
            yield model.in_force(day, {name: option}).values


def _of_peers(stage: Stage[Any], values: object) -> set[str]:
    found: set[str] = set()
    for name, read in reads(stage, values).items():
        # A wider group, such as the unit, tells of the unit.
        alone = not read.group
        if PEERS in {*read.columns, *read.group} or (alone and found & {*read.columns}):
            found.add(name)
    return found
