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
