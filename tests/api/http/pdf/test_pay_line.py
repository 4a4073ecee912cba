"""A pay line as a PDF: to whoever may read the line, in their language, the same bytes for the same line."""

import asyncio
import subprocess

import pytest

from api.http.pdf.view import DOCUMENT
from api.schema import schema
from tests.given import known
from tests.given.pay_runs import approved, computed
from tests.programs import needs_poppler

LINES = "{ payLines(first: 50) { nodes { id amount { formatted } leaf employee { code } } } }"
NOBODYS = "PayLine_0192f7c2-0000-7000-8000-000000000000"


@pytest.fixture
async def run(small, database, actor_named):
    """A computed run of the whole province."""
    return await computed(database, await actor_named("hr"), known("unit", "T"))


@pytest.fixture
async def paid(run, database, actor_named):
    """The same, approved."""
    return await approved(database, await actor_named("hr"), await actor_named("finance"), run)


@pytest.fixture
async def lines(run, client):
    """The lines of the run by the person's code, as HR reads them; nobody is signed in afterwards."""
    client.sign_in("hr")
    found = (await client.ask(LINES))["payLines"]["nodes"]
    client.sign_out()
    return {line["employee"]["code"]: line for line in found}


async def pdf(client, line, who="hr"):
    """The answer to somebody who asks for a line on paper."""
    client.sign_in(who)
    return await client.http.get(f"/pay-lines/{line['id']}.pdf")


def words(document: bytes) -> str:
    """What is read in it."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=document, capture_output=True, check=True)
    return done.stdout.decode()


def code(answer) -> tuple[int, str]:
    """Status and code of a refusal, which is no document."""
    assert answer.headers["content-type"] == "application/json"
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


async def test_an_employee_gets_their_own_line_as_a_tagged_document(client, lines, paid):
    answer = await pdf(client, lines["A2"], "employee")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('inline; filename="meritgrid-')
    assert answer.content.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.content


@needs_poppler
async def test_it_tells_who_how_much_why_and_what_proves_it_in_vietnamese(client, lines, paid):
    client.read_in("vi")

    said = words((await pdf(client, lines["A2"], "employee")).content)

    line = lines["A2"]
    assert "Người A2" in said
    assert "8.766.000" in said
    assert line["leaf"] in said
    assert "Chưa đồng ý?" in said
    assert "Điều 22 Nghị định 335/2025" in said
    assert "chưa được duyệt" not in said


@needs_poppler
async def test_it_tells_the_way_and_the_objection_in_the_words_of_the_page(client, lines, paid):
    client.read_in("vi")
    client.sign_in("employee")
    asked = "{ sentence stations { title reason } objection { to until answer } }"
    way = (await client.ask(f'{{ payLineWay(payLineId: "{lines["A2"]["id"]}") {asked} }}'))["payLineWay"]

    said = "".join(words((await pdf(client, lines["A2"], "employee")).content).split())

    told = [way["sentence"], *way["objection"].values()]
    told += [text for station in way["stations"] for text in station.values()]
    assert len(told) == 14
    assert [text for text in told if "".join(text.split()) not in said] == []


@needs_poppler
async def test_a_line_that_is_not_approved_says_so(client, lines):
    said = words((await pdf(client, lines["A2"])).content)

    assert "This run is not approved" in said
    assert "Nobody decided yet that the run pays" in said


async def test_the_same_line_is_the_same_bytes(client, lines, paid):
    first, second = [(await pdf(client, lines["A2"])).content for _ in range(2)]

    assert first == second


@needs_poppler
@pytest.mark.parametrize(
    "name", ["#panic() *Lan* _Anh_ [x] $1^2$ @ref <label> // \\ `", "An" * 100, "Ẩ Ộ Ữ Ỵ Đặng Thị Ngọc Ỷ"]
)
async def test_markup_in_a_name_is_text_and_a_long_one_stays_on_the_page(client, lines, owner, name):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update employee set full_name = $1 where code = 'A2'", name)

    answer = await pdf(client, lines["A2"])

    said = "".join(words(answer.content).split()).replace("\u200b", "")
    assert answer.status_code == 200
    assert "".join(name.split()) in said


async def test_another_persons_line_and_nobodys_are_answered_alike(client, lines, paid):
    anothers = await pdf(client, lines["A1"], "employee")
    nobodys = await pdf(client, {"id": NOBODYS}, "employee")

    assert code(anothers) == code(nobodys) == (404, "pay_line_not_found")
    assert anothers.content == nobodys.content


@pytest.mark.parametrize(
    "id_", ["x", "PayLine_", "Employee_0192f7c2-0000-7000-8000-000000000000", "%00", "a%2Fb"]
)
async def test_what_is_no_line_is_not_found_either(client, small, id_):
    answer = await pdf(client, {"id": id_})

    assert answer.status_code == 404
    assert b"%PDF" not in answer.content


async def test_an_employee_gets_no_line_before_it_is_approved(client, lines):
    assert code(await pdf(client, lines["A2"], "employee")) == (404, "pay_line_not_found")


async def test_whoever_is_not_signed_in_is_told_to_do_so(client, lines):
    answer = await client.http.get(f"/pay-lines/{lines['A2']['id']}.pdf")

    assert code(answer) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_page_gets_it_with_its_session_and_the_token_of_that_session(client, lines, paid):
    address = f"/pay-lines/{lines['A2']['id']}.pdf"
    assert (await client.http.post("/development/sign-in", json={"name": "employee"})).status_code == 204
    csrf = (await client.http.get("/session")).json()["csrfToken"]

    without = await client.http.get(address)
    another = await client.http.get(address, headers={"x-csrf-token": "another"})
    answer = await client.http.get(address, headers={"x-csrf-token": csrf})

    assert (code(without), code(another)) == ((403, "csrf_token"), (403, "other_session"))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


@needs_poppler
async def test_the_language_of_the_account_comes_before_that_of_the_request(client, lines, paid):
    client.sign_in("employee")
    chosen = 'mutation { setLanguage(input: {language: VI, idempotencyKey: "l"}) { problems { code } } }'
    assert (await client.ask(chosen))["setLanguage"]["problems"] == []
    client.read_in("en")

    answer = await pdf(client, lines["A2"], "employee")

    assert answer.headers["content-language"] == "vi"
    assert "Chưa đồng ý?" in words(answer.content)


async def test_what_the_document_asks_of_graphql_is_sound():
    assert schema.faults(DOCUMENT) == []


async def test_a_hundred_at_once_are_made_one_by_one_and_the_other_requests_go_on(client, lines, paid):
    client.sign_in("hr")
    asked = [asyncio.create_task(client.http.get(f"/pay-lines/{lines['A2']['id']}.pdf")) for _ in range(100)]
    await asyncio.sleep(0)
    before = [answer.done() for answer in asked]

    answered = await client.ask("{ about { version } }")
    answers = await asyncio.gather(*asked)

    codes = sorted(answer.status_code for answer in answers)
    assert not all(before)
    assert answered["about"]["version"]
    assert set(codes) == {200, 503}
    assert codes.count(200) >= 9
