"""Functions of the database are called by whom they were granted to, and by nobody else."""

from tests.house.rules.database import functions


async def test_no_function_can_be_called_by_everybody(owner):
    assert await functions.open_functions(owner) == []
    assert (
        await owner.fetchval("select count(*) from pg_proc where pronamespace = 'public'::regnamespace") > 40
    )


async def test_the_application_calls_what_is_listed_and_nothing_else(owner):
    assert await functions.called(owner) == functions.CALLED


async def test_a_function_that_nobody_granted_is_found(owner):
    await owner.execute("create function planted() returns int language sql as 'select 1'")

    assert await functions.open_functions(owner) == ["planted() can be called by everybody"]
    assert await functions.called(owner) - functions.CALLED == {"planted"}


async def test_every_trigger_with_its_owners_rights_looks_where_it_stands(owner):
    assert await functions.triggers_anywhere(owner) == []
    await owner.execute(
        "create function planted() returns trigger language plpgsql security definer as 'begin return null; end'"
    )

    assert await functions.triggers_anywhere(owner) == ["planted() serves a trigger on any table"]
