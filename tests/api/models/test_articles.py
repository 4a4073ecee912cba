"""articles: the text of the rule for a unit, with the values of its regulation in the slots."""

from datetime import date

import pytest

from demo.rights import MODELS
from domain.reading.ids import id_of
from domain.regulations.service import draft
from tests.given import known, regulations

ARTICLES = """query ($on: Date!, $unit: ID, $kind: PayRunKind! = BONUS) {
 articles(on: $on, unitId: $unit, kind: $kind) {
  stage act article title choice certainty numbersOf regulationId
  paragraphs { pieces { text slot {
    modelId changed value { number option formatted }
    parameter { name value { number formatted } atLeast { number } atMost { number } source { title } choice }
  } } }
} }"""
A = f"Unit_{known('unit', 'A')}"
OWN = {"vn.classes_2026": {"quota_bp": 1500}, "vn.bonus_fund_2026": {"share_basis": "per_head"}}


@pytest.fixture(autouse=True)
def signed_in(client, small):
    client.sign_in("employee")


@pytest.fixture
async def own(given, actor_named):
    """The regulation that commune A has of its own from July on."""
    hr, finance = await actor_named("hr"), await actor_named("finance")
    async with given() as session:
        return await regulations.published(
            session, hr, finance, known("unit", "A"), OWN, since=date(2026, 7, 1)
        )


def slot(articles, name, stage=None):
    """The one slot of a parameter, in the articles of a stage."""
    (found,) = [
        piece["slot"]
        for article in articles
        if stage in (None, article["stage"])
        for paragraph in article["paragraphs"]
        for piece in paragraph["pieces"]
        if piece["slot"] and piece["slot"]["parameter"]["name"] == name
    ]
    return found


def read(article):
    """The paragraphs of an article as people read them."""
    return ["".join(piece["text"] for piece in each["pieces"]) for each in article["paragraphs"]]


async def test_the_rule_reads_as_sentences_with_the_numbers_in_force(client):
    found = (await client.ask(ARTICLES, on="2026-12-31", unit=A))["articles"]

    classes = next(each for each in found if each["title"] == "Classes")
    assert (classes["stage"], classes["act"], classes["article"]) == (
        "classification",
        "Decree 335/2025/ND-CP",
        "Article 20",
    )
    assert read(classes)[0] == (
        "Excellent: from 90.00 points, within the share below. Good: from 70.00 points. Completed: from 50.00 points."
        " Below that: not completed."
    )
    assert list(dict.fromkeys(each["stage"] for each in found)) == [
        "scoring",
        "pay",
        "classification",
        "bonus",
    ]


async def test_a_unit_with_its_own_regulation_reads_its_own_numbers_beside_those_of_the_law(client, own):
    before, after = [
        (await client.ask(ARTICLES, on=on, unit=A))["articles"] for on in ("2026-06-30", "2026-07-01")
    ]

    assert slot(before, "quota_bp")["value"] == {"number": "2000", "option": None, "formatted": "20%"}
    assert slot(before, "quota_bp")["changed"] is False
    assert slot(after, "quota_bp") == {
        "modelId": "vn.classes_2026",
        "changed": True,
        "value": {"number": "1500", "option": None, "formatted": "15%"},
        "parameter": {
            "name": "quota_bp",
            "value": {"number": "2000", "formatted": "20%"},
            "atLeast": {"number": "0"},
            "atMost": {"number": "2500"},
            "source": {"title": "Decree 335/2025/ND-CP art. 20"},
            "choice": False,
        },
    }
    assert slot(after, "share_basis")["value"]["option"] == "per_head"
    assert {each["regulationId"] for each in after} == {f"Regulation_{own.id}"}
    assert {each["numbersOf"] for each in after} == {"2026-12-31"}


