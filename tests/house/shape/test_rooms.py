"""A layer has few rooms with few arrows between them, and no folder is a heap."""

import pytest

from tests.house.rules import rooms
from tests.house.rules.rooms import packages, plan, too_many
from tests.house.rules.shape.packages import no_packages
from tests.house.rules.shape.sizes import crowded_folders
from tests.house.rules.tree import ROOT


@pytest.mark.parametrize("of", [too_many, rooms.circles, rooms.public_names, crowded_folders, no_packages])
def test_the_house_keeps_its_rooms(of):
    assert of(ROOT) == []


def test_a_folder_and_a_loose_module_are_rooms_and_what_one_imports_of_another_is_one_arrow(plant):
    plant("api/__init__.py", "import api.schema\n")
    plant("api/schema.py", "from api import funds\n\n\ndef late():\n    from api.funds.types import Fund\n")
    plant("api/funds/types.py", "import json\nimport api.funds.queries\nimport apiary.schema\n")
    root = plant("api/funds/deep/queries.py", "from domain import schema\n")

    there = plan(root, "api")

    assert (there.rooms, there.arrows) == ({"schema", "funds"}, {("schema", "funds")})
    assert (there.floors, there.back, there.circles, packages(root)) == (2, set(), [], ["api"])


def test_what_only_types_need_is_an_arrow_that_may_run_back_up_but_no_circle(plant):
    typed = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from domain.goals.types import Goal\n"
    plant("domain/__init__.py", "")
    plant("domain/goals/types.py", "from domain.lazy_types import GoalRef\n")
    root = plant("domain/lazy_types.py", typed)

    there = plan(root, "domain")

    assert there.arrows == {("goals", "lazy_types"), ("lazy_types", "goals")}
    assert (there.back, there.floors) == ({("lazy_types", "goals")}, 2)
    assert rooms.circles(root) == []


def test_the_fewest_arrows_run_back_up(plant):
    for name, used in {"a": "bcd", "b": "cd", "c": "d", "d": "a"}.items():
        root = plant(f"domain/{name}.py", "".join(f"import domain.{other}\n" for other in used))

    assert (plan(root, "domain").back, plan(root, "domain").floors) == ({("d", "a")}, 4)


def test_a_circle_of_rooms_is_found(plant):
    plant("domain/__init__.py", "")
    plant("domain/funds/service.py", "from domain.pay_runs import service\n")
    plant("domain/pay_runs/service.py", "def late():\n    import domain.audit.seals\n")
    plant("domain/people/service.py", "import domain.audit\n")
    root = plant("domain/audit/seals.py", "from domain.funds.service import check\n")

    assert rooms.circles(root) == ["domain: audit, funds, pay_runs import one another"]


def test_a_circle_of_the_kernels_rooms_or_of_the_modules_of_one_is_found(plant):
    for package in ("pay_models", "pay_models/kernel", "pay_models/kernel/run", "pay_models/kernel/tell"):
        plant(f"{package}/__init__.py", "")
    plant("pay_models/kernel/errors.py", "")
    plant("pay_models/kernel/tell/words.py", "from pay_models.kernel.run.result import Run\n")
    plant("pay_models/kernel/run/result.py", "from pay_models.kernel import errors\n")
    plant(
        "pay_models/kernel/run/run.py",
        "def late():\n    from pay_models.kernel.run.stream import run_frames\n",
    )
    root = plant("pay_models/kernel/run/stream.py", "from pay_models.kernel.run.run import run\n")
    assert rooms.circles(root) == ["pay_models.kernel.run: run, stream import one another"]

    plant("pay_models/kernel/run/stream.py", "from pay_models.kernel.tell.words import word\n")
    assert rooms.circles(root) == ["pay_models.kernel: run, tell import one another"]


def test_a_face_with_more_names_than_are_read_is_found(plant):
    root = plant(
        "pay_models/kernel/__init__.py", "from a import b, c\nfrom d import e as f\n\n__all__ = ['b']\n"
    )

    assert rooms.public_names(root, {"pay_models.kernel": 2}) == [
        "pay_models.kernel has 3 public names; 2 is the most"
    ]
    assert rooms.public_names(root, {"pay_models.kernel": 3}) == []


def test_more_rooms_or_arrows_than_are_allowed_are_found(plant):
    for number in range(3):
        root = plant(f"api/room{number}.py", "import api.room0\nimport api.room1\n")

    assert too_many(root, {"api": {"rooms": 2, "arrows": 3}}) == [
        "api has 3 rooms; 2 is the most",
        "api has 4 arrows; 3 is the most",
    ]
    assert too_many(root, {"api": {"rooms": 3, "arrows": 4}}) == []


def test_a_folder_with_more_than_ten_loose_modules_is_found(plant):
    for number in range(11):
        plant(f"api/part{number}.py", "")
    for number in range(10):
        root = plant(f"domain/part{number}.py", "")
    plant("domain/__init__.py", "")
    plant("domain/funds/service.py", "")

    assert crowded_folders(root) == ["api has 11 loose modules; 10 is the most: make rooms"]


def test_a_crowd_of_pages_is_found_and_their_styles_are_no_modules(plant):
    for number in range(11):
        root = plant(f"web/src/shell/part{number}.{'tsx' if number % 2 else 'ts'}", "")
        plant(f"web/src/shell/top/part{number}.css", "")
    plant("web/src/shell/index.ts", "")

    assert crowded_folders(root) == ["web/src/shell has 11 loose modules; 10 is the most: make rooms"]


def test_a_folder_that_would_not_be_installed_is_found(plant):
    plant("domain/__init__.py", "")
    plant("domain/access/tasks.py", "")
    root = plant("tests/domain/test_access.py", "")

    assert no_packages(root) == ["domain/access has modules and no __init__.py: it would not be installed"]
