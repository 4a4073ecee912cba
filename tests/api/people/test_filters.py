"""People and posts by lists, ranges and by what they have not."""

import pytest

from tests.given import known, organisation

PEOPLE = """query ($filter: EmployeeFilter) {
  employees(first: 100, filter: $filter, orderBy: {field: CODE}) { totalCount nodes { code } } }"""
POSTS = """query ($filter: PositionFilter) {
  positions(first: 100, filter: $filter, orderBy: {field: CODE}) { totalCount nodes { code } } }"""
ALL = ["A1", "A2", "A3", "B1", "B2", "B3"]
A, B, T = [f"Unit_{known('unit', code)}" for code in "ABT"]
CLERK = f"Position_{known('position', 'A-C')}"


@pytest.fixture
async def hr(client, small):
    """A client that is signed in as HR."""
    client.sign_in("hr")
    return client


async def codes(client, document, **filters):
    """Who or what is found."""
    (found,) = (await client.ask(document, filter=filters)).values()
    assert found["totalCount"] == len(found["nodes"])
    return [each["code"] for each in found["nodes"]]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ALL),
        ({"codes": ["B3", "A1", "A1", "none"]}, ["A1", "B3"]),
        ({"codes": []}, []),
        ({"codePrefix": "B"}, ["B1", "B2", "B3"]),
        ({"codePrefix": "B", "codes": ["A1", "B1"]}, ["B1"]),
        ({"unitIds": [A]}, ["A1", "A2", "A3"]),
        ({"unitIds": [A, B]}, ALL),
        ({"unitIds": []}, []),
        ({"unitIds": [T]}, []),
        ({"subtreeOf": T}, ALL),
        ({"subtreeOf": A, "unitIds": [B]}, []),
        ({"positionIds": [CLERK]}, ["A2", "A3"]),
        ({"positionIds": []}, []),
        ({"salaryStepIds": []}, []),
        ({"hasPosition": True}, ALL),
        ({"hasPosition": False}, []),
        ({"hasGrade": True}, ALL),
        ({"hasGrade": False}, []),
        ({"joinedOn": {"from": "2026-01-01"}}, []),
        ({"joinedOn": {"to": "2025-12-31"}}, ALL),
        ({"joinedOn": {}}, ALL),
    ],
)
async def test_people_are_found_by_all_members_of_a_filter(hr, filters, found):
    assert await codes(hr, PEOPLE, **filters) == found


async def test_who_has_no_post_or_no_grade_is_found(hr, owner):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from occupancy where employee_id = $1", known("employee", "A2"))
    await owner.execute("delete from grade_holding where employee_id = $1", known("employee", "B3"))

    assert await codes(hr, PEOPLE, hasPosition=False) == ["A2"]
    assert await codes(hr, PEOPLE, hasGrade=False) == ["B3"]
    assert await codes(hr, PEOPLE, hasPosition=True, hasGrade=True) == ["A1", "A3", "B1", "B2"]
    assert await codes(hr, PEOPLE, hasPosition=False, hasGrade=False) == []


async def test_posts_that_nobody_holds_are_found(hr, given):
    async with given() as session:
        peers = known("peer group", "A clerks")
        await organisation.position(session, "A-N", known("unit", "A"), peers)

    assert await codes(hr, POSTS, vacant=True) == ["A-N"]
    assert await codes(hr, POSTS, vacant=False) == ["A-C", "A-L", "B-C", "B-L"]
    assert await codes(hr, POSTS, vacant=False, leader=True) == ["A-L", "B-L"]
    assert await codes(hr, POSTS, vacant=True, unitIds=[B]) == []
    assert await codes(hr, POSTS, peerGroupIds=[f"PeerGroup_{known('peer group', 'A clerks')}"]) == [
        "A-C",
        "A-N",
    ]
    assert await codes(hr, POSTS, peerGroupIds=[]) == []


async def test_more_than_500_values_of_a_list_are_refused(hr):
    (error,) = await hr.errors(PEOPLE, filter={"codes": [f"P{number}" for number in range(501)]})

    assert error["extensions"]["code"] == "too_many_values"
    assert "500 are allowed" in error["message"]
    assert await codes(hr, PEOPLE, codes=[*(f"P{number}" for number in range(499)), "A1"]) == ["A1"]


@pytest.mark.parametrize("name", ["assessed", "unassessed"])
async def test_a_day_that_begins_no_such_period_finds_nobody_and_says_which_does(hr, name):
    (error,) = await hr.errors(PEOPLE, filter={name: {"period": "MONTH", "start": "2026-01-02"}})

    assert error["extensions"] == {"code": "not_the_first_day", "path": f"filter.{name}.start"}
    assert error["message"] == (
        "2026-01-02 does not begin a month: the one that it lies in begins on 2026-01-01."
    )


@pytest.mark.parametrize("start", ["2026-01-01", "2026-02-01"])
async def test_a_first_day_parts_people_into_assessed_and_not(hr, start):
    period = {"period": "MONTH", "start": start}
    found = [await codes(hr, PEOPLE, **{name: period}) for name in ("assessed", "unassessed")]

    assert sorted(found[0] + found[1]) == ALL


async def test_a_range_that_ends_before_it_begins_is_refused(hr):
    days = {"from": "2026-02-01", "to": "2026-01-01"}
    (error,) = await hr.errors(PEOPLE, filter={"joinedOn": days})
    (written,) = await hr.errors(
        """{ employees(filter: {joinedOn: {from: "2026-02-01", to: "2026-01-01"}}) { totalCount } }"""
    )

    assert error["extensions"] == {"code": "reversed_range", "path": "filter.joinedOn"}
    assert "2026-02-01" in error["message"]
    assert written["extensions"] == error["extensions"]
    assert await codes(hr, PEOPLE, joinedOn={"from": "2026-02-01", "to": "2026-02-01"}) == []


async def test_a_class_that_no_model_knows_is_refused_with_those_that_are(hr):
    (error,) = await hr.errors('{ payLines(filter: {classes: ["good", "A"]}) { totalCount } }')

    assert error["extensions"] == {"code": "unknown_class", "path": "filter.classes.1"}
    assert "excellent, good, completed, not_completed" in error["message"]
    known = await hr.ask('{ payLines(filter: {classes: ["good"]}) { totalCount } }')
    assert known == {"payLines": {"totalCount": 0}}
