"""The way from work to money: why, judged by what, set by whom, from which months; the same for page, print and PDF."""

from decimal import Decimal

import pytest

from domain.pay_runs.way.reading import finer
from tests.given import known, people, regulations
from tests.given.pay_runs import approved, computed, of_quarter


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


def number(formatted):
    return Decimal(formatted.replace(",", "").rstrip("%"))


def cells(row):
    return {cell["head"]: number(cell["value"]) for cell in row["cells"]}


async def test_the_way_goes_from_the_score_over_the_class_and_the_share_to_the_amount(paid, told):
    way, stations = await told("A3")

    assert list(stations) == ["scoring", "classification", "share", "fund", "bonus"]
    assert way["sentence"] == "Work completed well, 12 months: 10.80 of 32.40 shares of ₫26,298,000."
    assert stations["share"]["reason"] == "0.90 × 12 months worked"
    assert stations["fund"]["reason"] == (
        "Bonus fund of the unit: 10% × ₫262,980,000 = ₫26,298,000. ₫26,298,000 − ₫0 − ₫0 already paid"
    )
    assert stations["bonus"]["reason"] == (
        "₫26,298,000 × 10.80 / 32.40 = ₫8,766,000. Nothing is left over in the unit."
    )
    assert [each["key"] for each in way["besides"]] == ["pay"]


async def test_a_class_is_reasoned_by_its_threshold_and_a_quota_concerns_candidates_alone(paid, told):
    _, stations = await told("A3")

    given = stations["classification"]

    assert given["reason"] == "86.00 points: from 70.00 to under 90.00 is “Work completed well”."
    assert given["limits"] == [
        {"says": "Work completed excellently", "value": "90.00", "reached": False},
        {"says": "Work completed well", "value": "70.00", "reached": True},
        {"says": "Work completed", "value": "50.00", "reached": True},
    ]
    assert [step["title"] for step in given["steps"]] == [
        "Class by score and months worked",
        "The same, for a head not above the class of the organisation",
        "Class",
    ]


async def test_a_candidate_beyond_the_quota_reads_how_many_places_there_are_and_how_they_are_counted(
    paid, told
):
    _, stations = await told("A1")

    assert stations["classification"]["value"] == "Work completed well"
    assert stations["classification"]["reason"] == (
        "100.00 points: from 90.00 on is “Work completed excellently”."
        " 0 is the most that stays within 20% of the other people, of 3 who are good or better in the unit."
        " A part of a place is no place."
        " 0 is the most that stays within 20% of the other people, of 1 who are good or better in the peer group."
        " A part of a place is no place."
        " Place 1 by score among the candidates of the peer group, for 0 places."
        " The places of the peer group leave this candidate out."
    )


async def test_a_candidate_of_a_small_group_is_told_why_the_group_is_not(paid, told):
    _, stations = await told("A2", "employee")

    reason = stations["classification"]["reason"]

    assert "in the peer group" not in reason
    assert reason.endswith("Not told: it would give away the classes of a group of three or fewer others.")


async def test_a_coefficient_that_nobody_set_is_said_to_be_assumed_and_from_where(paid, told):
    _, stations = await told("A3", language="vi")

    assert stations["share"]["grounds"][0] == {
        "kind": "ASSUMED",
        "says": "Hệ số của mức hoàn thành tốt nhiệm vụ: 0,90",
        "text": "Giả định, không phải quy định của đơn vị: “Rules of 2026-01-01” không quy định."
        " Nguồn: Cách làm của một trường học ở Ninh Bình năm 2025 (1 / 0,9 / 0,7).",
        "certainty": "OUR_CHOICE",
    }


async def test_a_coefficient_that_the_units_regulation_sets_says_so_with_its_day(
    small, given, database, hr, finance, told
):
    async with given() as session:
        own = {"vn.bonus_fund_2026": {"good_coefficient_hundredths": 80}}
        await regulations.published(session, hr, finance, known("unit", "A"), own)
    await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))

    _, stations = await told("A3")

    assert stations["share"]["grounds"][0] == {
        "kind": "REGULATION",
        "says": "Weight of the class good: 0.80",
        "text": "Set by the unit's regulation “Rules of 2026-01-01”, in force from 2026-01-01.",
        "certainty": "OUR_CHOICE",
    }


async def test_whoever_gets_nothing_reads_the_coefficient_that_gives_nothing(
    small, given, database, hr, finance, told
):
    async with given() as session:
        best = {
            "vn.bonus_fund_2026": {"good_coefficient_hundredths": 0},
            "vn.classes_2026": {"quota_rounding": "up"},
        }
        await regulations.published(session, hr, finance, known("unit", "A"), best)
    await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))

    _, stations = await told("A3")

    assert (stations["share"]["value"], stations["share"]["reason"]) == (
        "0.00 of 12.00",
        "0.00 × 12 months worked",
    )
    assert stations["fund"]["value"] == "₫26,298,000"
    assert stations["bonus"]["value"] == "₫0"


async def test_each_month_can_be_done_again_with_a_pocket_calculator(paid, told):
    _, stations = await told("A3")

    months = stations["scoring"]["months"]

    assert [month["title"] for month in months["months"]][::11] == ["January 2026", "December 2026"]
    assert months["line"] == {"head": "Work completed excellently", "value": "90.00"}
    for month in months["months"]:
        work, rates = [cells(one) for one in month["work"]], cells(month)
        assigned = sum(one["k"] * one["Assigned"] for one in work)
        for head, rate in (
            ("k × done", "Quantity"),
            ("For quality", "Quality"),
            ("For progress", "Progress"),
        ):
            assert rates[rate] == round(100 * sum(one[head] for one in work) / assigned, 2)
        mean = sum(rates[rate] for rate in ("Quantity", "Quality", "Progress")) / 3
        assert abs(rates["Tasks"] - mean * 70 / 100) < Decimal("0.02")
        assert rates["Points"] == rates["Tasks"] + rates["General"]


