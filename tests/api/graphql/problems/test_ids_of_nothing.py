"""Every id that a mutation takes and that names nothing is refused where it was sent, in both languages."""

from uuid import UUID

import pytest

from tests.api.graphql.test_ids import PLACES, RESOLVED, ROOTS, holder_of, sample
from tests.given.drafts import BONUS, models

NOTHING = UUID(int=7)
# What an argument names, and what is said when that is nothing.
SAID = {
    ("setGrade", "input.employeeId"): ("Employee", "employee_not_found"),
    ("setGrade", "input.expectedHoldingId"): ("GradeHolding", "stale_version"),
    ("withdrawGrade", "input.id"): ("GradeHolding", "grade_not_found"),
    ("recordResults", "input.results.0.employeeId"): ("Employee", "employee_not_found"),
    ("recordResults", "input.results.0.productId"): ("Product", "unknown_product"),
    ("proposeAssessment", "input.employeeId"): ("Employee", "employee_not_found"),
    ("confirmAssessment", "input.id"): ("Assessment", "assessment_not_found"),
    ("draftRegulation", "input.unitId"): ("Unit", "unit_not_found"),
    ("publishRegulation", "input.id"): ("Regulation", "regulation_not_found"),
    ("withdrawRegulation", "input.id"): ("Regulation", "regulation_not_found"),
    ("openBonusFunds", "input.unitId"): ("Unit", "forbidden"),
    ("createPayRun", "input.unitId"): ("Unit", "forbidden"),
    ("reviewPayRun", "input.id"): ("PayRun", "pay_run_not_found"),
    ("approvePayRun", "input.id"): ("PayRun", "pay_run_not_found"),
    ("closePayRun", "input.id"): ("PayRun", "pay_run_not_found"),
    ("discardPayRun", "input.id"): ("PayRun", "pay_run_not_found"),
    ("askPayRunWithdrawal", "input.id"): ("PayRun", "pay_run_not_found"),
    ("withdrawPayRunApproval", "input.id"): ("PayRun", "pay_run_not_found"),
    ("keepPayRunApproval", "input.id"): ("PayRun", "pay_run_not_found"),
    ("grantRight", "input.accountId"): ("Account", "account_not_found"),
    ("grantRight", "input.unitId"): ("Unit", "unit_not_found"),
    ("requestRight", "input.accountId"): ("Account", "account_not_found"),
    ("requestRight", "input.unitId"): ("Unit", "unit_not_found"),
    ("confirmRight", "input.id"): ("AccessRequest", "request_not_found"),
    ("revokeRight", "input.id"): ("AccessGrant", "grant_not_found"),
    ("createUnits", "input.units.0.parentId"): ("Unit", "unit_not_found"),
    ("changeUnits", "input.units.0.unitId"): ("Unit", "unit_not_found"),
    ("changeUnits", "input.units.0.expectedStateId"): ("UnitState", "stale_version"),
    ("changeUnits", "input.units.0.parentId"): ("Unit", "unit_not_found"),
    ("closeUnits", "input.units.0.unitId"): ("Unit", "unit_not_found"),
    ("closeUnits", "input.units.0.expectedStateId"): ("UnitState", "stale_version"),
    ("withdrawUnitState", "input.id"): ("UnitState", "unit_state_not_found"),
    ("createPeerGroups", "input.peerGroups.0.unitId"): ("Unit", "unit_not_found"),
    ("changePeerGroups", "input.peerGroups.0.peerGroupId"): ("PeerGroup", "peer_group_not_found"),
    ("withdrawPeerGroupState", "input.id"): ("PeerGroupState", "peer_group_state_not_found"),
    ("createPositions", "input.positions.0.unitId"): ("Unit", "unit_not_found"),
    ("createPositions", "input.positions.0.peerGroupId"): ("PeerGroup", "peer_group_elsewhere"),
    ("changePositions", "input.positions.0.positionId"): ("Position", "position_not_found"),
    ("changePositions", "input.positions.0.expectedStateId"): ("PositionState", "stale_version"),
    ("changePositions", "input.positions.0.peerGroupId"): ("PeerGroup", "peer_group_elsewhere"),
    ("withdrawPositionState", "input.id"): ("PositionState", "position_state_not_found"),
    ("proposeAssessments", "input.unitId"): ("Unit", "forbidden"),
    ("proposeAssessments", "input.marks.0.employeeId"): ("Employee", "employee_not_found"),
    ("confirmAssessments", "input.unitId"): ("Unit", "forbidden"),
    ("confirmAssessments", "input.exceptions.0.assessmentId"): ("Assessment", "not_among_them"),
}
# Everything else in the input is sound.
SOUND = {
    "effectiveFrom": "2026-12-31",
    "models": models("BONUS", BONUS),
    "parameters": [],
    "generalPointsHundredths": 2_500,
    "period": "MONTH",
    "verb": "FUND_READ",
    "passesOn": [],
    "gridTable": 2,
    "gradeCode": "A1",
    "step": 3,
    "name": "Phòng mới",
    "title": "Chuyên viên",
    "year": 2026,
}
# What an input, or the row of it, needs that its type does not require.
NEEDED = {
    "createPayRun": ("year",),
    "changeUnits": ("unitId", "name"),
    "closeUnits": ("unitId",),
    "createPeerGroups": ("unitId",),
    "createPositions": ("unitId", "peerGroupId"),
    "changePositions": ("positionId", "title"),
}
IN_THE_TABLES = {
    "employeeId": "select 'Employee_' || employee_id from kpi_result where kind = 'assigned' limit 1",
    "productId": "select 'Product_' || product_id from kpi_result where kind = 'assigned' limit 1",
    "accountId": "select 'Account_' || id from account where subject = 'demo|legislator'",
    "peerGroupId": "select 'PeerGroup_' || id from peer_group order by code limit 1",
    "positionId": "select 'Position_' || id from position order by code limit 1",
    "unitId": "select 'Unit_' || unit_id from unit_state where kind = 'province'",
}


