"""Units are found by the beginning of a code, and by what a name contains, as it was called on the day."""

import pytest

from tests.api.organisation.documents import ACT

CREATE = "mutation ($input: CreateUnitsInput!) { done: createUnits(input: $input) { ids problems { code } } }"
RENAME = "mutation ($input: ChangeUnitsInput!) { done: changeUnits(input: $input) { ids problems { code } } }"
FOUND = """query ($typed: String!, $day: Date) {
  units(filter: {search: $typed}, asOf: $day, orderBy: {field: CODE}) { totalCount nodes { code } } }"""


@pytest.fixture
async def named(hr, given_by):
    """Two departments, of which one gets another name in 2028."""
    rows = [
        {"code": "SNV", "name": "Sở Nội vụ", "kind": "DEPARTMENT", "parentCode": "T"},
        {"code": "SDD", "name": "Sở Đất đai", "kind": "DEPARTMENT", "parentCode": "T"},
    ]
    await hr.done(CREATE, input=given_by(*rows, day="2027-01-01"))
    await hr.done(
        RENAME, input=given_by({"unitCode": "SNV", "name": "Sở Công vụ"}, day="2028-01-01", act=ACT)
    )
    return hr


@pytest.mark.parametrize(
    ("typed", "day", "codes"),
    [
        ("noi vu", "2027-06-01", ["SNV"]),
        ("NỘI VỤ", "2027-06-01", ["SNV"]),
        ("noi vu", "2028-01-01", []),
        ("công", "2028-01-01", ["SNV"]),
        ("dat DAI", "2027-06-01", ["SDD"]),
        ("sn", "2027-06-01", ["SNV"]),
        ("NV", "2027-06-01", []),
        ("%", "2027-06-01", []),
        ("sở", "2027-06-01", ["SDD", "SNV"]),
    ],
)
async def test_a_unit_is_found_by_its_code_and_by_its_name_without_marks_and_capitals(
    named, typed, day, codes
):
    found = (await named.ask(FOUND, typed=typed, day=day))["units"]

    assert [each["code"] for each in found["nodes"]] == codes
    assert found["totalCount"] == len(codes)


@pytest.mark.parametrize(("below", "codes"), [(False, ["T"]), (True, ["A", "B"])])
async def test_the_unit_above_all_is_the_one_without_a_parent(hr, below, codes):
    document = "query ($below: Boolean) { units(filter: {hasParent: $below}) { nodes { code } } }"

    found = await hr.ask(document, below=below)

    assert [each["code"] for each in found["units"]["nodes"]] == codes
