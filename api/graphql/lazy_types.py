"""Lazy types: the types of all areas by name, as they refer to one another in circles."""

from typing import TYPE_CHECKING, Annotated

from strawberry import lazy

if TYPE_CHECKING:
    from api.access.types import AccessGrant, AccessRequest, Account, Right, Task
    from api.assessments.types import Assessment, ConductFinding
    from api.audit.types import AuditEvent, AuditSeal
    from api.funds.types import BonusFund, BonusFundConnection
    from api.goals.types import (
        Kpi,
        KpiGate,
        KpiSet,
        KpiState,
        PolicyGoal,
        PolicyGoalState,
        Product,
        ProductCoefficient,
    )
    from api.graphql.computed.runs import StandIn
    from api.grids.types import BaseSalary, LeadershipAllowance, NationalGrade, SalaryCoefficient, SalaryStep
    from api.jobs.types import Job
    from api.organisation.types import PeerGroup, PeerGroupState, Position, PositionState, Unit, UnitState
    from api.pay_runs.types import (
        PayLine,
        PayLineConnection,
        PayLineStep,
        PaymentHold,
        PayRun,
        PayRunExclusion,
        PayRunRules,
        PayRunStep,
    )
    from api.people.types import Allowance, ContractPay, Employee, GradeHolding, Leave, Occupancy
    from api.regulations.types import Regulation
    from api.results.types import KpiResult, Target

UnitRef = Annotated["Unit", lazy("api.organisation.types")]
UnitStateRef = Annotated["UnitState", lazy("api.organisation.types")]
PeerGroupRef = Annotated["PeerGroup", lazy("api.organisation.types")]
PeerGroupStateRef = Annotated["PeerGroupState", lazy("api.organisation.types")]
PositionStateRef = Annotated["PositionState", lazy("api.organisation.types")]
PositionRef = Annotated["Position", lazy("api.organisation.types")]
EmployeeRef = Annotated["Employee", lazy("api.people.types")]
OccupancyRef = Annotated["Occupancy", lazy("api.people.types")]
GradeHoldingRef = Annotated["GradeHolding", lazy("api.people.types")]
AllowanceRef = Annotated["Allowance", lazy("api.people.types")]
LeaveRef = Annotated["Leave", lazy("api.people.types")]
ContractPayRef = Annotated["ContractPay", lazy("api.people.types")]
NationalGradeRef = Annotated["NationalGrade", lazy("api.grids.types")]
PolicyGoalRef = Annotated["PolicyGoal", lazy("api.goals.types")]
PolicyGoalStateRef = Annotated["PolicyGoalState", lazy("api.goals.types")]
KpiRef = Annotated["Kpi", lazy("api.goals.types")]
KpiStateRef = Annotated["KpiState", lazy("api.goals.types")]
KpiSetRef = Annotated["KpiSet", lazy("api.goals.types")]
KpiGateRef = Annotated["KpiGate", lazy("api.goals.types")]
ProductRef = Annotated["Product", lazy("api.goals.types")]
ProductCoefficientRef = Annotated["ProductCoefficient", lazy("api.goals.types")]
KpiResultRef = Annotated["KpiResult", lazy("api.results.types")]
TargetRef = Annotated["Target", lazy("api.results.types")]
AssessmentRef = Annotated["Assessment", lazy("api.assessments.types")]
ConductFindingRef = Annotated["ConductFinding", lazy("api.assessments.types")]
SalaryStepRef = Annotated["SalaryStep", lazy("api.grids.types")]
SalaryCoefficientRef = Annotated["SalaryCoefficient", lazy("api.grids.types")]
BaseSalaryRef = Annotated["BaseSalary", lazy("api.grids.types")]
LeadershipAllowanceRef = Annotated["LeadershipAllowance", lazy("api.grids.types")]
RegulationRef = Annotated["Regulation", lazy("api.regulations.types")]
BonusFundRef = Annotated["BonusFund", lazy("api.funds.types")]
PayRunRef = Annotated["PayRun", lazy("api.pay_runs.types")]
PaymentHoldRef = Annotated["PaymentHold", lazy("api.pay_runs.types")]
PayRunExclusionRef = Annotated["PayRunExclusion", lazy("api.pay_runs.types")]
PayRunRulesRef = Annotated["PayRunRules", lazy("api.pay_runs.types")]
PayRunStepRef = Annotated["PayRunStep", lazy("api.pay_runs.types")]
StandInRef = Annotated["StandIn", lazy("api.graphql.computed.runs")]
PayLineRef = Annotated["PayLine", lazy("api.pay_runs.types")]
PayLineStepRef = Annotated["PayLineStep", lazy("api.pay_runs.types")]
PayLineConnectionRef = Annotated["PayLineConnection", lazy("api.pay_runs.types")]
BonusFundConnectionRef = Annotated["BonusFundConnection", lazy("api.funds.types")]
JobRef = Annotated["Job", lazy("api.jobs.types")]
AuditEventRef = Annotated["AuditEvent", lazy("api.audit.types")]
AuditSealRef = Annotated["AuditSeal", lazy("api.audit.types")]
AccountRef = Annotated["Account", lazy("api.access.types")]
AccessGrantRef = Annotated["AccessGrant", lazy("api.access.types")]
AccessRequestRef = Annotated["AccessRequest", lazy("api.access.types")]
RightRef = Annotated["Right", lazy("api.access.types")]
TaskRef = Annotated["Task", lazy("api.access.types")]
