"""The story of docs/how-to/day-one.md, replayed with exactly its documents, in a rehearsal on an empty database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from api.app import create
from domain import clock
from tests.fixtures.client import HERE, Client
from tests.fixtures.stories.day_one import DAY, FOLDER, begun, refusals, rehearsal, tell
from tests.fixtures.stories.documents import HOW_TO, documents
from tests.fixtures.tokens import NAME, Provider, key, published


@pytest.fixture
async def people(owner_url, database, tmp_path) -> AsyncIterator[Client]:
    """A client of a rehearsal that trusts the provider of the tests and begins with its first administrator."""
    clock.set_today(DAY)
    await begun(owner_url, NAME)
    settings = rehearsal(NAME, data_folder=tmp_path, oidc_jwks_url=f"{NAME}/keys")
    app = create(settings, "")
    app.state.server.database = database
    app.state.outward._transport = httpx2.MockTransport(
        lambda _: httpx2.Response(200, json=published(key("RS256")))
    )
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as http:
        yield Client(http, settings)
    await app.state.outward.aclose()


@pytest.fixture
async def told(people: Client) -> dict[str, Any]:
    """The answer of every document by its number, each sent by the one it names, who has just signed in."""

    async def enter(sub: str) -> Client:
        now = int(datetime.now(UTC).timestamp())
        token = Provider().token(sub=sub, iat=now, exp=now + 600, auth_time=now)
        people.http.headers["authorization"] = f"Bearer {token}"
        return people

    return await tell(enter, NAME)


async def test_an_empty_installation_becomes_one_in_which_rights_are_granted(told, trail, owner):
    assert [each for each in refusals(told) if each[0] <= "12"] == [("04", "NEEDS_TWO_PEOPLE")]
    me = told["01"]["me"]
    assert (me["name"], me["subject"]) == ("Trần Thị Lan", f"{NAME}|lan")
    (right,) = me["rights"]["nodes"]
    assert (right["verb"], right["cause"], right["through"]["code"]) == (
        "ACCESS_GRANT", "GIVEN_BY_THE_OWNER", "LG",
    )  # fmt: skip
    assert told["01"]["units"]["totalCount"] == 1
    assert told["03"]["grantRight"]["accessGrant"]["givenBy"]["name"] == "Trần Thị Lan"
    assert sorted(right["passesOn"]) == sorted(await passed_on(owner))
    assert [name for name in await trail() if name.startswith(("adm", "right"))] == [
        "administration.begun", "right.granted_alone", "right.requested", "right.granted", "right.granted",
        "right.granted", "right.delegated", "right.returned", *["right.granted"] * 4,
    ]  # fmt: skip


async def passed_on(owner) -> list[str]:
    """What the second person may grant, as the documents say it: every verb, in the words of the schema."""
    verbs = await owner.fetchval(
        "select g.passes_on from access_grant g join account a on a.id = g.account_id"
        " where verb = 'access.grant' and name = 'Nguyễn Văn Minh'"
    )
    return [verb.replace(".", "_").upper() for verb in verbs]


async def test_a_third_who_grants_takes_two_and_is_told_so_in_their_language(told):
    (problem,) = told["04"]["grantRight"]["problems"]
    assert problem["path"] == ["input", "verb"]
    assert "một người đề nghị (requestRight), một người khác xác nhận (confirmRight)" in problem["message"]
    given = told["06"]["confirmRight"]["accessGrant"]
    assert (given["effectiveUntil"], given["passesOn"]) == ("2026-07-01", ["PEOPLE_READ", "RESULTS_READ"])
    assert (given["givenBy"]["name"], given["request"]["askedBy"]["name"]) == (
        "Nguyễn Văn Minh", "Trần Thị Lan",
    )  # fmt: skip


async def test_who_may_what_is_told_with_why_and_until_when(told):
    assert told["10"]["rights"] == {
        "totalCount": 2,
        "nodes": [
            {
                "account": {"name": "Phòng Tổ chức cán bộ"},
                "cause": "GRANTED",
                "givenBy": {"name": "Nguyễn Văn Minh"},
                "through": {"code": "LG"},
                "effectiveUntil": None,
            },
            {
                "account": {"name": "Lê Thị Hoa"},
                "cause": "DELEGATED",
                "givenBy": {"name": "Phòng Tổ chức cán bộ"},
                "through": {"code": "LG"},
                "effectiveUntil": "2026-01-16",
            },
        ],
    }
    assert told["10"]["later"]["nodes"] == [{"account": {"name": "Phòng Tổ chức cán bộ"}, "cause": "GRANTED"}]
    assert told["11"]["endDelegation"]["accessGrant"]["effectiveUntil"] == DAY.isoformat()


async def test_a_closed_account_opens_again(told):
    closed, opened = told["12"]["closed"]["account"], told["12"]["open"]["account"]

    assert (closed["closedOn"], closed["version"]) == (DAY.isoformat(), 2)
    assert (opened["closedOn"], opened["version"]) == (None, 3)


async def test_units_and_posts_are_set_up_and_every_fault_is_told_by_its_row(told):
    assert [each for each in refusals(told) if "12" < each[0] <= "21"] == [
        ("15", "CODE_TAKEN"), ("15", "PEER_GROUP_MISSING"), ("15", "UNIT_NOT_FOUND"),
        ("19", "UNIT_HAS_UNITS"), ("19", "UNIT_HAS_POSITIONS"), ("19", "UNIT_HAS_POSITIONS"),
        ("21", "UNIT_CLOSED"),
    ]  # fmt: skip
    assert len(told["13"]["createUnits"]["ids"]) == 5
    assert [len(told["14"][name]["ids"]) for name in ("createPeerGroups", "createPositions")] == [3, 3]
    rows = [problem["row"] for problem in told["15"]["createPositions"]["problems"]]
    assert rows == [0, 1, 2]
    assert "Hãy nêu một nhóm" in told["15"]["createPositions"]["problems"][1]["message"]


async def test_a_slip_is_taken_back_and_two_communes_become_one(told):
    assert (told["17"]["unit"]["name"], told["17"]["december"]["name"]) == (
        "Xã Bình Minh",
        "Phường Bình Minh",
    )
    assert told["18"]["withdrawUnitState"]["unit"] == {"name": "Xã Bình Minh", "states": {"totalCount": 1}}
    assert len(told["20"]["mergeUnits"]["ids"]) == 2
    assert "XHM tiếp nhận" in told["21"]["createUnits"]["problems"][0]["message"]


async def test_people_are_hired_moved_and_leave(told):
    assert [each for each in refusals(told) if "22" <= each[0] <= "28"] == [
        ("24", "PERSON_KNOWN"), ("24", "STAFFING_EXCEEDED"), ("24", "UNKNOWN_NATIONAL_GRADE"), ("24", "UNIT_CLOSED"),
        ("28", "BEFORE_HIRE"), ("28", "POSITION_NOT_BEGUN"), ("28", "EMPLOYEE_NOT_FOUND"), ("28", "POSITION_NOT_BEGUN"),
    ]  # fmt: skip
    assert [each for each in refusals(told) if "29" <= each[0] <= "30"] == [
        ("29", "ALLOWANCE_OUT_OF_RANGE"), ("29", "UNKNOWN_LEADERSHIP_CODE"),
    ]  # fmt: skip
    assert [each for each in refusals(told) if "31" <= each[0] <= "32"] == [
        ("31", "LEAVES_OVERLAP"), ("31", "NO_POST_ON_LEAVE"),
    ]  # fmt: skip
    file = told["32"]["withdrawLeave"]["employee"]
    assert (file["code"], file["leaves"]["nodes"]) == ("LG-001", [])
    assert [each["value"] for each in file["allowances"]["nodes"]] == [50, 1000]
    assert len(told["23"]["hirePeople"]["ids"]) == 3
    likeness = told["24"]["hirePeople"]["problems"][0]["message"]
    assert "đã có với mã LG-001" in likeness
    assert told["26"]["withdrawOccupancy"]["unit"] == {"code": "SNV"}
    where = {
        when: [(each["unit"]["code"], each["position"]["code"]) for each in told["27"][when]["nodes"]]
        for when in ("today", "march")
    }
    assert where == {
        "today": [("STP-PC", "STP-PC-01")] * 3,
        "march": [("STP-PC", "SNV-01"), ("SNV", "SNV-01"), ("STP-PC", "STP-PC-01")],
    }
    assert [each["occupancy"]["seconded"] for each in told["27"]["march"]["nodes"]] == [True, False, False]


async def test_goals_are_drafted_published_and_read_as_of_any_day(told):
    assert [each for each in refusals(told) if "39" < each[0] <= "44"] == [
        ("42", "STAGE_OUT_OF_ORDER"), ("42", "GOAL_UNDER_ITSELF"), ("42", "CODE_INHERITED"),
    ]  # fmt: skip
    assert "đang ở trạng thái dự thảo" in told["42"]["changePolicyGoals"]["problems"][0]["message"]
    assert [each["stage"] for each in told["43"]["before"]["nodes"]] == ["DRAFTED", "DRAFTED"]
    first, second = told["43"]["after"]["nodes"]
    assert (first["stage"], second["stage"], second["parent"]) == ("PUBLISHED", "PUBLISHED", {"code": "CCHC"})
    assert [each["actNumber"] for each in second["states"]["nodes"]] == ["11/NQ-HĐND", "10/NQ-HĐND"]
    assert told["44"]["withdrawPolicyGoalState"]["unit"] == {"code": "STP"}


async def test_the_gate_refuses_with_all_that_lacks_and_then_passes(told):
    assert [each for each in refusals(told) if "44" < each[0] <= "49"] == [
        *[("46", "NOT_MEASURABLE")] * 4, ("47", "WITHIN_A_MONTH"),
    ]  # fmt: skip
    problems = told["46"]["activateKpiSet"]["problems"]
    assert [each["law"] for each in problems] == ["Nghị định 335/2025 điều 14"] * 4
    assert all(each["message"].startswith("TP2 chưa") for each in problems)
    assert "2026" in told["47"]["changeKpis"]["problems"][0]["message"]
    made = told["48"]["activateKpiSet"]["kpiSet"]
    assert [each["code"] for each in made["kpis"]["nodes"]] == ["TP1", "TP2"]
    february, march = [told["49"][month]["nodes"][0]["kpiGate"] for month in ("february", "march")]
    assert (february["active"], len(february["missing"])) == (False, 4)
    assert (march["active"], march["missing"], march["set"]["actNumber"]) == (True, [], "15/QĐ-STP")


def test_the_how_to_names_every_document_in_order():
    page = (HOW_TO / "day-one.md").read_text()

    places = [page.find(f"day-one/{document.name}.graphql") for document in documents(FOLDER)]
    assert -1 not in places
    assert places == sorted(places)
