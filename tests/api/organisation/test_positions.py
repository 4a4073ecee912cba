"""Positions and peer groups are set up, changed and closed from a day on by an act, many at once."""

import pytest

from tests.api.organisation.documents import (
    CHANGE_GROUPS,
    CHANGE_POSTS,
    CLOSE,
    DAY,
    DAY_BEFORE,
    EXPERT,
    EXPERTS,
    GROUPS,
    POSTS,
    WITHDRAW_GROUP,
    WITHDRAW_POST,
    post,
)
from tests.given import known

DIRECTOR = {
    "unitCode": "STP",
    "code": "STP-GD",
    "title": "Giám đốc Sở",
    "peerGroupCode": "CV",
    "leadershipCode": "commune.chair.other",
}


async def test_posts_are_set_up_with_title_range_group_and_staffing(justice, posts, trail):
    ids = await justice.done(POSTS, input=posts(EXPERT, DIRECTOR))

    expert, director = [await post(justice, code) for code in ("STP-CV", "STP-GD")]
    assert ids == [expert["id"], director["id"]]
    assert (expert["title"], expert["unit"], expert["staffing"]) == (
        "Chuyên viên pháp chế",
        {"code": "STP"},
        3,
    )
    assert (expert["lowestGradeCode"], expert["highestGradeCode"], expert["leader"]) == ("A1", "A2.1", False)
    assert (director["leader"], director["leadershipCode"]) == (True, "commune.chair.other")
    assert expert["peerGroup"]["code"] == "CV"
    assert expert["states"]["nodes"][0]["actNumber"] == "12/QĐ-UBND"
    assert await trail() == ["unit.created", "peer_group.created", "position.created", "position.created"]


async def test_a_post_without_a_peer_group_is_refused_with_the_law_that_needs_it(justice, posts):
    row = {name: value for name, value in EXPERT.items() if name != "peerGroupCode"}

    told = await justice.problem(POSTS, input=posts(row))

    assert (told["code"], told["path"]) == (
        "peer_group_missing",
        ["input", "positions", "0", "peerGroupCode"],
    )
    assert told["law"] == "Decree 335/2025 art. 20"
    assert await post(justice, "STP-CV") is None


async def test_every_fault_of_every_post_is_told_and_nothing_is_written(justice, posts, owner):
    before = await owner.fetchval("select count(*) from position")
    rows = [
        {**EXPERT, "code": "A-C"},
        {**EXPERT, "lowestGradeCode": "Z9", "staffing": 0},
        {**EXPERT, "peerGroupCode": "NONE"},
        {**DIRECTOR, "leadershipCode": "president", "unitCode": "NOWHERE"},
        {**DIRECTOR, "leader": False, "title": " ", "code": "X"},
    ]

    told = await justice.problems(POSTS, input=posts(*rows))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("code_taken", 0, "code"),
        ("unknown_grade", 1, "lowestGradeCode"),
        ("staffing_out_of_range", 1, "staffing"),
        ("given_twice", 2, "code"),
        ("peer_group_elsewhere", 2, "peerGroupCode"),
        ("unknown_leadership_code", 3, "leadershipCode"),
        ("unit_not_found", 3, "unitCode"),
        ("title_missing", 4, "title"),
        ("leads_nobody", 4, "leader"),
    ]
    assert await owner.fetchval("select count(*) from position") == before


async def test_a_post_changes_from_a_day_on_and_was_what_it_was_before(justice, posts, trail):
    await justice.done(POSTS, input=posts(EXPERT, day="2027-01-01"))
    change = {"positionCode": "STP-CV", "title": "Chuyên viên cao cấp", "staffing": 5}

    await justice.done(CHANGE_POSTS, input=posts(change))

    before, after = [await post(justice, "STP-CV", day) for day in (DAY_BEFORE, DAY)]
    assert (before["title"], before["staffing"]) == ("Chuyên viên pháp chế", 3)
    assert (after["title"], after["staffing"], after["lowestGradeCode"]) == ("Chuyên viên cao cấp", 5, "A1")
    assert (await trail())[-1] == "position.changed"