@pytest.fixture
async def sound(client, owner):
    """Values of arguments by their names."""
    return SOUND | {name: await owner.fetchval(found) for name, found in IN_THE_TABLES.items()}


def but(given, sound, wrong, path="input"):
    """The same input with sound values, but for the id of nothing at the path of `wrong`."""
    if isinstance(given, list):
        return [but(each, sound, wrong, f"{path}.{number}") for number, each in enumerate(given)]
    if not isinstance(given, dict):
        return given
    return {
        name: wrong[1]
        if f"{path}.{name}" == wrong[0]
        else sound.get(name) or but(value, sound, wrong, f"{path}.{name}")
        for name, value in given.items()
    }


def test_no_id_of_a_mutation_is_left_out():
    assert {(name, place) for name, place in PLACES if RESOLVED[name][0] is ROOTS[1]} == SAID.keys()


@pytest.mark.parametrize(("name", "place"), SAID)
async def test_an_id_of_nothing_is_refused_where_it_was_sent(client, trail, sound, name, place):
    kind, (thing, code) = RESOLVED[name][1].args["input"].type, SAID[name, place]
    whole = sample(kind, "input", place, "input")
    row = next((rows[0] for rows in whole.values() if isinstance(rows, list)), whole)
    row |= dict.fromkeys(NEEDED.get(name, ())) | row
    given = but(whole, sound, (place, f"{thing}_{NOTHING}"))
    document = (
        f"mutation ($i: {kind}) {{ {name}(input: $i) {{ problems {{ code message path row field }} }} }}"
    )
    client.sign_in(holder_of(name))

    told = []
    for language in ("en", "vi"):
        client.read_in(language)
        found = await client.problems(document, i=given)
        told.append(next(one for one in found if ".".join(one["path"]) == place))

    english, vietnamese = told
    assert english.pop("message") != vietnamese.pop("message")
    row = 0 if ".0." in place else None
    assert english == vietnamese
    assert english == {"code": code, "path": place.split("."), "row": row, "field": place.rpartition(".")[2]}
    assert await trail() == []
