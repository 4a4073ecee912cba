"""Fields of one name beside each other cost validation their square: they are counted before it begins."""

import pytest
from graphql import parse

from api.graphql.document_cache import Documents
from api.graphql.query_cost import overlapping_fields
from api.schema import schema

OWN = schema._schema


def answered(document: str) -> list[tuple[str, str]]:
    """Code and sentence of each error of a document that is prepared for the first time."""
    found = Documents(OWN).prepared(document, None)
    return [(str((each.extensions or {})["code"]), each.message) for each in found.errors]


def alike(number: int, field: str = "name") -> str:
    """One field so many times."""
    return f"{field} " * number


@pytest.mark.parametrize(
    "document",
    [
        "{ me { ...A } } fragment A on Account { " + alike(479, "grants { verb }") + "}",
        "{ me { " + alike(900) + "} }",
        "{ " + alike(900, "nobody") + "}",
        "{ me { ...A } } fragment A on Account { "
        + alike(205, "grants { ... on AccessGrant { verb } }")
        + "}",
        # Nobody spreads it, and validation compares its fields all the same.
        "{ me { name } } fragment Unused on Account { " + alike(479, "grants { verb }") + "}",
        # A name that stands in many fragments of one place, or below many fields of one name.
        "{ me { ...A ...B } } "
        "fragment A on Account { " + alike(120) + "} fragment B on Account { " + alike(120) + "}",
        "{ me { " + alike(210, "grants { unit { id } }") + "} }",
    ],
)
def test_what_would_take_validation_a_second_is_refused_by_name_and_place(document: str) -> None:
    found = Documents(OWN).prepared(document, None)

    (error,) = found.errors
    assert error.extensions == {"code": "too_many_alike"}
    assert error.message.startswith("The field '")
    assert error.locations


def test_the_fields_are_counted_and_not_the_seconds() -> None:
    """Two hundred of one name are 19,900 comparisons, and 201 are 20,100."""
    assert overlapping_fields.first_too_many(parse("{ me { " + alike(200) + "} }")) is None
    found = overlapping_fields.first_too_many(parse("{ me { " + alike(201) + "} }"))

    assert found is not None
    assert (found.field.name.value, found.alike) == ("name", True)


def test_forty_components_that_ask_for_the_same_are_fine() -> None:
    parts = [
        f"fragment F{n} on Account {{ id name grants {{ nodes {{ verb unit {{ id name }} }} }} }}"
        for n in range(40)
    ]
    document = "{ me { " + " ".join(f"...F{n}" for n in range(40)) + " } } " + " ".join(parts)

    assert answered(document) == []


def test_a_fragment_spread_again_and_again_is_one() -> None:
    document = "{ me { " + alike(300, "...A") + "} } fragment A on Account { id name }"

    assert answered(document) == []


def test_a_fragment_inside_itself_ends_the_count() -> None:
    document = "{ me { ...A } }"
    document += " fragment A on Account { grants { nodes { account { ...A grants { nodes { verb } } } } } }"

    assert answered(document)[-1] == ("invalid_document", "Cannot spread fragment 'A' within itself.")


def test_fragments_that_double_each_other_end_the_count() -> None:
    chain = " ".join(
        f"fragment F{n} on Unit {{ a: parent {{ ...F{n + 1} }} b: parent {{ ...F{n + 1} }} }}"
        for n in range(30)
    )
    document = parse("{ me { name } } fragment F30 on Unit { id } " + chain)

    found = overlapping_fields.first_too_many(document)

    assert found is not None
    assert not found.alike


def test_what_the_count_does_not_see_the_rule_itself_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlapping_fields, "MOST_COMPARISONS", 10**9)

    found = answered("{ me { " + alike(270, "grants { verb }") + "} }")

    assert found == [
        ("too_complex", "The document has too many fields to compare with each other. Ask in two steps.")
    ]
