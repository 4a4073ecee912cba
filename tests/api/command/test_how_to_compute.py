"""What `docs/how-to/compute.md` shows is what happens."""

import re
import shlex
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "compute.md").read_text()
SHOWN = re.findall(r"```console\n\$ meritgrid (.+)\n((?:.+\n)+)```", PAGE)
SHEET = re.findall(r"`(\w+\.csv)`:\n\n```csv\n((?:.+\n)+)```", PAGE)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_each_command_gives_what_the_page_shows(meritgrid, tmp_path, monkeypatch, command, output):
    for name, content in SHEET:
        (tmp_path / name).write_text(content)
    monkeypatch.chdir(tmp_path)
    answer = meritgrid(*shlex.split(command))
    shown = ".*".join(re.escape(part) for part in re.split(r"^\.\.\.\n", output, flags=re.MULTILINE))
    assert answer.code == 0
    assert re.fullmatch(shown, answer.out, flags=re.DOTALL)


def test_the_page_shows_a_sheet_and_three_commands():
    assert [name for name, _ in SHEET] == ["pay.csv"]
    assert [command.split()[0] for command, _ in SHOWN] == ["models", "compute", "explain"]
