"""Replays golden runs without a database: the root must stand, or the first line and step that moved are named.

`python tests/golden/runs/replay.py` says what moved; `python -m tests.golden.runs` pins a run that is not there yet.
"""

import hashlib
import hmac
import io
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import polars as pl

from domain import areas  # noqa: F401 - foreign keys find all tables
from domain.audit.hashing import merkle
from domain.computing.calculation import Calculation, calculate
from domain.computing.snapshot import NAMES, Inputs, content_hash, sha256
from domain.errors import Refusal
from domain.pay_runs import lines
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import columns, rules
from domain.pay_runs.proof.line_hash import leaves
from domain.pay_runs.tables import PayRunRules

HERE = Path(__file__).parent
WAY_OUT = "What has paid somebody never changes: put it back, and make a dated sibling beside it."
NULL = "null"


def folders(root: Path = HERE) -> list[Path]:
    """Every golden run: a folder `<kind>/<name>`."""
    return sorted(path.parent for path in root.glob("*/*/run.json"))


def salts(run_id: UUID, people: list[str]) -> list[bytes]:
    """What salts the lines of each person: a golden run has secrets that everybody knows."""
    secrets = [hashlib.sha256(b"golden " + UUID(person).bytes).digest() for person in people]
    return [hmac.digest(secret, b"line\0" + run_id.bytes, "sha256") for secret in secrets]


def replay(folder: Path) -> list[str]:
    """What moved in a golden run, in words: first that which explains the rest; nothing while its root stands."""
    name = f"Golden run {folder.parent.name}/{folder.name}"
    said = orjson.loads((folder / "run.json").read_bytes())
    packed = {frame: (folder / f"{frame}.parquet").read_bytes() for frame in NAMES}
    if content_hash({frame: sha256(content) for frame, content in packed.items()}) != said["inputs_hash"]:
        return [f"{name}: its inputs are not those that were pinned."]
    taken = Inputs(**{frame: pl.read_parquet(io.BytesIO(content)) for frame, content in packed.items()})
    try:
        computed = calculate(
            KINDS[said["kind"]], taken, pl.Series([said["start"]]).str.to_date()[0], validate=False
        )
    except Refusal as gone:
        return [f"{name}: {gone.message} {WAY_OUT}"]
    return [f"{name}: {what} {WAY_OUT}" for what in _moved(folder, said, computed)]


def root(said: dict[str, Any], computed: Calculation) -> str:
    """The root over the lines of a golden run."""
    run_id = UUID(said["run_id"])
    found = lines.of(Heading(run_id, said["inputs_hash"]), computed)
    hashes = leaves(found, salts(run_id, found["employee_id"].to_list()))
    return merkle.root([leaf for leaf in hashes if leaf is not None]).hex()


def values(computed: Calculation) -> pl.DataFrame:
    """The columns of a run as text, as `lines.csv` keeps them."""
    return columns.of(computed).with_columns(pl.all().cast(pl.String))


def stored_rules(said: dict[str, Any]) -> list[PayRunRules]:
    """The rules that were pinned."""
    kept = ("number", "models", "versions", "parameters", "model_id")
    return [PayRunRules(**{name: each[name] for name in kept}) for each in said["rules"]]


def _moved(folder: Path, said: dict[str, Any], computed: Calculation) -> list[str]:
    pinned = pl.read_csv(folder / "lines.csv", infer_schema=False, null_values=NULL)
    found = []
    if (moved := columns.first_moved(pinned, values(computed))) is not None:
        people = computed.people["employee_code"] if "employee_code" in computed.people.columns else None
        who = "" if people is None else f" ({people[moved.line]})"
        found.append(
            f"line {moved.line}{who}, step {moved.step} was {moved.stored}, and is {moved.computed}."
        )
    found += [f"{what}." for what in rules.differences(stored_rules(said), computed)]
    if (now := root(said, computed)) != said["root"]:
        found.append(f"the root of its lines was {said['root']}, and is {now}.")
    return found


def main() -> int:
    """Say what moved in any golden run; 1 when something did."""
    moved = [what for folder in folders() for what in replay(folder)]
    sys.stdout.writelines(f"{what}\n" for what in moved)
    return bool(moved)


if __name__ == "__main__":
    raise SystemExit(main())
