"""One door each to the environment, the clock and the transaction."""

import pytest

from tests.house.rules.shape import seams
from tests.house.rules.tree import ROOT


@pytest.mark.parametrize("what", seams.DOORS)
def test_everything_outside_has_one_door(what):
    assert seams.other_doors(ROOT, what, seams.DOORS[what]) == []


@pytest.mark.parametrize(
    ("what", "line", "name"),
    [
        ("the environment", "os.environ['X']", "os.environ"),
        ("the environment", "from os import getenv", "os.getenv"),
        ("the clock", "datetime.now(UTC)", "datetime.now"),
        ("the clock", "datetime.date.today()", "date.today"),
        ("the clock", "from time import time", "time.time"),
        ("a transaction", "database.sessions.begin()", "sessions.begin"),
        ("a transaction", "await session.commit()", ".commit()"),
        ("a transaction", "connection.transaction()", ".transaction()"),
    ],
)
def test_a_second_door_is_found(plant, what, line, name):
    door = seams.DOORS[what]
    keeper = next(iter(door.keepers))
    plant(keeper, f"{line}\n".replace("await ", ""))
    root = plant("domain/people/service.py", f"\n{line}\n".replace("await ", ""))

    only = ", ".join(door.keepers)
    assert seams.other_doors(root, what, door) == [
        f"domain/people/service.py:2 reaches {what} by {name}; only {only} may"
    ]
