"""Documents of the attack in the words of each server: of what was attacked, and of today."""

from dataclasses import dataclass
from typing import Any

PICKED = {
    "scoring": "vn.kpi_score_2026",
    "pay": "vn.grade_pay",
    "classification": "vn.classes_2026",
    "bonus": "vn.bonus_fund_2026",
}
NOBODYS_RUN = "PayRun_0192f7c2-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Documents:
    """`roots` finds a unit and a KPI; `run` computes, `draft` is a small change with the `models` that it picks.

    Parts to repeat: `grants` of an account, `discard` and `simulate` with %-places for a number, keys and a run.
    """

    roots: str
    run: str
    draft: str
    models: Any
    grants: str
    discard: str
    simulate: str


BEFORE = Documents(
    roots='{ units(first: 1, code: "LG") { nodes { id } } kpis(first: 1) { nodes { id } } }',
    run="""mutation ($unit: ID!, $key: String!) {
  createPayRun(unitId: $unit, year: 2026, title: "Bonus", idempotencyKey: $key) {
    ... on PayRun { id } ... on Problem { code message } } }""",
    draft="""mutation ($unit: ID!, $key: String!, $models: JSON!) { draftRegulation(input: {unitId: $unit,
  effectiveFrom: "2027-01-01", title: "Draft", models: $models, parameters: {}}, idempotencyKey: $key) {
    __typename ... on Problem { code } } }""",
    models=PICKED,
    grants="grants { verb } ",
    discard=f'm%d: discardPayRun(id: "{NOBODYS_RUN}", version: 1, reason: "x", idempotencyKey: "%d-%d") '
    "{ ... on Problem { code } } ",
    simulate='a%d: simulate(baseline: "%s", changes: []) { reproduces } ',
)
TODAY = Documents(
    roots='{ units(first: 1, filter: {codes: ["LG"]}) { nodes { id } } kpis(first: 1) { nodes { id } } }',
    run="""mutation ($unit: ID!, $key: String!) {
  createPayRun(input: {unitId: $unit, year: 2026, title: "Bonus", idempotencyKey: $key}) {
    payRun { id } problems { code message } } }""",
    draft="""mutation ($unit: ID!, $key: String!, $models: [StageModelInput!]!) { draftRegulation(input: {unitId: $unit,
  effectiveFrom: "2027-01-01", title: "Draft", models: $models, parameters: [], idempotencyKey: $key}) {
    __typename problems { code } } }""",
    models=[{"kind": "BONUS", "stage": stage, "modelId": model} for stage, model in PICKED.items()],
    # No more tokens than before, so that the same number of them passes the limit of a document.
    grants="grants{totalCount} ",
    discard=f'm%d: discardPayRun(input: {{id: "{NOBODYS_RUN}", version: 1, reason: "x", '
    'idempotencyKey: "%d-%d"}) { problems { code } } ',
    simulate='a%d: simulate(baseline: "%s", scenarios: [{changes: []}]) { scenarios { reproduces } } ',
)
