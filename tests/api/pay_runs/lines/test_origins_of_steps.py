"""What a step was computed from: its numbers in their unit, and the steps or facts behind them."""

import pytest

from tests.given import known, regulations
from tests.given.pay_runs import approved, computed, of_quarter

LINE = """query ($employee: ID!, $run: ID!) {
  payLines(first: 1, filter: {employeeIds: [$employee], payRunIds: [$run]}) { nodes { amountStep
    steps(first: 100) { nodes {
    ordinal modelId stage name value { unit number formatted } values { formatted }
    inputs { name says isGroup steps }
  } } } }
}"""
A2 = f"Employee_{known('employee', 'A2')}"


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


@pytest.fixture
def told(client, database, hr, finance):
    async def tell(run, language="en"):
        """The steps of A2 by name, the last of each, and the ordinal of the one that gives the amount."""
        await approved(database, hr, finance, run)
        client.sign_in("employee")
        client.read_in(language)
        (line,) = (await client.ask(LINE, employee=A2, run=f"PayRun_{run.id}"))["payLines"]["nodes"]
        return {step["name"]: step for step in line["steps"]["nodes"]}, line

    return tell


async def test_shares_by_class_and_months_are_hundredths_and_read_so(small, database, hr, told):
    steps, _ = await told(await computed(database, hr, known("unit", "A")), "vi")

    coefficient = int(steps["coefficient_hundredths"]["value"]["number"])
    assert steps["weight"]["value"] == {
        "unit": "HUNDREDTHS",
        "number": str(12 * coefficient),
        "formatted": f"{12 * coefficient // 100},{12 * coefficient % 100:02}",
    }
    assert steps["unit_weight"]["value"]["unit"] == steps["remainder"]["value"]["unit"] == "HUNDREDTHS"


async def test_shares_by_head_are_people(small, given, database, hr, finance, told):
    async with given() as session:
        by_head = {"vn.bonus_fund_2026": {"share_basis": "per_head"}}
        await regulations.published(session, hr, finance, known("unit", "A"), by_head)

    steps, _ = await told(await computed(database, hr, known("unit", "A")))

    assert steps["weight"]["value"] == {"unit": "COUNT", "number": "1", "formatted": "1"}
    assert steps["unit_weight"]["value"] == {"unit": "COUNT", "number": "3", "formatted": "3"}


async def test_a_step_names_what_it_was_computed_from_across_models(small, database, hr, told):
    steps, line = await told(await computed(database, hr, known("unit", "A")))
    ordinals = {name: step["ordinal"] for name, step in steps.items()}

    def fed(name):
        return {one["name"]: one["steps"] for one in steps[name]["inputs"] if not one["isGroup"]}

    assert line["amountStep"] == ordinals["award_vnd"]
    assert fed("award_vnd") == {
        name: [ordinals[name]] for name in ("share_vnd", "remainder_place", "left_vnd")
    }
    assert fed("weight") == {
        "coefficient_hundredths": [ordinals["coefficient_hundredths"]],
        "months_worked": [],
    }
    assert fed("coefficient_hundredths") == {"class": [ordinals["class"]]}
    assert steps["class"]["modelId"] == "vn.classes_2026"
    assert fed("salary_fund_vnd") == {"salary_year_vnd": [ordinals["salary_year_vnd"]]}
    assert [one["name"] for one in steps["salary_fund_vnd"]["inputs"] if one["isGroup"]] == ["unit_id"]
    assert fed("class_by_score")["score_hundredths"] == [ordinals["score_hundredths"]]


async def test_every_step_was_computed_from_earlier_ones(small, database, hr, told):
    steps, _ = await told(await computed(database, hr, known("unit", "T")))

    assert len(steps) > 30
    for step in steps.values():
        assert all(0 < ordinal < step["ordinal"] for one in step["inputs"] for ordinal in one["steps"])
        assert all(one["says"] and one["says"] != one["name"] for one in step["inputs"])


async def test_the_quarter_goes_back_to_its_months(small, given, database, hr, finance, told):
    async with given() as session:
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))

    run = await of_quarter(database, hr, known("unit", "A"), regulations.JULY)
    steps, line = await told(run)

    assert steps["extra_income_vnd"]["ordinal"] == line["amountStep"]
    months = [
        one["steps"] for one in steps["extra_income_vnd"]["inputs"] if one["name"] == "extra_income_vnd"
    ]
    assert months == [[line["amountStep"] - 2]]
    assert steps["claims_vnd"]["inputs"][0]["steps"] == [steps["claim_vnd"]["ordinal"]]
    assert [one["steps"] for one in steps["class_share_bp"]["inputs"] if one["name"] == "class"] == [
        [steps["class"]["ordinal"]]
    ]
