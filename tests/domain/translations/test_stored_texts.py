"""What rows of the law and sheets of runs hold is said in the reader's language, too."""

import re

import pytest
from sqlalchemy import literal_column, select
from sqlalchemy.dialects import postgresql

from domain.facts.stand_ins import RECORDED, STAND_INS
from domain.grids import reference
from domain.reading.objects.quantities import cited
from domain.reading.sql.json_text import joined
from domain.translations.content import translations

GRIDS = """
{
  leadershipAllowances(first: 100) { nodes { code level unitType positionTitle variant source } }
  baseSalaries(first: 100) { nodes { effectiveFrom source } }
}
"""
LINK = re.compile(r" <[^<>]*>$")


@pytest.fixture(scope="module")
def vietnamese():
    """Every text that has a Vietnamese one, with it."""
    return {english: said for (language, english), said in translations().items() if language == "vi"}


def test_every_text_of_rows_of_the_law_has_its_vietnamese(vietnamese):
    rows = [*reference.allowances(), *reference.salary_coefficients(), *reference.base_salaries()]
    names = ("unit_type", "position_title", "variant", "source")
    held = {LINK.sub("", row[name]) for row in rows for name in names if row.get(name)}

    assert len(held) > 50
    assert sorted(held - vietnamese.keys()) == []


def test_every_stand_in_has_its_vietnamese(vietnamese):
    held = {text for one in (*STAND_INS, *RECORDED) for text in (one.says, one.until)}

    assert sorted(held - vietnamese.keys()) == []


async def test_grids_are_read_in_vietnamese_and_keep_the_links_of_their_sources(client):
    client.sign_in("hr")
    client.http.headers["accept-language"] = "vi"
    read = await client.ask(GRIDS)

    chair = next(one for one in read["leadershipAllowances"]["nodes"] if one["code"] == "commune.chair.other")
    # The level is the word by which `levels` filters.
    assert chair == {
        "code": "commune.chair.other",
        "level": "commune",
        "unitType": "Ủy ban nhân dân xã, phường, đặc khu",
        "positionTitle": "Chủ tịch Ủy ban nhân dân",
        "variant": "các tỉnh, thành phố khác",
        "source": "Điều 1 Nghị định 07/2026/NĐ-CP"
        " <https://vanban.chinhphu.vn/?classid=1&docid=216606&pageid=27160>",
    }
    salaries = {one["effectiveFrom"]: one["source"] for one in read["baseSalaries"]["nodes"]}
    assert salaries["2018-07-01"].startswith("Nghị định 72/2018/NĐ-CP <https://")


async def test_each_of_several_dated_sources_is_said(owner):
    told = "2018-07-01: Decree 72/2018/ND-CP; 2019-07-01: Decree 38/2019/ND-CP"
    asked = select(joined(cited(literal_column(f"'{told}'"))))
    sql = str(asked.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))

    assert await owner.fetchval(sql) == f'"{told}"'
    await owner.execute("set meritgrid.language = 'vi'")
    assert (
        await owner.fetchval(sql)
        == '"01/07/2018: Nghị định 72/2018/NĐ-CP; 01/07/2019: Nghị định 38/2019/NĐ-CP"'
    )
