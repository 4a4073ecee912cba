"""The bonus of the province of six, approved, and how the way of a line in it is told."""

import pytest

from tests.given import known
from tests.given.pay_runs import approved, computed

WAY = """query ($id: ID!) { payLineWay(payLineId: $id) {
  sentence besides { key months { months { title cells { head value } formula } } }
  objection { to until answer letter }
  stations { key title value reason limits { says value reached } grounds { kind says text certainty }
    steps { ordinal title value formula grounds { kind says text } sources { says value ordinal } }
    months { title line { head value } notes { kind says text }
      months { title formula cells { head value } work { title cells { head value } } } } }
} }"""
LINE = "select 'PayLine_' || id as id from pay_line where employee_id = $1 and unit_id = $2"


@pytest.fixture
def told(client, owner):
    async def tell(code, who="hr", unit="A", language="en"):
        """The way of a person's line in a unit, its stations by key beside it."""
        line = await owner.fetchval(LINE, known("employee", code), known("unit", unit))
        client.sign_in(who)
        client.read_in(language)
        way = (await client.ask(WAY, id=line))["payLineWay"]
        return way, {station["key"]: station for station in way["stations"]}

    return tell


@pytest.fixture
async def paid(small, database, actor_named):
    """The bonus of the whole province, approved."""
    run = await computed(database, await actor_named("hr"), known("unit", "T"))
    return await approved(database, await actor_named("hr"), await actor_named("finance"), run)
