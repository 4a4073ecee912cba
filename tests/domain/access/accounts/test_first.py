"""The first administrator: once, on an empty database, whoever asks at the same time; and a way back in."""

import asyncio
from datetime import date, timedelta

import pytest

from domain.access import grants
from domain.access.accounts import first as beginning
from domain.access.accounts import subjects
from domain.access.accounts.first import Beginning
from domain.access.rights import Right
from domain.access.service import account_of
from domain.access.verbs import VERBS
from domain.actor import SYSTEM, Actor
from domain.database.sessions import owning
from domain.errors import Conflict, Forbidden, Invalid, NotFound

TODAY = date(2026, 12, 31)
ISSUER = "https://id.example.gov.vn"
LAN = f"{ISSUER}|8f1c"


def asked(**changed):
    said = {
        "issuer": ISSUER,
        "sub": "8f1c",
        "name": "Trần Thị Lan",
        "root_code": "LG",
        "root_name": "Tỉnh Lâm Giang",
        "root_kind": "province",
        "since": TODAY,
    }
    return Beginning(**{**said, **changed})


async def begin(url, trusted=ISSUER, **changed):
    async with owning(url, SYSTEM) as session:
        return await beginning.begin(session, asked(**changed), trusted, TODAY)


async def counted(owner):
    tables = ("unit", "unit_state", "account", "access_grant", "audit_event")
    return [await owner.fetchval(f"select count(*) from {table}") for table in tables]


async def test_an_empty_installation_gets_its_root_unit_and_who_grants_every_right_on_it(
    owner_url, database, owner, trail
):
    await begin(owner_url)

    unit = await owner.fetchrow("select u.id, u.code, s.* from unit u join unit_state s on s.unit_id = u.id")
    right = await owner.fetchrow("select * from access_grant")
    lan = await account_of(database, LAN)
    assert (unit["code"], unit["name"], unit["kind"], unit["parent_id"], unit["holds_fund"]) == (
        "LG", "Tỉnh Lâm Giang", "province", None, False,
    )  # fmt: skip
    assert (right["account_id"], right["verb"], right["unit_id"], right["effective_from"]) == (
        lan.id, "access.grant", unit["unit_id"], TODAY,
    )  # fmt: skip
    assert (right["effective_until"], right["passes_on"], right["given_by"]) == (None, sorted(VERBS), None)
    assert await trail() == ["administration.begun"]
    event = await owner.fetchrow("select * from audit_event")
    assert (event["actor_id"], event["subject"], event["unit_id"], event["rows"]) == (
        SYSTEM.id, f"Account_{lan.id}", unit["unit_id"], 3,
    )  # fmt: skip


async def test_a_second_first_administrator_is_refused_with_the_name_of_the_first(owner_url, owner):
    await begin(owner_url)
    before = await counted(owner)

    with pytest.raises(Conflict) as refused:
        await begin(owner_url, sub="other", root_code="XX")

    assert refused.value.code == "already_begun"
    assert "Trần Thị Lan may grant rights on everything" in refused.value.message
    assert "openAccount" in refused.value.message
    assert await counted(owner) == before


async def test_of_two_first_administrators_at_once_there_is_exactly_one(owner_url, owner):
    answers = await asyncio.gather(
        *(begin(owner_url, sub=name, root_code=name) for name in ("a", "b", "c")), return_exceptions=True
    )

    refused = [each for each in answers if isinstance(each, Exception)]
    assert [each.code for each in refused] == ["already_begun"] * 2
    assert await counted(owner) == [1, 1, 2, 1, 1]  # the system's own account, too


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        (
            {"issuer": "https://id.example.gov.vn/"},
            "unknown_issuer",
            "takes the tokens of https://id.example.gov.vn",
        ),
        ({"sub": " "}, "blank", "write something"),
        ({"name": ""}, "name_missing", "write something"),
        ({"root_code": ""}, "blank", "write something"),
        ({"root_name": ""}, "blank", "write something"),
        ({"root_kind": "ministry"}, "unknown_kind", "commune, department, division, province"),
        ({"since": date(1800, 1, 1)}, "out_of_reach", "1800"),
    ],
)
async def test_a_beginning_that_cannot_be_makes_nothing(owner_url, owner, wrong, code, says):
    with pytest.raises(Invalid) as refused:
        await begin(owner_url, **wrong)

    assert refused.value.code == code
    assert says in refused.value.message
    assert await counted(owner) == [0] * 5


async def test_without_a_provider_yet_the_issuer_is_taken_as_it_is_but_for_what_is_none(owner_url, owner):
    with pytest.raises(Invalid) as refused:
        await begin(owner_url, trusted="", issuer=LAN)
    assert refused.value.code == "unknown_issuer"
    assert await counted(owner) == [0] * 5

    await begin(owner_url, trusted="")
    assert (await counted(owner))[0] == 1


async def test_a_subject_that_was_mistyped_is_put_right_by_the_owner(owner_url, database, owner, trail):
    await begin(owner_url, sub="8f1d")
    async with owning(owner_url, SYSTEM) as session:
        moved = await subjects.move(session, f"{ISSUER}|8f1d", LAN, "Gõ nhầm")

    assert (await account_of(database, LAN)).id == moved.id
    assert await account_of(database, f"{ISSUER}|8f1d") is None
    assert await trail() == ["administration.begun", "account.moved"]
    assert (
        await owner.fetchval("select reason from audit_event where happened = 'account.moved'") == "Gõ nhầm"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason", "refusal"),
    [
        ("nobody", "x", "Gõ nhầm", (NotFound, "no_account")),
        ("meritgrid|system", "x", "Gõ nhầm", (NotFound, "no_account")),
        (LAN, LAN, "Gõ nhầm", (Conflict, "subject_taken")),
        (LAN, "x", " ", (Invalid, "reason_missing")),
    ],
)
async def test_a_subject_does_not_move_onto_another_or_without_a_reason(
    owner_url, database, trail, old, new, reason, refusal
):
    await begin(owner_url)

    with pytest.raises(refusal[0]) as refused:
        async with owning(owner_url, SYSTEM) as session:
            await subjects.move(session, old, new, reason)

    assert refused.value.code == refusal[1]
    assert await account_of(database, LAN) is not None
    assert await trail() == ["administration.begun"]


