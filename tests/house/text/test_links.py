"""Every page leads somewhere."""

from tests.house.rules.text.links import dead_links
from tests.house.rules.tree import ROOT


def test_no_page_leads_to_a_file_that_is_not_there():
    assert dead_links(ROOT) == []


def test_a_dead_link_is_found(plant):
    plant("docs/here.md", "[there](https://example.org) [me](here.md#top) [top](#top) [up](../README.md)")
    root = plant("README.md", "[here](docs/here.md) ![gone](docs/gone.png)")

    assert dead_links(root) == ["README.md leads to docs/gone.png, which is not there"]
