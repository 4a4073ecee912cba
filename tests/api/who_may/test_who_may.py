"""Every mutation, by every role, in every state that the rules tell apart: the API and the database agree with them."""

from typing import Any

import pytest

from api.schema import schema
from tests.api.graphql.test_ids import sample
from tests.api.who_may.matrix import ANY, NO_RIGHT, OWN, PAGE, PROGRAM, RULES, STATE, YES, Row, page
from tests.api.who_may.worlds import UNIT, WORLDS
from tests.given import known
from tests.tiers import in_tier, thorough

MUTATIONS = schema._schema.mutation_type.fields
WHY_NOT = {
    "forbidden": NO_RIGHT,
    "not_yours": NO_RIGHT,
    "not_yours_to_pass_on": NO_RIGHT,
    "service_account": PROGRAM,
    "own_pay_run": OWN,
    "own_request": OWN,
    "withdrawal_asked_yourself": OWN,
}
STATES = [(subject, state) for subject, states in RULES.states.items() for state in states]
EVERY = in_tier(False, True, True)  # the short form: one role for each reason and each way
DONE = [
    (row, role)
    for row in RULES.rows()
    if row.subject != ANY
    for role in RULES.tried(row, every=EVERY)
    if RULES.cell(row, role) == YES
]


async def cell(
    client: Any, role: str, mutation: str, sent: dict[str, Any], key: str = "k"
) -> tuple[str, str]:
    """What the API answers somebody: the cell, and the code behind it."""
    client.sign_in(role)
    kind = MUTATIONS[mutation].args["input"].type
    document = f"mutation ($i: {kind}) {{ {mutation}(input: $i) {{ problems {{ code }} }} }}"
    answer = await client.send(document, i=sent | {"idempotencyKey": f"{key} {role}"})
    assert "errors" not in answer, (mutation, answer["errors"])
    problems = answer["data"][mutation]["problems"]
    codes = [each["code"].lower() for each in problems]
    return (WHY_NOT.get(codes[0], STATE), codes[0]) if codes else (YES, "")


def test_every_mutation_has_a_rule_and_every_rule_a_mutation():
    assert sorted(RULES.holders) == sorted(MUTATIONS)


def test_the_page_is_the_matrix_that_follows():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_rules_are_a_page():
    assert (
        len((PAGE.parents[1] / "tests/api/who_may/rules.yaml").read_text(encoding="utf-8").splitlines()) <= 70
    )


@thorough
@pytest.mark.parametrize(("subject", "state"), STATES, ids=lambda each: each)
async def test_what_is_not_allowed_is_refused_for_its_reason_and_changes_nothing(
    client, world, trail, subject, state
):
    inputs = await WORLDS[subject](world, state)
    before = await trail()
    expected, found = {}, {}
    for mutation in RULES.of(subject):
        for role in RULES.tried(Row(mutation, subject, state), every=EVERY):
            wanted = RULES.cell(Row(mutation, subject, state), role)
            if wanted != YES:
                expected[mutation, role] = wanted
                found[mutation, role] = await cell(client, role, mutation, inputs[mutation], mutation)

    # Who made it is told so, whatever the state.
    agreed = {
        place: {wanted} | ({OWN} if RULES.own.get(place[0]) == place[1] else set())
        for place, wanted in expected.items()
    }
    differing = {
        place: (expected[place], found[place]) for place in expected if found[place][0] not in agreed[place]
    }
    assert differing == {}
    assert await trail() == before


@thorough
@pytest.mark.parametrize(
    ("row", "role"), DONE, ids=lambda each: each if isinstance(each, str) else f"{each.mutation}-{each.state}"
)
async def test_what_is_allowed_is_done(client, world, row, role):
    inputs = await WORLDS[row.subject](world, row.state)

    assert await cell(client, role, row.mutation, inputs[row.mutation]) == (YES, "")


STATELESS = sorted({row.mutation for row in RULES.rows() if row.subject == ANY})


@thorough
@pytest.mark.parametrize("mutation", STATELESS)
async def test_a_mutation_without_states_is_for_whoever_holds_its_right(client, world, mutation):
    kind = MUTATIONS[mutation].args["input"].type
    sent = _sound(sample(kind, "input", "", "input"))
    row = Row(mutation, ANY, ANY)

    found = {
        role: (await cell(client, role, mutation, sent, mutation)) for role in RULES.tried(row, every=EVERY)
    }

    wanted = {role: RULES.cell(row, role) for role in found}
    # Past the right, what is sent may be nothing's: it is then refused as such.
    told = {role: YES if each == STATE else each for role, (each, _) in found.items()}
    assert {role: (wanted[role], found[role]) for role in wanted if wanted[role] != told[role]} == {}


@pytest.mark.parametrize(("name", "code"), [("stranger", "no_account"), ("", "unauthenticated")])
async def test_nobody_does_anything_without_an_account_or_without_signing_in(
    client, world, trail, name, code
):
    before = await trail()
    codes = {}
    for mutation, field in MUTATIONS.items():
        if name:
            client.sign_in(name)
        else:
            client.sign_out()
        kind = field.args["input"].type
        document = f"mutation ($i: {kind}) {{ {mutation}(input: $i) {{ problems {{ code }} }} }}"
        answer = await client.send(document, i=sample(kind, "input", "", "input"))
        told = [each["extensions"]["code"] for each in answer.get("errors", ())] or [
            each["code"].lower() for each in answer["data"][mutation]["problems"]
        ]
        codes[mutation] = told[0] if told else "done"

    assert {mutation: each for mutation, each in codes.items() if each != code} == {}
    assert await trail() == before


def _sound(given: Any) -> Any:
    """Ids of what is there, where an input names a unit or an account."""
    there = {"unitId": f"Unit_{UNIT}", "accountId": f"Account_{known('account', 'payroll')}"}
    if isinstance(given, list):
        return [_sound(each) for each in given]
    if isinstance(given, dict):
        return {name: there.get(name) or _sound(value) for name, value in given.items()}
    return given
