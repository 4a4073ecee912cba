"""What changed: a line beside the one that the same kind of run paid the person last."""

from datetime import date

import pytest

from tests.given import YEAR, known, people, regulations
from tests.given.pay_runs import approved, computed, of_quarter

LINES = """query ($employee: ID!) { payLines(first: 10, filter: {employeeIds: [$employee]}) { nodes {
  amount { amount } amountChange { amount formatted } paidFor { kind periodStart title } unit { code }
  previous { amount { amount } paidFor { periodStart } unit { code } class { code } previous { id } }
} } }"""
A2 = f"Employee_{known('employee', 'A2')}"
OCTOBER = date(YEAR, 10, 1)


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


@pytest.fixture
async def ruled(small, given, hr, finance):
    async with given() as session:
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))


@pytest.fixture
def paid(database, hr, finance):
    async def pay(unit, start):
        """An approved run of extra income."""
        run = await of_quarter(database, hr, known("unit", unit), start)
        return await approved(database, hr, finance, run)

    return pay


async def read(client, who="employee"):
    """The lines of A2 as somebody reads them, by the first day of their period."""
    client.sign_in(who)
    found = (await client.ask(LINES, employee=A2))["payLines"]["nodes"]
    return sorted(found, key=lambda line: line["paidFor"]["periodStart"])


async def test_a_quarter_stands_beside_the_one_before_and_the_first_beside_none(client, ruled, paid):
    await paid("A", regulations.JULY)
    await paid("A", OCTOBER)

    first, second = await read(client)

    assert (first["previous"], first["amountChange"]) == (None, None)
    assert second["previous"]["amount"] == first["amount"]
    assert second["previous"]["paidFor"] == {"periodStart": "2026-07-01"}
    assert second["previous"]["previous"] is None
    assert int(second["amountChange"]["amount"]) == (
        int(second["amount"]["amount"]) - int(first["amount"]["amount"])
    )


async def test_a_line_of_another_kind_is_no_line_before(client, ruled, paid, database, hr, finance):
    await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))
    await paid("A", regulations.JULY)

    lines = await read(client)

    assert [line["paidFor"]["kind"] for line in lines] == ["BONUS", "EXTRA_INCOME"]
    assert [line["previous"] for line in lines] == [None, None]


async def test_a_run_that_is_not_approved_is_no_line_before(client, ruled, paid, database, hr):
    await of_quarter(database, hr, known("unit", "A"), regulations.JULY)
    await paid("A", OCTOBER)

    (line,) = await read(client)

    assert line["paidFor"]["periodStart"] == "2026-10-01"
    assert (line["previous"], line["amountChange"]) == (None, None)


async def test_of_two_lines_before_the_one_of_the_same_unit_counts(client, ruled, paid, given):
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 8, 1))
    await paid("T", regulations.JULY)
    await paid("B", OCTOBER)

    *before, after = await read(client)

    assert sorted(line["unit"]["code"] for line in before) == ["A", "B"]
    assert after["previous"]["unit"]["code"] == after["unit"]["code"] == "B"


async def test_whoever_reads_lines_of_one_unit_is_shown_no_line_before_of_another(
    client, ruled, paid, given, owner
):
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), OCTOBER)
    await paid("A", regulations.JULY)
    await paid("B", OCTOBER)
    await owner.execute(
        "update access_grant set unit_id = $1 where verb = 'pay_run.read'"
        " and account_id = (select id from account where subject = 'demo|finance')",
        known("unit", "B"),
    )

    lines = await read(client, "finance")

    assert [(line["unit"]["code"], line["previous"], line["amountChange"]) for line in lines] == [
        ("B", None, None)
    ]
