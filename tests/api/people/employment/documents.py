"""Documents that hire and move people, and what they are asked with."""

ACT = {"number": "12/QĐ-SNV", "datedOn": "2026-12-15", "issuer": "Sở Nội vụ"}
DAY, DAY_BEFORE = "2027-02-01", "2027-01-31"
HIRE, MOVE, END = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ ids problems {{ code message path row field law }} }} }}"""
    for name in ("hirePeople", "movePeople", "endService")
]
WITHDRAW = """mutation ($input: WithdrawOccupancyInput!) {
  withdrawOccupancy(input: $input) { unit { code } problems { code message path } } }"""
PERSON = """query ($codes: [String!], $day: Date) {
  employees(first: 10, filter: {codes: $codes}, asOf: $day) { nodes {
    id code fullName bornOn joinedOn unit { code } position { code } occupancy { share { basisPoints } acting seconded }
    grade { stepSince salaryStep { gridTable gradeCode step } }
    contractPay(first: 5) { nodes { effectiveFrom monthly { amount } actNumber } }
    occupancies(first: 10) { nodes { id effectiveFrom actNumber actDatedOn actIssuer position { code } unit { code } } }
  } } }"""
LAN = {
    "code": "N1",
    "fullName": "Trần Thị Lan",
    "bornOn": "1998-05-19",
    "positionCode": "A-C",
    "nationalGradeCode": "01.003",
    "step": 2,
}
PEOPLE = "select count(*) from employee"
POSTS_HELD = "select count(*) from occupancy"


async def person(client, code, day=None):
    """Somebody as they are on a day; None of a code that nobody has."""
    found = (await client.ask(PERSON, codes=[code], day=day))["employees"]["nodes"]
    return found[0] if found else None