async def test_what_a_held_post_gives_changes_with_the_year_only(hr, posts, owner):
    change = {"positionCode": "A-C", "leadershipCode": "commune.chair.other"}

    told = await hr.problem(CHANGE_POSTS, input=posts(change))
    assert (told["code"], told["path"]) == ("changes_within_the_year", ["input", "effectiveFrom"])
    assert await owner.fetchval("select count(*) from position_state") == 0

    await hr.done(CHANGE_POSTS, input=posts(change, day="2028-01-01"))
    assert (await post(hr, "A-C", "2027-12-31"))["leadershipCode"] is None
    assert (await post(hr, "A-C", "2028-01-01"))["leader"] is True


async def test_a_post_that_somebody_holds_is_not_closed(hr, posts, owner):
    told = await hr.problem(CHANGE_POSTS, input=posts({"positionCode": "A-C", "closes": True}))

    assert (told["code"], told["field"]) == ("position_is_held", "positionCode")
    assert (
        told["message"] == "The post A-C is held on that day or later (2): transfer whoever holds it first."
    )
    assert await owner.fetchval("select count(*) from position_state") == 0


async def test_a_closed_post_leaves_its_unit_free_to_close(justice, posts, groups, given_by, trail):
    await justice.done(POSTS, input=posts(EXPERT, day="2027-01-01"))
    told = await justice.problem(CLOSE, input=given_by({"unitCode": "STP"}))
    assert told["code"] == "unit_has_positions"
    group = (await post(justice, "STP-CV"))["peerGroup"]["id"]
    told = await justice.problem(CHANGE_GROUPS, input=groups({"peerGroupId": group, "closes": True}))
    assert told["code"] == "peer_group_has_positions"

    await justice.done(CHANGE_POSTS, input=posts({"positionCode": "STP-CV", "closes": True}))
    await justice.done(CHANGE_GROUPS, input=groups({"peerGroupId": group, "closes": True}))
    await justice.done(CLOSE, input=given_by({"unitCode": "STP"}))

    open_, closed = [await post(justice, "STP-CV", day) for day in (DAY_BEFORE, DAY)]
    assert (open_["closed"], closed["closed"]) == (False, True)
    assert (open_["peerGroup"]["closed"], closed["peerGroup"]["closed"]) == (False, True)
    assert (await trail())[-3:] == ["position.closed", "peer_group.closed", "unit.closed"]
    told = await justice.problem(
        CHANGE_POSTS, input=posts({"positionCode": "STP-CV", "title": "X"}, day="2027-03-01")
    )
    assert told["code"] == "already_closed"


async def test_posts_of_a_closed_group_or_unit_are_not_set_up(justice, posts, groups, given_by):
    (group,) = await justice.done(GROUPS, input=groups({**EXPERTS, "code": "LD"}, day="2027-01-01"))
    await justice.done(CHANGE_GROUPS, input=groups({"peerGroupId": group, "closes": True}))

    told = await justice.problem(POSTS, input=posts({**EXPERT, "peerGroupId": group, "peerGroupCode": None}))
    assert (told["code"], told["field"]) == ("peer_group_closed", "peerGroupId")

    await justice.done(CLOSE, input=given_by({"unitCode": "STP"}))
    told = await justice.problem(POSTS, input=posts(EXPERT, day="2027-03-01"))
    assert (told["code"], told["field"]) == ("unit_closed", "unitCode")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"positionCode": "NOWHERE", "title": "X"}, "position_not_found"),
        ({"title": "X"}, "position_missing"),
        ({"positionCode": "STP-CV", "title": "Chuyên viên pháp chế"}, "nothing_changes"),
        ({"positionCode": "STP-CV", "positionId": f"Position_{known('position', 'A-C')}"}, "named_twice"),
        ({"positionCode": "STP-CV", "expectedStateId": "PositionState_0192a7c4-0000-7000-8000-00000000abcd",
          "title": "X"}, "stale_version"),
    ],
)  # fmt: skip
async def test_a_change_of_a_post_that_cannot_be_is_refused_by_name(justice, posts, owner, row, code):
    await justice.done(POSTS, input=posts(EXPERT, day="2027-01-01"))

    told = await justice.problem(CHANGE_POSTS, input=posts(row))

    assert told["code"] == code
    assert await owner.fetchval("select count(*) from position_state") == 1


