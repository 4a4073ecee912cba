"""Stored English texts in the reader's language."""

from domain.actor import SYSTEM
from domain.translations.content import translations

ENTERED = (
    "with entered as materialized (select set_config('meritgrid.actor', $1, true),"
    " set_config('meritgrid.day', $2, true), set_config('meritgrid.language', $3, true))"
    " select meritgrid_translated({}) from entered"
)


async def said(database, text: str, language: str) -> str:
    return await database.read_json(SYSTEM, ENTERED.format(f"'{text}'"), (), language)


async def test_a_step_is_said_in_the_language_of_whoever_reads(database) -> None:
    assert await said(database, "Bonus fund of the unit", "vi") == "Quỹ tiền thưởng của đơn vị"
    assert await said(database, "Bonus fund of the unit", "en") == "Bonus fund of the unit"
    assert await said(database, "No catalogue has this", "vi") == "No catalogue has this"
    assert await said(database, "", "vi") == ""


async def test_the_models_of_vietnam_have_the_last_word(database) -> None:
    assert await said(database, "Step held", "vi") == "Bậc lương đang giữ"


async def test_migrations_fill_the_table_with_every_text_of_the_catalogues(owner) -> None:
    rows = await owner.fetch("select language, source::text, text from translation")
    assert len(rows) == len(translations()) > 1_900
    assert {row["text"] for row in rows} == set(translations().values())
