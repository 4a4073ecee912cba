"""What `docs/how-to/compute.md` shows is what happens."""

import shlex

import pytest

from tests.pages import page, shows

PAGE = page("compute.md")


@pytest.mark.parametrize(("command", "output"), PAGE.commands, ids=[command for command, _ in PAGE.commands])
def test_each_command_gives_what_the_page_shows(meritgrid, tmp_path, monkeypatch, command, output):
    PAGE.save(tmp_path)
    monkeypatch.chdir(tmp_path)
    answer = meritgrid(*shlex.split(command))
    assert answer.code == 0
    assert shows(output, answer.out), answer.out


def test_the_page_shows_a_sheet_and_each_kind_of_question():
    assert list(PAGE.files) == ["pay.csv"]
    asked = dict.fromkeys(command.split()[0] for command, _ in PAGE.commands)
    assert list(asked) == ["models", "compute", "explain", "diff"]