async def test_what_was_dated_by_slip_is_withdrawn_and_what_is_in_use_stays(justice, posts, owner, trail):
    await justice.done(POSTS, input=posts(EXPERT, day="2027-01-01"))
    await justice.done(CHANGE_POSTS, input=posts({"positionCode": "STP-CV", "title": "Slip"}))
    slip, first = (await post(justice, "STP-CV"))["states"]["nodes"]
    group = await owner.fetchval("select id from peer_group_state")

    def withdrawn(kind, id_, key):
        return {"id": f"{kind}_{id_.rpartition('_')[2]}", "reason": "slip", "idempotencyKey": key}

    told = await justice.problem(WITHDRAW_POST, input=withdrawn("PositionState", first["id"], "a"))
    assert told["code"] == "not_the_latest"
    told = await justice.problem(WITHDRAW_GROUP, input=withdrawn("PeerGroupState", str(group), "b"))
    assert told["code"] == "peer_group_in_use"

    for place, state in enumerate((slip, first)):
        unit = await justice.done(WITHDRAW_POST, input=withdrawn("PositionState", state["id"], f"p{place}"))
        assert unit == {"code": "STP"}
    assert await post(justice, "STP-CV") is None
    await justice.done(WITHDRAW_GROUP, input=withdrawn("PeerGroupState", str(group), "g"))
    assert await owner.fetchval("select count(*) from peer_group where code = 'CV'") == 0
    assert (await trail())[-3:] == ["position.withdrawn", "position.withdrawn", "peer_group.withdrawn"]


async def test_a_post_that_somebody_holds_is_not_withdrawn(justice, posts, owner):
    await justice.done(POSTS, input=posts(EXPERT, day="2027-01-01"))
    (only,) = (await post(justice, "STP-CV"))["states"]["nodes"]
    await owner.execute(
        "insert into occupancy (id, effective_from, employee_id, unit_id, position_id, share_bp, acting)"
        " select gen_random_uuid(), '2027-01-01', $1, unit_id, id, 10000, false from position where code = 'STP-CV'",
        known("employee", "A2"),
    )

    told = await justice.problem(
        WITHDRAW_POST, input={"id": only["id"], "reason": "slip", "idempotencyKey": "w"}
    )

    assert told["code"] == "position_in_use"
    assert (await post(justice, "STP-CV"))["closed"] is False


async def test_whoever_may_only_read_sets_up_no_post(justice, posts, groups, trail):
    before = await trail()
    justice.sign_in("commune_hr")

    for document, sent in ((POSTS, posts(EXPERT)), (GROUPS, groups(EXPERTS))):
        assert (await justice.problem(document, input=sent))["code"] == "forbidden"
    assert await trail() == before


async def test_states_that_are_not_there_are_not_withdrawn(justice, trail):
    before = await trail()

    for document, kind, code in (
        (WITHDRAW_POST, "PositionState", "position_state_not_found"),
        (WITHDRAW_GROUP, "PeerGroupState", "peer_group_state_not_found"),
    ):
        nowhere = {
            "id": f"{kind}_0192a7c4-0000-7000-8000-00000000abcd",
            "reason": "slip",
            "idempotencyKey": kind,
        }
        assert (await justice.problem(document, input=nowhere))["code"] == code
    assert await trail() == before
