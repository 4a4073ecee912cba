from datetime import date

import pytest

from domain.clock import now
from domain.errors import Conflict, Forbidden, Invalid
from domain.regulations import service

MODELS = {
    "scoring": "vn.kpi_score_2026",
    "pay": "vn.grade_pay",
    "classification": "vn.classes_2026",
    "bonus": "vn.bonus_fund_2026",
}
FROM = date(2026, 11, 1)


async def _draft(database, hr, province, parameters=None, models=MODELS):
    async with database.writing(hr) as session:
        return await service.draft(session, hr, province, FROM, "Regulation 12", models, parameters or {})


async def test_a_regulation_is_drafted_by_one_and_published_by_another(
    database, hr, finance, province, trail
):
    drafted = await _draft(database, hr, province, {"vn.classes_2026": {"quota_bp": 2_500}})

    async with database.writing(finance) as session:
        published = await service.publish(session, finance, drafted.id, 1, now())

    assert (published.published_by, published.version) == (finance.id, 2)
    assert await trail() == ["regulation.drafted", "regulation.published"]


async def test_who_drafted_a_regulation_cannot_publish_it(database, hr, province, owner):
    drafted = await _draft(database, hr, province)
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        f" values (gen_random_uuid(), '{hr.id}', 'regulation.publish', '{province}', '2026-01-01')"
    )

    with pytest.raises(Forbidden) as refused:
        async with database.writing(hr) as session:
            await service.publish(session, hr, drafted.id, 1, now())

    assert refused.value.code == "own_regulation"
    assert await owner.fetchval("select published_by from regulation where id = $1", drafted.id) is None


@pytest.mark.parametrize(
    ("models", "parameters", "code"),
    [
        ({**MODELS, "pay": "vn.grade_pays"}, {}, "unknown_model"),
        ({"pay": "vn.grade_pay"}, {}, "stage_missing"),
        ({**MODELS, "luck": "vn.grade_pay"}, {}, "unknown_stage"),
        (MODELS, {"vn.classes_2026": {"quota_bp": 3_000}}, "outside_legal_range"),
        (MODELS, {"vn.classes_2026": {"qouta_bp": 2_000}}, "unknown_parameter"),
        (MODELS, {"us.gs": {"quota_bp": 2_000}}, "stray_parameters"),
    ],
)
async def test_a_regulation_that_no_run_could_follow_is_not_drafted(
    database, hr, province, trail, models, parameters, code
):
    with pytest.raises(Invalid) as refused:
        await _draft(database, hr, province, parameters, models)

    assert refused.value.code == code
    assert await trail() == []


async def test_two_regulations_do_not_begin_on_one_day(database, hr, finance, province, owner):
    first, second = await _draft(database, hr, province), await _draft(database, hr, province)
    async with database.writing(finance) as session:
        await service.publish(session, finance, first.id, 1, now())

    with pytest.raises(Conflict) as refused:
        async with database.writing(finance) as session:
            await service.publish(session, finance, second.id, 1, now())

    assert refused.value.code == "same_day"
    assert "withdrawRegulation" in refused.value.message
    assert (
        await owner.fetchval(
            "select count(*) from regulation where effective_from = $1 and published_by is not null", FROM
        )
        == 1
    )


async def test_a_regulation_may_begin_before_a_model_that_the_year_ends_with(database, hr, province, owner):
    async with database.writing(hr) as session:
        drafted = await service.draft(session, hr, province, date(2026, 1, 2), "Regulation 1", MODELS, {})

    assert await owner.fetchval("select effective_from from regulation where id = $1", drafted.id) == date(
        2026, 1, 2
    )
