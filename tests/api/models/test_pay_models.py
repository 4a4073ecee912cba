"""payModels and payModel: what ships, in pages, narrowed by what a client knows."""

import pytest

from pay_models.kernel import model
from pay_models.kernel.registry import model_ids

LIST = """query ($filter: PayModelFilter, $first: Int, $after: String) {
  payModels(filter: $filter, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor }
  }
}"""
WHOLE = """query ($id: ID!) { payModel(id: $id) {
  id says country law family effectiveFrom effectiveUntil version laws
  stages { name says inputs { name key kind unit } outputs { name says kind unit law choice certainty } }
} }"""


@pytest.fixture(autouse=True)
def signed_in(client, small):
    client.sign_in("employee")


async def test_every_model_that_ships_is_listed_once_by_id(client):
    seen, after, more = [], None, True
    while more:
        found = (await client.ask(LIST, first=40, after=after))["payModels"]
        seen += [node["id"] for node in found["nodes"]]
        after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]

    assert seen == list(model_ids())
    assert found["totalCount"] == len(model_ids())


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"families": ["vn.bonus_fund"]}, ["vn.bonus_fund_2024", "vn.bonus_fund_2026"]),
        ({"families": ["vn.bonus_fund"], "inForceOn": "2026-06-30"}, ["vn.bonus_fund_2024"]),
        ({"families": ["vn.bonus_fund"], "inForceOn": "2026-07-01"}, ["vn.bonus_fund_2026"]),
        ({"countries": ["ind", "tw"]}, ["ind.cpse_prp", "ind.pay_matrix_7cpc", "tw.appraisal"]),
        ({"ids": ["tw.appraisal", "xx.nothing"], "countries": ["tw"]}, ["tw.appraisal"]),
        ({"ids": []}, []),
    ],
)
async def test_all_that_a_filter_states_holds_and_a_list_means_one_of_it(client, asked, ids):
    found = (await client.ask(LIST, filter=asked))["payModels"]

    assert [node["id"] for node in found["nodes"]] == ids
    assert found["totalCount"] == len(ids)


async def test_a_model_ends_on_the_first_day_on_which_it_answers_no_more(client):
    async def found(**asked):
        return (await client.ask(LIST, filter={"ids": ["vn.bonus_fund_2024"], **asked}))["payModels"]

    until = await client.ask('{ payModel(id: "vn.bonus_fund_2024") { effectiveUntil } }')

    assert until == {"payModel": {"effectiveUntil": "2026-07-01"}}
    assert (await found(inForceOn="2026-06-30"))["totalCount"] == 1
    assert (await found(inForceOn="2026-07-01"))["totalCount"] == 0


async def test_a_model_tells_its_stages_its_columns_and_the_text_behind_each(client):
    found = (await client.ask(WHOLE, id="vn.classes_2026"))["payModel"]

    assert {
        name: found[name] for name in ("country", "law", "family", "effectiveFrom", "effectiveUntil")
    } == {
        "country": "vn",
        "law": "classes_2026",
        "family": "vn.classes",
        "effectiveFrom": "2026-01-01",
        "effectiveUntil": None,
    }
    assert found["version"] == model("vn.classes_2026").version
    assert found["laws"] == [
        "Decree 335/2025 arts. 11, 20",
        "Decree 335/2025 art. 20.6",
        "Decree 335/2025 art. 20",
    ]
    (stage,) = found["stages"]
    assert stage["inputs"][0] == {"name": "employee_id", "key": True, "kind": "TEXT", "unit": ""}
    assert stage["inputs"][3] == {
        "name": "score_hundredths",
        "key": False,
        "kind": "NUMBER",
        "unit": "hundredths",
    }
    assert stage["outputs"][1] == {
        "name": "class_before_quota",
        "says": "The same, for a head not above the class of the organisation",
        "kind": "TEXT",
        "unit": "",
        "law": "Decree 335/2025 art. 20.6",
        "choice": "a head so lowered takes no place of the quota",
        "certainty": "TEXT_READ",
    }


async def test_a_model_that_does_not_ship_is_null(client):
    assert await client.ask(WHOLE, id="vn.classes_2062") == {"payModel": None}


@pytest.mark.parametrize(
    ("asked", "code", "path"),
    [
        ({"first": 101}, "page_size", "first"),
        ({"after": "WzFd"}, "not_a_cursor", "after"),
        ({"filter": {"ids": ["x"] * 501}}, "too_many_values", "filter.ids"),
        ({"filter": {"countries": ["vn"] * 501}}, "too_many_values", "filter.countries"),
    ],
)
async def test_a_page_that_there_is_not_is_refused_at_its_argument(client, asked, code, path):
    (error,) = await client.errors(LIST, **asked)

    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)
    assert error["path"] == ["payModels"]


@pytest.mark.parametrize(
    "field",
    [
        "payModels { totalCount }",
        'payModel(id: "vn.grade_pay") { id }',
        'parameters(model: "vn.grade_pay", on: "2026-12-31") { name }',
        'articles(on: "2026-12-31") { title }',
    ],
)
async def test_a_stranger_reads_nothing_of_the_rules(client, field):
    client.sign_out()

    (error,) = await client.errors(f"{{ {field} }}")

    assert error["extensions"]["code"] == "unauthenticated"
