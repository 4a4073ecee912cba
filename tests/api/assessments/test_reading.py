"""Assessments in order and by filters: the best first, what waits, what counts, whom nobody assessed."""

import pytest

from tests.given import known

READ = """query ($filter: AssessmentFilter, $order: AssessmentOrder) {
  assessments(first: 100, filter: $filter, orderBy: $order) {
    totalCount nodes { employee { code } periodStart period state score { hundredths formatted } }
  }
}"""
BEST = {"field": "SCORE", "direction": "DESC"}
YEAR = {"periods": ["YEAR"]}
A, B, T = [f"Unit_{known('unit', code)}" for code in "ABT"]


@pytest.fixture
async def hr(client, small):
    """A client that is signed in as HR."""
    client.sign_in("hr")
    return client


async def read(client, order=None, **filters):
    """Whose they are and how many points, in order."""
    answer = (await client.ask(READ, filter=filters, order=order))["assessments"]
    assert answer["totalCount"] == len(answer["nodes"])
    points = [each["score"] and each["score"]["hundredths"] for each in answer["nodes"]]
    return list(zip([each["employee"]["code"] for each in answer["nodes"]], points, strict=True))


async def test_the_best_come_first_and_equals_stay_in_the_lists_own_order(hr):
    best = await read(hr, BEST, **YEAR)
    worst = await read(hr, {"field": "SCORE"}, **YEAR)

    assert [points for _, points in best] == [10_000] * 4 + [8_600] * 2
    assert {code for code, points in best if points == 8_600} == {"A3", "B3"}
    assert worst == best[::-1]


async def test_who_has_no_score_stands_behind_everybody_from_the_best_and_first_from_the_worst(hr, owner):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update assessment set score_hundredths = 0, months = 0 where period = 'year' and employee_id = $1",
        known("employee", "A1"),
    )

    best = await read(hr, BEST, **YEAR)

    assert best[-1] == ("A1", None)
    assert (await read(hr, {"field": "SCORE"}, **YEAR))[0] == ("A1", None)
    assert await read(hr, BEST, **YEAR, counts=False) == [("A1", None)]
    assert await read(hr, BEST, **YEAR, counts=True) == best[:-1]
    assert ("A1", None) not in await read(hr, BEST, **YEAR, scoreHundredths={"from": 0})
    assert await read(hr, BEST, **YEAR, scoreHundredths={"to": 8_599}) == []


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"periods": ["YEAR"], "scoreHundredths": {"from": 8_600, "to": 8_600}}, 2),
        ({"periods": ["YEAR"], "scoreHundredths": {"to": 8_599}}, 0),
        ({"periods": ["YEAR"], "scoreHundredths": {"from": 8_601}}, 4),
        ({"periods": ["MONTH"], "periodStart": {"from": "2026-03-01", "to": "2026-04-01"}}, 12),
        ({"periods": ["MONTH", "YEAR"], "periodStart": {"from": "2026-12-01"}}, 6),
        ({"periods": ["MONTH", "YEAR"], "unitIds": [A], "periodStart": {"to": "2026-01-01"}}, 6),
        ({"periods": ["YEAR"], "unitIds": [A, B]}, 6),
        ({"periods": ["YEAR"], "unitIds": [T]}, 0),
        ({"periods": ["YEAR"], "subtreeOf": T}, 6),
        ({"periods": ["YEAR"], "subtreeOf": T, "unitIds": [B]}, 3),
        ({"periods": ["YEAR"], "peerGroupIds": [f"PeerGroup_{known('peer group', 'A clerks')}"]}, 2),
        ({"periods": ["YEAR"], "positionIds": [f"Position_{known('position', 'A-L')}"]}, 1),
        (
            {
                "periods": ["YEAR"],
                "employeeIds": [f"Employee_{known('employee', one)}" for one in ("A1", "B2")],
            },
            2,
        ),
        ({"periods": ["YEAR"], "states": ["CONFIRMED"]}, 6),
        ({"periods": ["YEAR"], "states": ["PROPOSED", "CONFIRMED"]}, 6),
        ({"periods": ["YEAR"], "states": ["PROPOSED"]}, 0),
        ({"periods": []}, 0),
        ({"states": []}, 0),
        ({"employeeIds": []}, 0),
        ({"unitIds": []}, 0),
    ],
)
async def test_a_filter_leaves_what_each_of_its_members_lets_through(hr, filters, number):
    assert len(await read(hr, **filters)) == number


async def test_a_null_member_of_a_filter_narrows_nothing(hr):
    assert await read(hr, **YEAR, unitIds=None, scoreHundredths=None, counts=None) == await read(hr, **YEAR)


async def test_whom_nobody_assessed_is_found(hr, owner):
    document = """query ($assessed: PeriodInput, $unassessed: PeriodInput) {
      employees(filter: {assessed: $assessed, unassessed: $unassessed}) { totalCount nodes { code } } }"""
    march = {"period": "MONTH", "start": "2026-03-01"}
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "delete from assessment where period_start = '2026-03-01' and employee_id = $1",
        known("employee", "B2"),
    )

    without = (await hr.ask(document, unassessed=march))["employees"]
    having = (await hr.ask(document, assessed=march))["employees"]

    assert without == {"totalCount": 1, "nodes": [{"code": "B2"}]}
    assert sorted(each["code"] for each in having["nodes"]) == ["A1", "A2", "A3", "B1", "B3"]
    april = {"period": "MONTH", "start": "2026-04-01"}
    both = (await hr.ask(document, assessed=april, unassessed=march))["employees"]
    assert both == without
    next_year = {"period": "YEAR", "start": "2027-01-01"}
    assert (await hr.ask(document, unassessed=next_year))["employees"]["totalCount"] == 6
