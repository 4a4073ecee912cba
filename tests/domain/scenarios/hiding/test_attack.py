"""Sixteen questions gave a person's exact score and pay: asked again as they were asked then, and as one would next."""

from collections.abc import Callable, Sequence

import pytest

from domain.computing.rules import Change
from domain.errors import Invalid
from domain.scenarios import service

CLASSES = "vn.classes_2026"
BONUS = "vn.bonus_fund_2026"
QUESTIONS = 16
FIVE_POINTS = 500


def weights(**coefficients: int) -> list[Change]:
    every = dict.fromkeys(("excellent", "good", "completed", "not_completed", "unrated"), 0) | coefficients
    return [
        Change(BONUS, f"{name}_coefficient_hundredths", coefficient) for name, coefficient in every.items()
    ]


def lowest(point: int, **coefficients: int) -> list[Change]:
    """Does the unit's fund go to anybody, if only people below the point have (much) weight?"""
    floor = Change(CLASSES, "completed_from_hundredths", point)
    return [*weights(not_completed=100, **coefficients), floor, Change(CLASSES, "minimum_months", 0)]


def highest(point: int, **coefficients: int) -> list[Change]:
    """The same for people from the point on."""
    return [*weights(excellent=100, **coefficients), Change(CLASSES, "excellent_from_hundredths", point)]


def upper_half(point: int) -> list[Change]:
    """Two classes, but both begin at the point."""
    return [
        *weights(excellent=100, good=100),
        Change(CLASSES, "good_from_hundredths", point),
        Change(CLASSES, "excellent_from_hundredths", 10_000),
    ]


def lowest_with_an_empty_class(point: int) -> list[Change]:
    """Two classes have weight, but nobody can be in the other: it has no places."""
    return [*lowest(point, excellent=100), Change(CLASSES, "quota_bp", 0)]


VARIANTS: Sequence[tuple[Callable[[int], list[Change]], int, int]] = [
    (lowest, 1, 7_000),
    (lambda point: lowest(point // 50 * 50), 50, 7_000),
    (lambda point: lowest(point // 50 * 50, good=1, completed=1, excellent=1), 50, 7_000),
    (lambda point: lowest(point // 50 * 50, good=9, excellent=9), 50, 7_000),
    (lambda point: lowest_with_an_empty_class(point // 50 * 50), 50, 7_000),
    (highest, 7_001, 10_000),
    (lambda point: highest(point // 50 * 50), 7_050, 10_000),
    (lambda point: highest(point // 50 * 50, completed=100), 7_050, 10_000),
    (lambda point: upper_half(point // 50 * 50), 5_050, 9_950),
]


async def paid(database, actor, run, changes, unit_code):
    """Whether the unit's fund goes to anybody; the code of the refusal when the question is refused."""
    try:
        async with database.writing(actor) as session:
            asked = await service.ask(session, actor, run.id, [changes])
    except Invalid as refused:
        return refused.code
    effects = (await service.simulate(asked)).scenarios[0].effects
    return next(
        row["scenario_vnd"] for row in effects.by_unit.iter_rows(named=True) if row["unit_code"] == unit_code
    )


@pytest.mark.parametrize("variant", range(len(VARIANTS)))
async def test_halving_by_thresholds_knows_no_score_to_five_points(
    database, make_run, actor_named, variant, owner
):
    run, legislator = await make_run(), await actor_named("legislator")
    ask, low, high = VARIANTS[variant]
    unit = await owner.fetchval(
        "select code from unit join pay_line on unit_id = unit.id group by code having count(*) > 20 limit 1"
    )
    answers = set()
    for _ in range(QUESTIONS):
        point = (low + high) // 2
        answer = await paid(database, legislator, run, ask(point), unit)
        answers.add(answer)
        if isinstance(answer, str):
            break
        low, high = (low, point) if answer else (point, high)

    assert answers <= {"step_too_fine", "weight_on_few_classes"}
    assert high - low >= FIVE_POINTS
    assert await owner.fetchval("select count(*) from asked_scenario") == 0


@pytest.mark.parametrize("floor", [5_297, 5_298])
async def test_one_floor_beside_another_is_too_fine_a_step(database, make_run, actor_named, floor, owner):
    run, legislator = await make_run(), await actor_named("legislator")
    every = weights(excellent=100, good=100, completed=100, not_completed=100, unrated=100)
    changes = [
        *every,
        Change(BONUS, "share_basis", "by_salary"),
        Change(CLASSES, "quota_bp", 0),
        Change(CLASSES, "completed_from_hundredths", floor),
    ]

    with pytest.raises(Invalid) as refused:
        async with database.writing(legislator) as session:
            await service.ask(session, legislator, run.id, [changes])

    assert refused.value.code == "step_too_fine"
    assert "such as 5250" in refused.value.message
    assert await owner.fetchval("select count(*) from asked_scenario") == 0


@pytest.mark.parametrize(
    "change",
    [
        Change("vn.kpi_score_2026", "failure_deduction_bp", 5_001),
        Change("vn.classes_2026", "quota_bp", 2_001),
        Change("vn.classes_2026", "good_from_hundredths", 7_001),
        Change("vn.classes_2026", "minimum_months", 7),
    ],
)
async def test_every_number_that_decides_a_class_moves_in_coarse_steps(
    database, make_run, actor_named, change
):
    run, legislator = await make_run(), await actor_named("legislator")

    with pytest.raises(Invalid) as refused:
        async with database.writing(legislator) as session:
            await service.ask(session, legislator, run.id, [[change]])

    assert refused.value.code == "step_too_fine"
