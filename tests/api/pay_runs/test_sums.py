"""Sums are those of the lines that one sees: in all, by unit and by class, whatever the page and whoever asks."""

from collections import Counter

import pytest

from tests.given import known
from tests.given.pay_runs import approved, computed

SUMS = """query ($filter: PayLineFilter, $after: String) {
  payLines(first: 2, after: $after, filter: $filter) {
    totalCount
    sums { lines people unpaid amount { amount } }
    byUnit(first: 100) { totalCount nodes { unit { code } lines people unpaid amount { amount } } }
    byClass(first: 100) { totalCount nodes { class { code } lines people unpaid amount { amount } } }
    nodes { employeeId unit { code } class { code } amount { amount } }
    pageInfo { hasNextPage endCursor }
  }
}"""
SEEN = {
    "hr": 6,
    "finance": 6,
    "auditor": 6,
    "payroll": 6,
    "commune_hr": 3,
    "employee": 1,
    "legislator": 0,
    "assessor": 0,
}


@pytest.fixture
async def paid(small, database, actor_named):
    """A run over the whole province, approved."""
    hr, finance = await actor_named("hr"), await actor_named("finance")
    return await approved(database, hr, finance, await computed(database, hr, known("unit", "T")))


async def pages(client, **filters):
    """What each page of two lines says."""
    found, after = [], None
    while True:
        page = (await client.ask(SUMS, filter=filters, after=after))["payLines"]
        found.append(page)
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def summed(lines):
    """Lines, people and dong of lines that were read."""
    return {
        "lines": len(lines),
        "people": len({line["employeeId"] for line in lines}),
        "unpaid": sum(line["amount"]["amount"] == "0" for line in lines),
        "amount": {"amount": str(sum(int(line["amount"]["amount"]) for line in lines))},
    }


def grouped(lines, of):
    """The same by a code of each line."""
    codes = Counter(line[of]["code"] for line in lines)
    return {code: summed([line for line in lines if line[of]["code"] == code]) for code in codes}


async def test_sums_are_those_of_the_lines_that_one_sees(client, paid):
    for who, lines in SEEN.items():
        client.sign_in(who)
        assert (who, await agreed(client)) == (who, lines)


@pytest.mark.parametrize(
    ("filters", "lines"),
    [
        ({"unitIds": [f"Unit_{known('unit', 'A')}"]}, 3),
        ({"unitIds": [f"Unit_{known('unit', code)}" for code in "AB"]}, 6),
        ({"unitIds": []}, 0),
        ({"unitIds": [f"Unit_{known('unit', 'T')}"]}, 0),
        ({"subtreeOf": f"Unit_{known('unit', 'T')}"}, 6),
        ({"classes": ["good"]}, 6),
        ({"classes": ["excellent", "completed"]}, 0),
        ({"classes": []}, 0),
        ({"employeeIds": [f"Employee_{known('employee', code)}" for code in ("A1", "B3")]}, 2),
        ({"amount": {"from": "1", "to": "1"}}, 0),
        ({"amount": {"from": "1"}, "classes": ["good", "excellent"]}, 6),
    ],
)
async def test_sums_are_those_of_the_lines_that_a_filter_leaves(client, paid, filters, lines):
    client.sign_in("finance")

    assert await agreed(client, **filters) == lines


async def agreed(client, **filters):
    """How many lines there are, once sums and groups on every page agree with them."""
    found = await pages(client, **filters)
    lines = [line for page in found for line in page["nodes"]]
    for page in found:
        assert (page["totalCount"], page["sums"]) == (len(lines), summed(lines))
        for name, of in (("byUnit", "unit"), ("byClass", "class")):
            groups = {each.pop(of)["code"]: each for each in page[name]["nodes"]}
            assert groups == grouped(lines, of)
            assert page[name]["totalCount"] == len(groups)
    return len(lines)


async def test_units_are_listed_by_what_they_are_paid(client, paid):
    client.sign_in("finance")
    document = """query ($people: [ID!], $way: OrderDirection!) { payLines(filter: {employeeIds: $people}) {
      byUnit(first: 1, orderBy: {field: AMOUNT, direction: $way}) {
        nodes { unit { code } amount { amount } } pageInfo { hasNextPage } } } }"""
    people = {}
    for line in [line for page in await pages(client) for line in page["nodes"]]:
        people.setdefault(line["unit"]["code"], []).append(line["employeeId"])
    # Both units are paid the same in all: of A one person is left out.
    asked = {"people": people["A"][1:] + people["B"]}

    least, most = [
        (await client.ask(document, way=way, **asked))["payLines"]["byUnit"] for way in ("ASC", "DESC")
    ]

    assert least["pageInfo"]["hasNextPage"]
    assert (least["nodes"][0]["unit"]["code"], most["nodes"][0]["unit"]["code"]) == ("A", "B")
    assert int(least["nodes"][0]["amount"]["amount"]) < int(most["nodes"][0]["amount"]["amount"])


async def test_sums_of_funds_are_those_of_the_funds(client, paid, owner):
    document = """query ($filter: BonusFundFilter) { bonusFunds(filter: $filter) {
      sums { funds salaryFund { amount } amount { amount } spent { amount } left { amount } }
      nodes { salaryFund { amount } amount { amount } spent { amount } left { amount } } } }"""
    for who, funds in (("finance", 2), ("auditor", 2), ("employee", 0), ("commune_hr", 0)):
        client.sign_in(who)
        read = (await client.ask(document))["bonusFunds"]
        assert (who, read["sums"].pop("funds"), len(read["nodes"])) == (who, funds, funds)
        for name, total in read["sums"].items():
            assert int(total["amount"]) == sum(int(fund[name]["amount"]) for fund in read["nodes"])
        for fund in read["nodes"]:
            amount, spent, left = [int(fund[name]["amount"]) for name in ("amount", "spent", "left")]
            assert left == amount - spent
    client.sign_in("finance")
    spent = (await client.ask(document))["bonusFunds"]["sums"]["spent"]["amount"]
    assert int(spent) == await owner.fetchval("select total_vnd from pay_run") > 0
    none = (await client.ask(document, filter={"years": []}))["bonusFunds"]
    assert (none["sums"]["funds"], none["sums"]["amount"], none["nodes"]) == (0, {"amount": "0"}, [])
