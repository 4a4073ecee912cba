"""My pay on paper: by the browser's print, with every step open, and as a document of the server's."""

import subprocess
from pathlib import Path

import pytest

from tests.given.pay_runs import approved
from tests.programs import needs_poppler
from tests.web.accessibility import grave

MOST_PAGES = 2


@pytest.fixture
async def my_pay(visit, database, hr, finance, make_run):
    """My pay of an employee whom an approved run pays."""
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    await page.locator(".amount").wait_for()
    return page


def words(document: Path) -> str:
    """What is read in a PDF."""
    return subprocess.run(
        ["pdftotext", "-raw", document, "-"], capture_output=True, check=True, text=True
    ).stdout


async def test_the_button_prints(my_pay):
    await my_pay.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")

    await my_pay.get_by_role("button", name="In", exact=True).click()

    assert await my_pay.evaluate("window.printed") == 1


@needs_poppler
async def test_the_other_button_saves_the_document_in_the_language_of_the_page(my_pay):
    async with my_pay.expect_download() as saving:
        await my_pay.get_by_role("button", name="Tải PDF").click()
    saved = await saving.value
    read = words(await saved.path())

    assert saved.suggested_filename.startswith("meritgrid-")
    assert saved.suggested_filename.endswith(".pdf")
    assert (await my_pay.inner_text(".amount h1")).split()[0] in read
    assert "Từ việc làm đến số tiền" in read


async def test_who_is_signed_out_meanwhile_is_told_so_and_saves_nothing(my_pay):
    saved = []

    def keep(download):
        saved.append(download)

    my_pay.on("download", keep)
    await my_pay.context.clear_cookies()

    await my_pay.get_by_role("button", name="Tải PDF").click()

    await my_pay.get_by_text("unauthenticated").wait_for()
    assert saved == []
    assert await grave(my_pay) == []


@needs_poppler
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_print_has_every_step_open_no_navigation_and_dark_letters_on_white(my_pay, scheme, tmp_path):
    await my_pay.emulate_media(color_scheme=scheme)

    printed = tmp_path / "my-pay.pdf"
    await my_pay.pdf(path=printed, prefer_css_page_size=True)

    said = words(printed)
    steps = await my_pay.locator(".every-step dt").all_text_contents()
    squeezed = "".join(said.split())
    assert [step for step in steps if "".join(step.split()) not in squeezed] == []
    assert len(steps) > 20
    assert "Đăng xuất" not in said
    assert [button for button in ("Tải PDF", "Tính lại dòng này") if button in said] == []
    assert said.count("\f") <= MOST_PAGES
    await my_pay.emulate_media(media="print", color_scheme=scheme)
    style = "getComputedStyle(document.body)"
    assert await my_pay.evaluate(f"[{style}.color, {style}.backgroundColor]") == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]
