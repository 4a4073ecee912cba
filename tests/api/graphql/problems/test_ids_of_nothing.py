"""Every id that a mutation takes and that names nothing is refused where it was sent, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from tests.api.graphql.test_ids import PLACES, RESOLVED, ROOTS, every_right_is_held, holder_of, sample
from tests.given.drafts import BONUS, models

__all__ = ["every_right_is_held"]
NOTHING = UUID(int=7)
# What an argument names, and what is said when that is nothing.
SAID = {
    ("setGrade", "input.employeeId"): ("Employee", "employee_not_found"),
    ("setGrade", "input.expectedHoldingId"): ("GradeHolding", "stale_version"),
    ("withdrawGrade", "input.id"): ("GradeHolding", "grade_not_found"),
    ("hirePeople", "input.people.0.positionId"): ("Position", "position_not_found"),
    ("movePeople", "input.people.0.employeeId"): ("Employee", "employee_not_found"),
    ("movePeople", "input.people.0.expectedOccupancyId"): ("Occupancy", "stale_version"),
    ("movePeople", "input.people.0.positionId"): ("Position", "position_not_found"),
    ("endService", "input.people.0.employeeId"): ("Employee", "employee_not_found"),
    ("endService", "input.people.0.expectedOccupancyId"): ("Occupancy", "stale_version"),
    ("withdrawOccupancy", "input.id"): ("Occupancy", "occupancy_not_found"),
    ("setAllowances", "input.allowances.0.employeeId"): ("Employee", "employee_not_found"),
    ("withdrawAllowance", "input.id"): ("Allowance", "allowance_not_found"),
    ("recordLeaves", "input.leaves.0.employeeId"): ("Employee", "employee_not_found"),
    ("endLeaves", "input.people.0.employeeId"): ("Employee", "employee_not_found"),
    ("withdrawLeave", "input.id"): ("Leave", "leave_not_found"),
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
    ("openAccount", "input.unitId"): ("Unit", "forbidden"),
    ("openAccount", "input.employeeId"): ("Employee", "employee_not_found"),
    ("renameAccount", "input.id"): ("Account", "account_not_found"),
    ("closeAccount", "input.id"): ("Account", "account_not_found"),
    ("reopenAccount", "input.id"): ("Account", "account_not_found"),
    ("delegateRight", "input.accountId"): ("Account", "account_not_found"),
    ("delegateRight", "input.unitId"): ("Unit", "unit_not_found"),
    ("endDelegation", "input.id"): ("AccessGrant", "grant_not_found"),
    ("createUnits", "input.units.0.parentId"): ("Unit", "unit_not_found"),
    ("changeUnits", "input.units.0.unitId"): ("Unit", "unit_not_found"),
    ("changeUnits", "input.units.0.expectedStateId"): ("UnitState", "stale_version"),
    ("changeUnits", "input.units.0.parentId"): ("Unit", "unit_not_found"),
    ("closeUnits", "input.units.0.unitId"): ("Unit", "unit_not_found"),
    ("closeUnits", "input.units.0.expectedStateId"): ("UnitState", "stale_version"),
    ("mergeUnits", "input.units.0.unitId"): ("Unit", "unit_not_found"),
    ("mergeUnits", "input.units.0.expectedStateId"): ("UnitState", "stale_version"),
    ("mergeUnits", "input.posts.0.oldId"): ("Position", "position_not_found"),
    ("mergeUnits", "input.posts.0.newId"): ("Position", "position_not_found"),
    ("mergeUnits", "input.intoId"): ("Unit", "unit_not_found"),
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
    ("createPolicyGoals", "input.goals.0.unitId"): ("Unit", "unit_not_found"),
    ("createPolicyGoals", "input.goals.0.parentId"): ("PolicyGoal", "policy_goal_not_found"),
    ("changePolicyGoals", "input.goals.0.goalId"): ("PolicyGoal", "policy_goal_not_found"),
    ("changePolicyGoals", "input.goals.0.expectedStateId"): ("PolicyGoalState", "stale_version"),
    ("changePolicyGoals", "input.goals.0.parentId"): ("PolicyGoal", "policy_goal_not_found"),
    ("changePolicyGoals", "input.goals.0.successorId"): ("PolicyGoal", "successor_and_superseded"),
    ("assignTargets", "input.targets.0.employeeId"): ("Employee", "employee_not_found"),
    ("assignTargets", "input.targets.0.productId"): ("Product", "unknown_product"),
    ("withdrawTarget", "input.id"): ("Target", "target_not_found"),
    ("createKpis", "input.kpis.0.unitId"): ("Unit", "unit_not_found"),
    ("createKpis", "input.kpis.0.goalId"): ("PolicyGoal", "policy_goal_not_found"),
    ("changeKpis", "input.kpis.0.kpiId"): ("Kpi", "kpi_not_found"),
    ("changeKpis", "input.kpis.0.goalId"): ("PolicyGoal", "policy_goal_not_found"),
    ("changeKpis", "input.kpis.0.expectedStateId"): ("KpiState", "stale_version"),
    ("withdrawKpiState", "input.id"): ("KpiState", "kpi_state_not_found"),
    ("bindKpis", "input.bindings.0.positionId"): ("Position", "position_not_found"),
    ("bindKpis", "input.bindings.0.kpiId"): ("Kpi", "kpi_not_found"),
    ("activateKpiSet", "input.positionId"): ("Position", "position_not_found"),
    ("withdrawKpiSet", "input.id"): ("KpiSet", "kpi_set_not_found"),
    ("withdrawPolicyGoalState", "input.id"): ("PolicyGoalState", "policy_goal_state_not_found"),
    ("proposeAssessments", "input.unitId"): ("Unit", "forbidden"),
    ("proposeAssessments", "input.marks.0.employeeId"): ("Employee", "employee_not_found"),
    ("confirmAssessments", "input.unitId"): ("Unit", "forbidden"),
    ("confirmAssessments", "input.exceptions.0.assessmentId"): ("Assessment", "not_among_them"),
    ("holdPayment", "input.employeeId"): ("Employee", "employee_not_found"),
    ("releaseHold", "input.id"): ("PaymentHold", "hold_not_found"),
    ("proposeAssessmentsAsJob", "input.unitId"): ("Unit", "forbidden"),
    ("confirmAssessmentsAsJob", "input.unitId"): ("Unit", "forbidden"),
}
# The job that looks for the row tells of it: tests/api/jobs.
SAID_BY_THE_JOB = {
    ("proposeAssessmentsAsJob", "input.marks.0.employeeId"),
    ("confirmAssessmentsAsJob", "input.exceptions.0.assessmentId"),
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
    "effectiveUntil": "2027-01-31",
    "issuer": "https://id.example.gov.vn",
}
# Whoever delegates a right holds it.
OF_THE_FIELD = {"delegateRight": {"verb": "ORGANISATION_WRITE"}}
IN_THE_TABLES = {
    "employeeId": "select 'Employee_' || employee_id from kpi_result where kind = 'assigned' limit 1",
    "productId": "select 'Product_' || product_id from kpi_result where kind = 'assigned' limit 1",
    "accountId": "select 'Account_' || id from account where subject = 'demo|legislator'",
    "peerGroupId": "select 'PeerGroup_' || id from peer_group order by code limit 1",
    "oldId": "select 'Position_' || id from position order by code limit 1",
    "newId": "select 'Position_' || id from position order by code desc limit 1",
    "intoId": "select 'Unit_' || unit_id from unit_state where kind = 'commune' limit 1",
    "positionId": "select 'Position_' || id from position order by code limit 1",
    "kpiId": "select 'Kpi_' || id from kpi order by code limit 1",
    "goalId": "select 'PolicyGoal_' || id from policy_goal order by code limit 1",
    "unitId": "select 'Unit_' || unit_id from unit_state where kind = 'province'",
}


@pytest.fixture
async def sound(client, owner):
    """Values of arguments by their names."""
    return SOUND | {name: await owner.fetchval(found) for name, found in IN_THE_TABLES.items()}


@dataclass(frozen=True)
class Input:
    """The input of a mutation whose values are sound but for the one at a path."""

    sound: Mapping[str, Any]
    wrong: str
    nothing: str

    def of(self, given: Any, path: str = "input") -> Any:
        """The same as is given, but sound."""
        if isinstance(given, list):
            return [self.of(each, f"{path}.{number}") for number, each in enumerate(given)]
        if not isinstance(given, dict):
            return given
        return {name: self._value(name, value, f"{path}.{name}") for name, value in given.items()}

    def _value(self, name: str, value: Any, path: str) -> Any:
        return self.nothing if path == self.wrong else self.sound.get(name) or self.of(value, path)


def test_no_id_of_a_mutation_is_left_out():
    assert {(name, place) for name, place in PLACES if RESOLVED[name][0] is ROOTS[1]} == {
        *SAID,
        *SAID_BY_THE_JOB,
    }


@pytest.mark.parametrize(("name", "place"), SAID)
async def test_an_id_of_nothing_is_refused_where_it_was_sent(
    client, every_right_is_held, trail, sound, name, place
):
    kind, (thing, code) = RESOLVED[name][1].args["input"].type, SAID[name, place]
    made = Input(sound | OF_THE_FIELD.get(name, {}), place, f"{thing}_{NOTHING}")
    given = made.of(sample(kind, "input", place, "input"))
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
