"""Pages of lists that are computed here: walked by cursors, from the front, and never past what may be asked."""

import pytest

from api.graphql.computed.lists import PageArguments, cursor, page
from domain.errors import Invalid

FRUIT = ["apple", "fig", "pear", "plum", "quince"]


def fruit(first=None, after=None, last=None, before=None):
    return page("Fruit", FRUIT, str, PageArguments("fruit", first, after, last, before))


def test_a_list_is_walked_to_its_end_without_a_gap():
    seen, after, more = [], None, True
    while more:
        found = fruit(2, after)
        seen += found.nodes
        after, more = found.page_info.end_cursor, found.page_info.has_next_page

    assert seen == FRUIT
    assert found.total_count == 5
    assert found.page_info.has_previous_page is True
    assert [edge.node for edge in found.edges] == ["quince"]


def test_a_page_without_a_size_has_fifty():
    many = [f"{number:03}" for number in range(60)]

    found = page("Number", many, str, PageArguments("numbers"))

    assert found.nodes == many[:50]
    assert found.page_info.has_next_page is True


def test_a_page_of_nothing_says_so():
    found = fruit(0)

    assert (found.nodes, found.page_info.start_cursor, found.page_info.has_next_page) == ([], None, True)


def test_a_cursor_stays_valid_when_items_before_it_come_and_go():
    kept = fruit(2).page_info.end_cursor

    assert page("Fruit", ["ananas", *FRUIT[1:]], str, PageArguments("fruit", 2, kept)).nodes == [
        "pear",
        "plum",
    ]


def test_a_list_is_walked_back_to_its_beginning_too():
    seen, before, more = [], None, True
    while more:
        found = fruit(last=2, before=before)
        seen = [*found.nodes, *seen]
        before, more = found.page_info.start_cursor, found.page_info.has_previous_page

    assert seen == FRUIT
    assert found.page_info.has_next_page is True


def test_a_page_lies_between_two_cursors():
    after, before = cursor("Fruit", "apple"), cursor("Fruit", "plum")

    assert fruit(after=after, before=before).nodes == ["fig", "pear"]
    assert fruit(last=1, after=after, before=before).nodes == ["pear"]
    assert fruit(after=before, before=after).nodes == []


@pytest.mark.parametrize(
    ("asked", "code", "path", "says"),
    [
        ({"first": -1}, "page_size", "first", "“fruit” has no page of -1"),
        ({"first": 101}, "page_size", "first", "“fruit” has no page of 101"),
        ({"last": 101}, "page_size", "last", "“fruit” has no page of 101"),
        ({"first": 2, "last": 2}, "first_and_last", "last", "“fruit” is read from one end"),
    ],
)
def test_a_size_that_is_none_is_refused(asked, code, path, says):
    with pytest.raises(Invalid) as refused:
        fruit(**asked)

    assert (refused.value.code, refused.value.path) == (code, path)
    assert refused.value.message.startswith(says)


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "apple",
        "WyJGcnVpdCJd",
        "bnVsbA",
        "*",
        "é",
        cursor("Vegetable", "apple"),
        cursor("Fruit", "cherry"),
        cursor("Fruit", "apple") * 300,
    ],
)
def test_what_is_no_cursor_of_the_list_is_refused(sent):
    with pytest.raises(Invalid) as refused:
        fruit(2, sent)

    assert (refused.value.code, refused.value.path) == ("not_a_cursor", "after")