async def test_a_month_ends_with_its_score_worked_in_its_own_numbers(paid, told):
    _, stations = await told("A3", language="vi")

    month = stations["scoring"]["months"]["months"][0]
    rates = {cell["head"]: cell["value"] for cell in month["cells"]}

    worked = "({Số lượng} + {Chất lượng} + {Tiến độ}) / 3 × 70,00 = {Nhiệm vụ}; cộng tiêu chí chung {Tiêu chí chung}"
    assert month["formula"].endswith(
        f"{worked} = {{Điểm}}. ".format(**rates)
        + "Làm tròn: Một lần, ở điểm kết quả nhiệm vụ, từ phân số chính xác; trung bình tính từ các điểm đã làm tròn."
    )
    assert {"Số lần không đạt", "Số lần chậm"} <= {cell["head"] for cell in month["work"][0]["cells"]}


async def test_a_sum_over_a_group_says_so_and_what_of_it_is_of_this_line(paid, told):
    way, stations = await told("A3", language="vi")

    told_of = {step["title"]: step for each in way["stations"] for step in each["steps"]}

    fund, weight = told_of["Quỹ tiền lương của đơn vị"], told_of["Tổng số phần của đơn vị"]
    assert fund["formula"] == "Cộng của mọi người trong đơn vị; của riêng dòng này là 87.660.000\u00a0₫"
    assert weight["formula"] == "Cộng của mọi người trong đơn vị; của riêng dòng này là 10,80"
    assert [source["says"].startswith("của riêng dòng này") for source in fund["sources"]] == [True]
    assert "Cộng của mọi người" not in stations["fund"]["reason"]


async def test_what_a_failure_and_a_delay_take_off_is_said_beside_the_months(paid, told):
    _, stations = await told("A3")

    notes = [(note["kind"], note["says"]) for note in stations["scoring"]["months"]["notes"]]

    assert (
        "LAW",
        "Part of a product that each failed check takes off its quality, and each delay off its progress: 25%",
    ) in notes


async def test_facts_have_their_value_and_the_months_of_grade_pay_stand_there(paid, told):
    way, stations = await told("A3")

    shares = next(step for step in stations["share"]["steps"] if step["title"] == "Shares")
    pay = way["besides"][0]["months"]["months"]

    assert {"says": "Months worked in the year", "value": "12", "ordinal": None} in shares["sources"]
    assert len(pay) == 12
    assert pay[6]["formula"].startswith("Grade pay: ")
    assert number(pay[6]["cells"][2]["value"].lstrip("₫")) == number(pay[6]["cells"][0]["value"]) * number(
        pay[6]["cells"][1]["value"].lstrip("₫")
    )


async def test_a_division_that_does_not_come_out_even_says_that_the_part_of_a_dong_is_left_out(
    small, given, database, hr, finance, told
):
    async with given() as session:
        own = {"vn.classes_2026": {"quota_rounding": "up"}}
        await regulations.published(session, hr, finance, known("unit", "A"), own)
    await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))

    _, stations = await told("A3", language="vi")

    assert stations["bonus"]["reason"].startswith(
        "26.298.000\u00a0₫ × 10,80 / 33,60, bỏ phần lẻ còn 8.452.928\u00a0₫."
    )


async def test_whoever_moved_reads_why_one_of_two_lines_has_no_class(
    small, given, database, hr, finance, told
):
    async with given() as session:
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), regulations.AUGUST)
    run = await of_quarter(database, hr, known("unit", "T"), regulations.JULY)
    await approved(database, hr, finance, run)

    left, of_left = await told("A2", unit="A")
    now, _ = await told("A2", unit="B")

    assert left["sentence"] == (
        "Classified elsewhere, one month. Another unit, where the last post of the period lies, scores and classifies;"
        " this line is about the months that count here."
    )
    assert "scoring" not in of_left
    assert "where the last post of the period lies, not in " in left["objection"]["to"]
    assert left["objection"]["letter"].startswith("To: ……\n")
    assert now["sentence"].startswith("Work completed")


async def test_a_quarter_tells_the_fund_that_limits_it_and_how_each_month_was_paid(
    small, given, database, hr, finance, told
):
    async with given() as session:
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))
    run = await of_quarter(database, hr, known("unit", "A"), regulations.JULY)
    await approved(database, hr, finance, run)

    way, stations = await told("A2")

    paying = stations["extra_income"]
    limit = next(
        step
        for station in way["stations"]
        for step in station["steps"]
        if step["title"] == "Most that the fund may pay in the quarter"
    )
    assert limit["formula"].startswith("80% × salary fund of ₫")
    assert paying["reason"].endswith(" in each month.")
    assert [month["title"] for month in paying["months"]["months"]] == [
        "July 2026",
        "August 2026",
        "September 2026",
    ]


async def test_a_line_of_somebody_else_is_not_there_and_nothing_is_computed(client, paid, monkeypatch):
    computed_for = []
    monkeypatch.setattr(finer, "calculate", lambda *given, **_: computed_for.append(given))
    client.sign_in("hr")
    lines = (await client.ask("{ payLines(first: 50) { nodes { id employee { code } } } }"))["payLines"][
        "nodes"
    ]
    (line,) = [line["id"] for line in lines if line["employee"]["code"] == "A1"]
    client.sign_in("employee")

    (refused,) = await client.errors(f'{{ payLineWay(payLineId: "{line}") {{ sentence }} }}')

    assert refused["extensions"]["code"] == "pay_line_not_found"
    assert computed_for == []