async def test_what_the_act_leaves_open_has_an_article_of_its_own(client):
    found = (await client.ask(ARTICLES, on="2026-12-31"))["articles"]

    own = [each for each in found if each["choice"]]
    assert {each["certainty"] for each in own} == {"OUR_CHOICE"}
    assert "Equal scores where the places end: the lower employee number comes first." in read(own[1])
    slots = [
        piece["slot"] for each in own for paragraph in each["paragraphs"] for piece in paragraph["pieces"]
    ]
    assert all(each["parameter"]["choice"] for each in slots if each)


async def test_a_quarter_reads_with_the_base_salary_of_its_end(client):
    second, third = [
        (await client.ask(ARTICLES, on=on, kind="EXTRA_INCOME"))["articles"]
        for on in ("2026-04-01", "2026-07-01")
    ]

    assert slot(second, "base_salary_vnd", "extra_income")["value"]["number"] == "2340000"
    assert slot(third, "base_salary_vnd", "extra_income")["value"]["number"] == "2530000"
    assert second[0]["numbersOf"] == "2026-06-30"


async def test_the_rule_reads_in_vietnamese(client):
    client.http.headers["accept-language"] = "vi"

    found = (await client.ask(ARTICLES, on="2026-12-31", unit=A))["articles"]

    fund = next(each for each in found if each["title"] == "Quỹ tiền thưởng")
    assert (fund["act"], fund["article"]) == ("Nghị định 161/2026/NĐ-CP", "Điều 4")
    assert read(fund)[0] == (
        "Quỹ tiền thưởng hằng năm của mỗi đơn vị bằng 10% tổng tiền lương theo ngạch, bậc của người trong đơn vị trong"
        " năm đó, không gồm phụ cấp."
    )


@pytest.mark.parametrize(
    ("asked", "code", "path"),
    [
        ({"on": "2025-06-30"}, "not_in_force", "on"),
        (
            {"on": "2026-12-31", "unit": "Employee_0192f7c2-0000-7000-8000-000000000000"},
            "other_kind_of_id",
            "unitId",
        ),
        ({"on": "2025-06-30", "unit": A}, "unit_without_regulation", "unitId"),
        (
            {"on": "2026-12-31", "unit": "Unit_0192f7c2-0000-7000-8000-000000000000"},
            "unit_without_regulation",
            "unitId",
        ),
    ],
)
async def test_what_cannot_be_told_is_refused_at_its_argument(client, asked, code, path):
    answer = await client.send(ARTICLES, **asked)

    (error,) = answer["errors"]
    assert answer["data"] == {"articles": None}
    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)


OF_A_DRAFT = """query ($on: Date!, $id: ID!, $kind: PayRunKind! = BONUS) {
 articles(on: $on, regulationId: $id, kind: $kind) {
  stage title regulationId
  paragraphs { pieces { text slot { changed value { formatted number option } parameter { name } } } } } }"""


async def test_a_draft_is_read_as_text_before_it_binds_anybody(client, given, actor_named, database):
    hr = await actor_named("hr")
    async with database.writing(hr) as session:
        drafted = await draft(session, hr, known("unit", "A"), date(2026, 12, 1), "Nháp", MODELS, OWN)

    found = (await client.ask(OF_A_DRAFT, on="2026-12-31", id=id_of(drafted)))["articles"]
    in_force = (await client.ask(ARTICLES, on="2026-12-31", unit=A))["articles"]

    quota = slot(found, "quota_bp")
    assert (quota["changed"], quota["value"]["number"]) == (True, "1500")
    assert slot(in_force, "quota_bp")["changed"] is False
    assert {each["regulationId"] for each in found} == {id_of(drafted)}
    assert id_of(drafted) not in {each["regulationId"] for each in in_force}


async def test_a_regulation_that_is_not_there_has_no_text(client):
    nothing = f"Regulation_{known('regulation', 'none')}"

    (error,) = await client.errors(OF_A_DRAFT, on="2026-12-31", id=nothing)

    assert error["extensions"] == {"code": "regulation_not_found", "path": "regulationId"}
