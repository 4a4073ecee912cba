"""Texts, days and years that come in: each is sound, or refused with a code before anything is done.

The documents are those of `tests/cases`: other people's bug reports, put to this server.
"""

from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "cases"


def case(name: str) -> list[str]:
    """The documents of a case, without its remarks."""
    lines = (CASES / f"{name}.graphql").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture
async def unit(client, owner):
    """The province, as HR's client names it."""
    client.sign_in("hr")
    province = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    return f"Unit_{province}"


@pytest.fixture
async def events(owner):
    """How many events the trail held before."""
    return await owner.fetchval("select count(*) from audit_event")


async def refusal(client, document, **variables):
    """The code of the problem that a mutation answers with."""
    return (await client.problem(document, **variables))["code"]


async def test_a_moment_that_its_offset_pushes_out_of_the_calendar_is_refused(client):
    client.sign_in("auditor")

    for document in case("24-edges-of-time"):
        (error,) = await client.errors(document)
        assert error["extensions"]["code"] == "not_a_moment"
        assert "write it as 2026-07-31T08:00:00+07:00" in error["message"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("20260101", "not_a_day"),
        ("2026-W01-1", "not_a_day"),
        ("2026-02-30", "not_a_day"),
        ("0001-01-01", "out_of_reach"),
        ("9999-12-31", "out_of_reach"),
    ],
)
async def test_a_day_is_written_in_one_way_and_lies_within_a_working_life(client, sent, code):
    client.sign_in("hr")

    (written,) = await client.errors(f'{{ results(filter: {{month: {{from: "{sent}"}}}}) {{ totalCount }} }}')
    (variable,) = await client.errors(
        "query ($d: Date) { results(filter: {month: {from: $d}}) { totalCount } }", d=sent
    )

    assert (written["extensions"]["code"], variable["extensions"]["code"]) == (code, code)


@pytest.mark.parametrize("sent", ["20260101", 20260101, True, {"day": 1}])
async def test_what_is_no_text_is_no_day(client, sent):
    client.sign_in("hr")

    (error,) = await client.errors(
        "query ($d: Date) { results(filter: {month: {from: $d}}) { totalCount } }", d=sent
    )

    assert error["extensions"]["code"] == "not_a_day"


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (0, "no_such_year"),
        (-5, "no_such_year"),
        (10_000, "no_such_year"),
        (1, "no_such_year"),
        (-(2**31), "no_such_year"),
        (2**31 - 1, "no_such_year"),
        (2031, "year_to_come"),
    ],
)
async def test_a_year_that_is_none_or_is_to_come_is_refused(client, unit, owner, events, year, code):
    (document,) = case("25-years")
    opening = document.replace("createPayRun", "openBonusFunds").replace(', title: "t"', "")

    assert await refusal(client, document, u=unit, y=year, k="k1") == code
    assert await refusal(client, opening, u=unit, y=year, k="k2") == code
    assert await owner.fetchval("select count(*) from audit_event") == events
    assert await owner.fetchval("select count(*) from bonus_fund where year <> 2026") == 0


async def test_funds_of_a_unit_where_one_holds_no_right_are_refused_for_that(client, owner):
    client.sign_in("commune_hr")
    mine = await owner.fetchval(
        "select g.unit_id from access_grant g join account a on a.id = g.account_id where subject = 'demo|commune_hr'"
    )
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " select gen_random_uuid(), id, 'fund.open', $1, '2026-01-01' from account where subject = 'demo|commune_hr'",
        mine,
    )
    foreign = await owner.fetchval(
        "select unit_id from unit_state where kind = 'commune' and unit_id <> $1", mine
    )
    document = (
        'mutation ($u: ID!) { openBonusFunds(input: {unitId: $u, year: 2026, idempotencyKey: "k"})'
        " { problems { code message path } } }"
    )

    answer = await client.problem(document, u=f"Unit_{foreign}")

    assert answer == {
        "code": "forbidden",
        "message": f"You lack the right to open funds on Unit_{foreign} today. Ask whoever grants rights there.",
        "path": ["input", "unitId"],
    }


async def test_a_right_without_an_end_has_no_last_day(client, owner, events):
    client.sign_in("admin")
    (document,) = case("23-until-9999-12-31")
    account = await owner.fetchval("select id from account where subject = 'demo|auditor'")
    unit = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    right = {
        "accountId": f"Account_{account}",
        "verb": "PAY_RUN_READ",
        "unitId": f"Unit_{unit}",
        "effectiveFrom": "2026-12-31",
        "effectiveUntil": "9999-12-31",
        "reason": "x",
        "idempotencyKey": "k",
    }

    (error,) = await client.errors(document, i=right)

    assert error["extensions"]["code"] == "out_of_reach"
    assert "Where there is no end, leave the day out." in error["message"]
    assert await owner.fetchval("select count(*) from audit_event") == events


