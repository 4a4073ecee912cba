"""Documents that write catalogues, and what they are asked with."""

ACT = {"number": "12/QĐ-UBND", "datedOn": "2026-12-15", "issuer": "UBND tỉnh"}
DAY, DAY_BEFORE, LATER = "2027-02-01", "2027-01-31", "2027-03-01"
CREATE_GOALS, CHANGE_GOALS = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ ids problems {{ code message path row field law }} }} }}"""
    for name in ("createPolicyGoals", "changePolicyGoals")
]
WITHDRAW_GOAL = """mutation ($input: WithdrawPolicyGoalStateInput!) {
  withdrawPolicyGoalState(input: $input) { unit { code } problems { code message path } } }"""
GOAL = """query ($codes: [String!], $day: Date) {
  policyGoals(first: 10, filter: {codes: $codes}, asOf: $day) { nodes {
    id code title document stage startsOn endsOn effectiveFrom
    unit { code } parent { code } successor { code } children(first: 10) { nodes { code } }
    states(first: 10) { nodes { id effectiveFrom title stage actNumber parent { code } } } } } }"""
CREATE_KPIS, CHANGE_KPIS, BIND = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ ids problems {{ code message path row field law }} }} }}"""
    for name in ("createKpis", "changeKpis", "bindKpis")
]
WITHDRAW_KPI = """mutation ($input: WithdrawKpiStateInput!) {
  withdrawKpiState(input: $input) { unit { code } problems { code message path } } }"""
ACTIVATE = """mutation ($input: ActivateKpiSetInput!) {
  activateKpiSet(input: $input) { kpiSet { id effectiveFrom position { code } kpis(first: 10) { nodes { code } } }
    problems { code message path law } } }"""
WITHDRAW_SET = """mutation ($input: WithdrawKpiSetInput!) {
  withdrawKpiSet(input: $input) { position { code } problems { code message path } } }"""
KPI = """query ($codes: [String!], $day: Date) {
  kpis(first: 10, filter: {codes: $codes}, asOf: $day) { nodes {
    id code title measure formula denominator dataSource closesOnDay direction missingData evidence unitOfMeasure closed
    effectiveFrom unit { code } policyGoal { code } positions(first: 10) { nodes { code } }
    states(first: 10) { nodes { id effectiveFrom title formula closed actNumber policyGoal { code } } } } } }"""
GATE = """query ($code: String!, $day: Date) {
  positions(first: 1, filter: {codes: [$code]}, asOf: $day) { nodes {
    kpis(first: 10) { nodes { code } } kpiSets(first: 10) { nodes { effectiveFrom actNumber } }
    kpiGate {
      active missing { kpiCode principle lacks } set { effectiveFrom kpis(first: 10) { nodes { code } } } } } } }"""
BINS = {
    "unitCode": "T",
    "code": "BINS",
    "goalCode": "CLEAN",
    "title": "Tuyến thu gom",
    "measure": "Số tuyến đạt",
}
WHOLE = {
    "formula": "Số tuyến đạt chia số tuyến giao",
    "denominator": "Số tuyến giao",
    "dataSource": "Sổ vệ sinh môi trường",
    "closesOnDay": 5,
}
CLEAN = {
    "unitCode": "T",
    "code": "CLEAN",
    "title": "Rác thải được thu gom",
    "document": "Nghị quyết 19-NQ/TW",
    "startsOn": "2027-01-01",
    "endsOn": "2030-12-31",
}
WATER = {
    "unitCode": "A",
    "code": "WATER",
    "title": "Nước sạch",
    "document": "Kế hoạch 7",
    "parentCode": "CLEAN",
}


async def goal(client, code, day=None):
    """A goal as it is on a day; None where there is none of this code."""
    found = (await client.ask(GOAL, codes=[code], day=day))["policyGoals"]["nodes"]
    return found[0] if found else None


async def kpi(client, code, day=None):
    """A KPI as it is on a day; None where there is none of this code."""
    found = (await client.ask(KPI, codes=[code], day=day))["kpis"]["nodes"]
    return found[0] if found else None


async def gate(client, code, day=None):
    """A position with its KPIs and its gate on a day."""
    (found,) = (await client.ask(GATE, code=code, day=day))["positions"]["nodes"]
    return found
