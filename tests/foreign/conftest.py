"""A front-end of somebody else: `clients/typescript`, copied into a folder of its own."""

import shutil
from pathlib import Path

import pytest

from tests.fixtures.listening import FOREIGN
from tests.house.rules.tree import ROOT


@pytest.fixture
def front_end(tmp_path: Path) -> Path:
    """The folder that somebody copies, with the schema and what `make foreign` installs."""
    folder = tmp_path / "front-end"
    shutil.copytree(ROOT / "clients" / "typescript", folder)
    shutil.copy(ROOT / "api" / "schema.graphql", folder)
    (folder / "node_modules").symlink_to(FOREIGN / "node_modules")
    return folder
