"""Filters: one variable, a literal with variables inside, lists of none, one, many and too many, words and amounts."""

from uuid import UUID

import pytest
from graphql import get_named_type, get_nullable_type, is_enum_type, is_list_type

from api.graphql.cache import Cache
from api.graphql.reads.read_field import PLANS
from api.schema import schema
from domain.reading.filters import MOST_VALUES

NOTHING = UUID(int=7)
# Of what an id is whose member has another name.
OTHERS = {"inheritedBy": "Unit", "parent": "Unit", "actor": "Account"}
LISTS = sorted(
    (field, name, str(get_named_type(member.type)))
    for field, declared in schema._schema.query_type.fields.items()
    if "filter" in declared.args
    for name, member in get_named_type(declared.args["filter"].type).fields.items()
    if is_list_type(get_nullable_type(member.type))
)
RUNS = "query ($states: [PayRunState!]) { payRuns(filter: {states: $states}) { totalCount nodes { state } } }"


def filter_of(field):
    """The type of a root field's filter."""
    return get_named_type(schema._schema.query_type.fields[field].args["filter"].type)


def value(name, kind):
    """A value that a member takes and no row has, but for the words of an enum."""
    if name == "classes":
        return "not_completed"
    if kind == "ID":
        stem = name.removesuffix("Ids")
        return f"{OTHERS.get(stem, stem[:1].upper() + stem[1:])}_{NOTHING}"
    if kind == "Int":
        return 2_000_000_000
    named = schema._schema.type_map[kind]
    return next(iter(named.values)) if is_enum_type(named) else "no such thing"


def narrowed(field):
    """A document that asks how many a filter lets through."""
    return f"query ($filter: {filter_of(field)}) {{ {field}(filter: $filter) {{ totalCount }} }}"


@pytest.fixture
def compiled_anew():
    """How many statements were compiled since the test began."""
    before = PLANS.kept
    PLANS.kept = Cache(before.most, before.room_bytes)
    yield lambda: len(PLANS.kept)
    PLANS.kept = before


@pytest.fixture
async def somebody(client):
    """Whoever reads everything that the tests ask for."""

    def of(field):
        client.sign_in(
            {"auditEvents": "auditor", "accessGrants": "admin", "accessRequests": "admin"}.get(field, "hr")
        )

    return of


async def test_a_filter_is_the_same_as_one_variable_as_a_literal_and_with_variables_inside(client, owner):
    client.sign_in("hr")
    some = await owner.fetchval(
        "select count(distinct unit_id) from unit_state where kind in ('department', 'commune')"
    )
    asked = "query {} {{ units(filter: {}) {{ totalCount }} }}"
    sent = {"kinds": ["DEPARTMENT", "COMMUNE"], "closed": False}

    found = [
        await client.ask(asked.format("($f: UnitFilter)", "$f"), f=sent),
        await client.ask(asked.format("", "{kinds: [DEPARTMENT, COMMUNE], closed: false}")),
        await client.ask(
            asked.format("($k: UnitKind!, $c: Boolean)", "{kinds: [DEPARTMENT, $k], closed: $c}"),
            k="COMMUNE",
            c=False,
        ),
        await client.ask(
            asked.format("($k: [UnitKind!], $c: Boolean = false)", "{kinds: $k, closed: $c}"), k=sent["kinds"]
        ),
    ]

    assert found == [{"units": {"totalCount": some}}] * 4


async def test_members_that_are_null_narrow_nothing(client):
    client.sign_in("hr")
    nothing = dict.fromkeys(filter_of("employees").fields)
    document = narrowed("employees")

    answers = [
        await client.ask(document, filter=sent)
        for sent in (nothing, {}, None, {"joinedOn": {}}, {"joinedOn": {"from": None, "to": None}})
    ]
    literal = await client.ask("{ employees(filter: {codes: null, joinedOn: null}) { totalCount } }")
    left_out = await client.ask(document)

    assert answers == [{"employees": {"totalCount": 300}}] * 5
    assert literal == left_out == answers[0]


async def test_a_member_that_there_is_none_of_is_refused_by_name(client):
    client.sign_in("hr")

    (written,) = await client.errors('{ employees(filter: {code: "x"}) { totalCount } }')
    (sent,) = await client.errors(narrowed("employees"), filter={"code": "x"})

    assert written["extensions"]["code"] == "invalid_document"
    assert written["message"].startswith(
        "Expected value of type 'EmployeeFilter' not to include unknown field 'code'."
    )
    assert sent["extensions"] == {"code": "invalid_variable", "path": "filter.code"}
    assert sent["message"] == (
        "The variable `$filter.code` is unknown: the type EmployeeFilter has no field of that name."
    )


@pytest.mark.parametrize(("field", "name", "kind"), LISTS)
async def test_of_an_empty_list_there_are_none(client, somebody, field, name, kind):
    somebody(field)

    sent = await client.ask(narrowed(field), filter={name: []})
    written = await client.ask(
        f"{{ {field}(filter: {{{name}: []}}) {{ totalCount nodes {{ __typename }} }} }}"
    )

    assert sent == {field: {"totalCount": 0}}
    assert written == {field: {"totalCount": 0, "nodes": []}}


@pytest.mark.parametrize(("field", "name", "kind"), LISTS)
async def test_a_list_of_one_and_of_many_says_the_same(client, somebody, field, name, kind):
    somebody(field)
    one = value(name, kind)

    alone = await client.ask(narrowed(field), filter={name: [one]})
    single = await client.ask(narrowed(field), filter={name: one})
    twice = await client.ask(narrowed(field), filter={name: [one, one]})

    assert alone == single == twice
    words = name == "classes" or is_enum_type(schema._schema.type_map[kind])
    assert alone[field]["totalCount"] == 0 or words


