"""A table of the same name in a schema that is looked into first is not read in place of ours, and is named."""

import pytest

from tests.domain.audit.conftest import differing


async def test_a_changed_right_is_found_behind_a_copy_of_before_under_the_owners_name(superuser):
    await superuser.execute("create schema postgres")
    await superuser.execute("create table postgres.access_grant as table public.access_grant")
    await superuser.execute(
        "update public.access_grant set verb = 'pay_run.approve' where verb = 'people.read'"
    )
    assert await superuser.fetchval("select count(*) from access_grant where verb = 'people.read'") > 0

    assert await differing(superuser) == ("The table postgres.access_grant", "it")
    await superuser.execute("drop schema postgres cascade")

    assert (await differing(superuser))[0].startswith("AccessGrant_")


@pytest.mark.parametrize(
    ("made", "named"),
    [
        ("view other.pay_line_step as select 1 as id", "The table other.pay_line_step"),
        (
            "function other.meritgrid_may(uuid, text, uuid) returns boolean language sql as 'select true'",
            "The function other.meritgrid_may(uuid,text,uuid)",
        ),
    ],
)
async def test_what_stands_elsewhere_under_a_name_of_ours_is_named(superuser, made, named):
    await superuser.execute("create schema other")
    await superuser.execute(f"create {made}")

    assert await differing(superuser) == (named, "it")
