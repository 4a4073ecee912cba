"""Documents that set up and change units, and what they are asked with."""

ACT = {"number": "12/QĐ-UBND", "datedOn": "2026-12-15", "issuer": "UBND tỉnh"}
DAY, DAY_BEFORE = "2027-02-01", "2027-01-31"
CREATE, CHANGE, CLOSE = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ ids problems {{ code message path row field }} }} }}"""
    for name in ("createUnits", "changeUnits", "closeUnits")
]
WITHDRAW = """mutation ($input: WithdrawUnitStateInput!) {
  withdrawUnitState(input: $input) { unit { code name } problems { code message path } } }"""
UNIT = """query ($code: String!, $day: Date) { unit(code: $code, asOf: $day) {
  id code name kind holdsFund closed parent { code }
  states(first: 10) { nodes { id effectiveFrom name closed actNumber actDatedOn actIssuer parent { code } } } } }"""
GROUPS, CHANGE_GROUPS, POSTS, CHANGE_POSTS = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ ids problems {{ code message path row field law }} }} }}"""
    for name in ("createPeerGroups", "changePeerGroups", "createPositions", "changePositions")
]
WITHDRAW_POST, WITHDRAW_GROUP = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ unit {{ code }} problems {{ code message path }} }} }}"""
    for name in ("withdrawPositionState", "withdrawPeerGroupState")
]
POST = """query ($codes: [String!], $day: Date) {
  positions(first: 10, filter: {codes: $codes}, asOf: $day, orderBy: {field: CODE}) { nodes {
    id code title closed effectiveFrom leader leadershipCode lowestGradeCode highestGradeCode staffing
    unit { code } peerGroup { id code name closed }
    states(first: 10) { nodes { id effectiveFrom title closed actNumber peerGroup { code } } } } } }"""
STATES = "select count(*) from unit_state"
LEGAL = {"code": "PC", "name": "Phòng Pháp chế", "kind": "DIVISION", "parentCode": "STP"}
JUSTICE = {"code": "STP", "name": "Sở Tư pháp", "kind": "DEPARTMENT", "parentCode": "T", "holdsFund": True}
EXPERTS = {"unitCode": "STP", "code": "CV", "name": "Chuyên viên"}
EXPERT = {
    "unitCode": "STP",
    "code": "STP-CV",
    "title": "Chuyên viên pháp chế",
    "peerGroupCode": "CV",
    "lowestGradeCode": "A1",
    "highestGradeCode": "A2.1",
    "staffing": 3,
}


async def states(client, code):
    """The states of a unit, the newest first."""
    return (await client.ask(UNIT, code=code))["unit"]["states"]["nodes"]


async def post(client, code, day=None):
    """A position as it is on a day; None where there is none of this code."""
    found = (await client.ask(POST, codes=[code], day=day))["positions"]["nodes"]
    return found[0] if found else None