@pytest.mark.parametrize(("field", "name", "kind"), LISTS)
async def test_a_list_without_end_is_refused_and_names_its_argument(client, somebody, field, name, kind):
    somebody(field)

    (error,) = await client.errors(narrowed(field), filter={name: [value(name, kind)] * 10_000})

    assert error["extensions"] == {"code": "too_many_values", "path": f"filter.{name}"}
    assert error["message"] == f"These are 10000 values; {MOST_VALUES} are allowed. Ask in parts."
    assert error["path"] == [field]


async def test_as_many_values_as_are_allowed_are_read(client, owner):
    client.sign_in("hr")
    codes = [row["code"] for row in await owner.fetch("select code from employee order by code limit 3")]
    many = [*codes, *(f"none-{number}" for number in range(MOST_VALUES - 3))]

    answer = await client.ask(narrowed("employees"), filter={"codes": many})
    (error,) = await client.errors(narrowed("employees"), filter={"codes": [*many, "one more"]})

    assert answer == {"employees": {"totalCount": 3}}
    assert error["extensions"]["code"] == "too_many_values"


async def test_ids_of_many_units_are_all_found(client, owner):
    client.sign_in("hr")
    units = await owner.fetch(
        "select unit_id, count(*) as n from employee group by 1 order by 2 desc limit 3"
    )
    ids = [f"Unit_{row['unit_id']}" for row in units]

    counts = [
        (await client.ask(narrowed("employees"), filter={"unitIds": ids[:many]}))["employees"]["totalCount"]
        for many in (1, 2, 3)
    ]

    assert counts == [sum(row["n"] for row in units[:many]) for many in (1, 2, 3)]


async def test_words_by_variable_give_each_request_its_own_rows(client, computed_run, compiled_anew):
    client.sign_in("hr")
    sent = (
        ["COMPUTED"],
        ["APPROVED"],
        ["APPROVED", "COMPUTED"],
        ["COMPUTED", "APPROVED", "COMPUTED"],
        [],
        None,
    )

    found = [(await client.ask(RUNS, states=states))["payRuns"] for states in sent * 2]

    run = {"totalCount": 1, "nodes": [{"state": "COMPUTED"}]}
    none = {"totalCount": 0, "nodes": []}
    assert found == [run, none, run, run, none, run] * 2
    # in whichever order and however often the words were sent
    assert compiled_anew() == 5


async def test_values_by_variable_share_one_statement(client, owner, compiled_anew):
    client.sign_in("hr")
    codes = [row["code"] for row in await owner.fetch("select code from employee order by code limit 6")]
    document = "query ($codes: [String!]) { employees(filter: {codes: $codes}) { nodes { code } } }"

    found = [
        [node["code"] for node in (await client.ask(document, codes=some))["employees"]["nodes"]]
        for some in (codes[:1], codes[1:2], codes[:3], codes[3:5], codes)
    ]

    assert [sorted(each) for each in found] == [codes[:1], codes[1:2], codes[:3], codes[3:5], codes]
    assert compiled_anew() == 2


async def test_amounts_narrow_by_every_digit(client, owner):
    client.sign_in("hr")
    fund = await owner.fetchval(
        "update bonus_fund set salary_fund_vnd = 9007199254740993, amount_vnd = 900719925474099"
        " where id = (select id from bonus_fund limit 1) returning id"
    )
    document = (
        "query ($a: AmountRange) { bonusFunds(filter: {amount: $a}) { nodes { id amount { amount } } } }"
    )

    exact = await client.ask(document, a={"from": "900719925474099", "to": "900719925474099"})
    above = await client.ask(document, a={"from": "900719925474100"})

    assert exact["bonusFunds"]["nodes"] == [
        {"id": f"BonusFund_{fund}", "amount": {"amount": "900719925474099"}}
    ]
    assert above["bonusFunds"]["nodes"] == []


AN_AMOUNT = (
    "An amount is a string of digits, such as “12300000”: in the smallest coin, without point or separators"
)


@pytest.mark.parametrize(
    ("sent", "shown", "why"),
    [
        ("12300000.0", '"12300000.0"', AN_AMOUNT),
        ("12.300.000", '"12.300.000"', AN_AMOUNT),
        ("12,300,000", '"12,300,000"', AN_AMOUNT),
        ("12 300 000 ₫", '"12 300 000 ₫"', AN_AMOUNT),
        ("1.23e7", '"1.23e7"', AN_AMOUNT),
        ("١٢", '"١٢"', AN_AMOUNT),
        ("", '""', AN_AMOUNT),
        (12_300_000, "12300000", AN_AMOUNT),
        (12_300_000.5, "12300000.5", AN_AMOUNT),
        (True, "true", AN_AMOUNT),
        (str(2**63), f'"{2**63}"', "An amount has at most 64 bits"),
    ],
)
async def test_an_amount_that_is_no_string_of_digits_is_refused_in_words(client, sent, shown, why):
    client.sign_in("hr")

    (error,) = await client.errors(narrowed("payLines"), filter={"amount": {"from": sent}})

    assert error["extensions"] == {"code": "invalid_variable", "path": "filter.amount.from"}
    assert (
        error["message"]
        == f"The variable `$filter.amount.from` must be of the type Amount; it is {shown}. {why}."
    )


@pytest.mark.parametrize("written", ["12300000", "123.5", '"12.300.000"', "true"])
async def test_an_amount_that_is_written_otherwise_in_a_document_is_refused_in_words(client, written):
    client.sign_in("hr")

    (error,) = await client.errors(f"{{ payLines(filter: {{amount: {{to: {written}}}}}) {{ totalCount }} }}")

    assert error["extensions"] == {"code": "invalid_document", "path": "filter.amount.to"}
    assert AN_AMOUNT in error["message"]