@pytest.mark.parametrize("text", ["\0", "a\0b"])
async def test_a_text_that_the_database_cannot_hold_is_refused_before_anything_is_computed(
    client, unit, owner, events, text
):
    (document,) = case("28-nul")
    titled = "mutation ($u: ID!, $t: String!) {"
    titled += ' createPayRun(input: {unitId: $u, year: 2026, title: $t, idempotencyKey: "k"})'
    titled += " { problems { code path } } }"

    assert await refusal(client, document, u=unit) == "no_such_character"
    assert await client.problem(titled, u=unit, t=text) == {
        "code": "no_such_character",
        "path": ["input", "title"],
    }
    assert await owner.fetchval("select count(*) from snapshot") == 0
    assert await owner.fetchval("select count(*) from audit_event") == events


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Bonus\u00ad 2026", "invisible_character"),
        ("Bonus \u202e2026", "invisible_character"),
        ("Bonus\n2026", "control_character"),
        ("B" * 301, "text_too_long"),
        (" \u00a0 ", "title_missing"),
    ],
)
async def test_a_title_is_seen_by_whoever_reads_it(client, unit, owner, events, title, code):
    document = "mutation ($u: ID!, $t: String!) {"
    document += ' createPayRun(input: {unitId: $u, year: 2026, title: $t, idempotencyKey: "k"})'
    document += " { problems { code path } } }"

    assert await refusal(client, document, u=unit, t=title) == code
    assert await owner.fetchval("select count(*) from audit_event") == events


@pytest.mark.parametrize("reason", ["", "   ", "\u00a0"])
async def test_a_reason_says_something(client, computed_run, owner, events, reason):
    client.sign_in("finance")
    run = {"i": f"PayRun_{computed_run}", "v": 1, "k": "k"}
    (document,) = case("29-blank-reason")
    approve = document.replace('"   "', "$r").replace("$k: String!", "$k: String!, $r: String!")

    assert await refusal(client, document, **run) == "reason_missing"
    assert await refusal(client, approve, **run, r=reason) == "reason_missing"
    client.sign_in("hr")
    discard = approve.replace("approvePayRun", "discardPayRun")
    assert await refusal(client, discard, **run, r=reason) == "reason_missing"
    assert await owner.fetchval("select state from pay_run") == "computed"
    assert await owner.fetchval("select count(*) from audit_event") == events


async def test_the_trail_keeps_a_reason_in_its_one_spelling(client, computed_run, owner):
    client.sign_in("hr")
    document = case("29-blank-reason")[0].replace("approvePayRun", "discardPayRun")
    document = document.replace('"   "', '"  Sai quye\u0302\u0301t  đi\u0323nh "')
    version = await owner.fetchval("select version from pay_run")

    discarded = await client.done(document, i=f"PayRun_{computed_run}", v=version, k="k")

    assert discarded["state"] == "DISCARDED"
    assert (
        await owner.fetchval("select reason from audit_event where happened = 'pay_run.discarded'")
        == "Sai quyết định"
    )


async def test_a_number_given_twice_is_refused_as_in_the_command(client, computed_run):
    client.sign_in("legislator")
    (document,) = case("26-parameter-twice")

    (error,) = await client.errors(document, b=f"PayRun_{computed_run}")

    assert error["extensions"]["code"] == "parameter_twice"
    assert error["message"] == "vn.classes_2026 quota_bp is given twice: keep one of the two."


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("9" * 5_000, "text_too_long"),
        ("9" * 200, "outside_legal_range"),
        ("２５", "outside_legal_range"),
        ("--5", "outside_legal_range"),
    ],
)
async def test_a_value_of_any_length_is_refused_in_words(client, computed_run, value, code):
    client.sign_in("legislator")
    document = 'query ($b: ID!, $v: String!) { simulate(baseline: $b, scenarios: [{changes: [{model: "vn.classes_2026",'
    document += ' parameter: "quota_bp", value: $v}]}]) { root } }'

    (error,) = await client.errors(document, b=f"PayRun_{computed_run}", v=value)

    assert error["extensions"]["code"] == code


async def test_a_name_is_found_in_either_spelling(client):
    client.sign_in("hr")
    (document,) = case("30-search-decomposed")

    composed = await client.ask(document, s="Nguyễn Thị")
    decomposed = await client.ask(document, s="Nguye\u0302\u0303n  Thi\u0323 ")

    assert composed == decomposed
    assert composed["employees"]["totalCount"] > 0


async def test_a_run_that_one_sees_but_may_not_review_is_refused_for_that(
    client, computed_run, owner, events
):
    client.sign_in("finance")
    document = 'mutation ($i: ID!) { reviewPayRun(input: {id: $i, version: 1, idempotencyKey: "k"})'
    document += " { problems { code } } }"
    await owner.execute(
        "update access_grant set effective_until = '2026-01-02' where verb like 'pay_run.%' and verb <> 'pay_run.read'"
        " and account_id = (select id from account where subject = 'demo|finance')"
    )
    somewhere = await owner.fetchval("select unit_id from unit_state where kind = 'commune' limit 1")
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " select gen_random_uuid(), id, 'pay_run.review', $1, '2026-01-01' from account where subject = 'demo|finance'",
        somewhere,
    )
    events = await owner.fetchval("select count(*) from audit_event")

    assert await refusal(client, document, i=f"PayRun_{computed_run}") == "forbidden"
    assert await owner.fetchval("select state from pay_run") == "computed"
    assert await owner.fetchval("select count(*) from audit_event") == events


async def test_no_stored_text_breaks_the_gate(demo, owner):
    columns = await owner.fetch(
        "select table_name, column_name from information_schema.columns where table_schema = 'public'"
        " and data_type = 'text' and table_name in (select tablename from pg_tables where schemaname = 'public')"
    )
    unseen = r"[\u00ad\u200b-\u200f\u202a-\u202e\ufeff]"
    wrong = '"{1}" is not nfc normalized or "{1}" <> btrim("{1}")' + f""" or "{{1}}" ~ '{unseen}'"""
    question = f'select exists (select from "{{0}}" where {wrong})'
    broken = [tuple(each) for each in columns if await owner.fetchval(question.format(*each))]

    assert len(columns) >= 40
    assert broken == []