async def restore(url, subject, today):
    async with owning(url, SYSTEM) as session:
        return await beginning.restore(session, subject, "Không còn ai cấp quyền", today)


async def test_the_owner_lets_somebody_grant_again_only_where_nobody_may(owner_url, owner, trail):
    with pytest.raises(Conflict) as nothing:
        await restore(owner_url, LAN, TODAY)
    await begin(owner_url)
    with pytest.raises(Conflict) as somebody:
        await restore(owner_url, LAN, TODAY)
    await owner.execute("update access_grant set effective_until = $1", TODAY + timedelta(1))
    with pytest.raises(Conflict):
        await restore(owner_url, LAN, TODAY)

    right = await restore(owner_url, LAN, TODAY + timedelta(1))

    assert (nothing.value.code, somebody.value.code) == ("no_administration", "somebody_grants")
    assert (right.verb, right.effective_from, right.passes_on) == (
        "access.grant", TODAY + timedelta(1), sorted(VERBS),
    )  # fmt: skip
    assert await trail() == ["administration.begun", "right.restored"]
    with pytest.raises(Conflict) as again:
        await begin(owner_url, sub="other")
    assert again.value.code == "already_begun"


async def test_where_nobody_may_grant_the_first_administrator_is_told_the_way_back(owner_url, owner):
    await begin(owner_url)
    await owner.execute("update access_grant set effective_until = effective_from")

    with pytest.raises(Conflict) as refused:
        await begin(owner_url, sub="other")

    assert "meritgrid admin restore" in refused.value.message
    assert await owner.fetchval("select count(*) from unit") == 1


async def test_a_program_is_not_let_in_to_grant(owner_url, owner):
    await begin(owner_url)
    await owner.execute("update access_grant set effective_until = effective_from")
    await owner.execute("update account set is_program = true")

    with pytest.raises(Forbidden) as refused:
        await restore(owner_url, LAN, TODAY)

    assert refused.value.code == "service_account"
    assert await owner.fetchval("select count(*) from access_grant") == 1


@pytest.fixture
async def first(owner_url, database):
    """The first administrator, alone, and the unit above all."""
    right = await begin(owner_url)
    return await account_of(database, LAN), right.unit_id


@pytest.fixture
async def people(owner, first):
    """Three who can sign in and may do nothing."""
    made = {}
    for name in ("b", "c", "d"):
        made[name] = Actor(await owner.fetchval("select gen_random_uuid()"), name)
        await owner.execute(
            "insert into account (id, subject, name) values ($1, $2, $2)", made[name].id, name
        )
    return made


def granting(account, unit, since=TODAY):
    return Right(account.id, "access.grant", unit, since, None, ["access.grant", "people.read"])


async def give(database, actor, right):
    async with database.writing(actor) as session:
        return await grants.grant(session, actor, right, "Người thứ hai", TODAY)


async def holders(owner):
    return await owner.fetchval(
        "select count(distinct account_id) from access_grant where verb = 'access.grant'"
    )


async def test_who_alone_grants_lets_one_second_person_in_on_the_record(
    database, owner, first, people, trail
):
    lan, root = first
    await give(database, lan, granting(people["b"], root))

    for giver in (lan, people["b"]):
        with pytest.raises(Conflict) as refused:
            await give(database, giver, granting(people["c"], root))
        assert refused.value.code == "needs_two_people"
    assert await holders(owner) == 2
    assert (await trail())[-1] == "right.granted_alone"


async def test_of_two_let_in_alone_at_once_there_is_exactly_one(database, owner, first, people):
    lan, root = first

    answers = await asyncio.gather(
        *(give(database, lan, granting(people[name], root)) for name in ("b", "c", "d")),
        return_exceptions=True,
    )

    refused = [each for each in answers if isinstance(each, Exception)]
    assert [each.code for each in refused] == ["needs_two_people"] * 2
    assert await holders(owner) == 2


async def test_one_let_in_from_a_later_day_counts_already(database, owner, first, people):
    lan, root = first
    await give(database, lan, granting(people["b"], root, TODAY + timedelta(40)))

    with pytest.raises(Conflict) as refused:
        await give(database, lan, granting(people["c"], root))

    assert refused.value.code == "needs_two_people"
    assert await holders(owner) == 2


async def test_the_second_grants_where_the_first_does_and_not_below(database, owner, first, people):
    lan, root = first
    await owner.execute("insert into unit values (gen_random_uuid(), 'X')")
    below = await owner.fetchval("select id from unit where code = 'X'")
    await owner.execute(
        "insert into unit_state (id, effective_from, unit_id, name, kind, parent_id, holds_fund, closed)"
        " values (gen_random_uuid(), '2026-01-01', $1, 'X', 'commune', $2, true, false)",
        below,
        root,
    )

    with pytest.raises(Conflict) as refused:
        await give(database, lan, granting(people["b"], below))

    assert refused.value.code == "second_giver_first"
    assert await holders(owner) == 1
