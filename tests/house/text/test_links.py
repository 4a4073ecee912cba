"""Every page leads somewhere."""

from tests.house.rules.text.links import dead_links, lost_files
from tests.house.rules.tree import ROOT


def test_no_page_leads_to_a_file_that_is_not_there():
    assert dead_links(ROOT) == []


def test_a_dead_link_is_found(plant):
    plant("docs/here.md", "[there](https://example.org) [me](here.md#top) [top](#top) [up](../README.md)")
    root = plant("README.md", "[here](docs/here.md) ![gone](docs/gone.png)")

    assert dead_links(root) == ["README.md leads to docs/gone.png, which is not there"]


def test_the_makefile_runs_what_is_there():
    assert lost_files(ROOT) == []


def test_what_the_makefile_runs_and_is_gone_is_found(plant):
    plant("tests/test_here.py", "")
    root = plant("Makefile", "audit:\n\t@python -m pytest tests/test_here.py tests/test_gone.py\n")

    assert lost_files(root) == ["Makefile runs tests/test_gone.py, which is not there"]
