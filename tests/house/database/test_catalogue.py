"""What guards the database is declared in one file that verification compares with."""

from domain.verification.catalogue import DECLARED
from tests.house.rules import catalogue


async def test_the_declared_guards_are_those_of_a_fresh_database(owner_url):
    made = await catalogue.of(owner_url)

    assert made == DECLARED.read_text(), "run: .venv/bin/python -m tests.house.rules.catalogue"


async def test_a_guard_that_is_not_declared_is_found(owner, owner_url):
    await owner.execute("create policy planted on pay_line using (true)")

    made = await catalogue.of(owner_url)

    assert set(made.splitlines()) - set(DECLARED.read_text().splitlines()) == {
        line for line in made.splitlines() if line.endswith(" policy pay_line.planted")
    }
