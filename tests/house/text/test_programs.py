"""A test whose program is missing is left out and says why; CI installs every such program."""

from tests.house.rules.tree import ROOT
from tests.programs import needs, needs_libreoffice, needs_poppler


def test_a_missing_program_is_named_with_its_package():
    mark = needs("no-such-program", "a-package").mark

    assert mark.args == (True,)
    assert mark.kwargs["reason"] == "there is no no-such-program here: apt-get install a-package"


def test_a_program_that_is_here_leaves_nothing_out():
    assert needs("sh", "dash").mark.args == (False,)


def test_ci_installs_the_packages_that_tests_ask_for():
    ci = (ROOT / ".ci" / "run").read_text()
    packages = [mark.mark.kwargs["reason"].split()[-1] for mark in (needs_poppler, needs_libreoffice)]

    assert packages == ["poppler-utils", "libreoffice-calc-nogui"]
    assert [package for package in packages if f"]={package}" not in ci] == []
