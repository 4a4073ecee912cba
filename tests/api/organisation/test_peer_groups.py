"""Peer groups are set up, renamed and closed from a day on by an act, many at once."""

from tests.api.organisation.documents import (
    CHANGE_GROUPS,
    DAY,
    DAY_BEFORE,
    EXPERT,
    EXPERTS,
    GROUPS,
    POSTS,
    post,
)


async def test_a_peer_group_is_renamed(justice, posts, groups):
    await justice.done(POSTS, input=posts(EXPERT, day="2027-01-01"))
    group = (await post(justice, "STP-CV"))["peerGroup"]["id"]

    await justice.done(CHANGE_GROUPS, input=groups({"peerGroupId": group, "name": "Chuyên viên các phòng"}))

    names = [(await post(justice, "STP-CV", day))["peerGroup"]["name"] for day in (DAY_BEFORE, DAY)]
    assert names == ["Chuyên viên", "Chuyên viên các phòng"]


async def test_a_list_that_renames_one_group_and_closes_another_is_told_as_both(justice, groups, trail):
    first, second = await justice.done(
        GROUPS, input=groups({**EXPERTS, "code": "LD"}, {**EXPERTS, "code": "NV"}, day="2027-01-01")
    )

    renames, closes = {"peerGroupId": first, "name": "Lãnh đạo"}, {"peerGroupId": second, "closes": True}
    await justice.done(CHANGE_GROUPS, input=groups(renames, closes))

    assert (await trail())[-2:] == ["peer_group.closed", "peer_group.renamed"]


async def test_a_row_that_changes_nothing_of_a_group_is_refused(justice, groups, trail):
    (group,) = await justice.done(GROUPS, input=groups({**EXPERTS, "code": "LD"}, day="2027-01-01"))
    before = await trail()

    told = await justice.problem(CHANGE_GROUPS, input=groups({"peerGroupId": group}))

    assert (told["code"], told["field"]) == ("nothing_changes", "peerGroupId")
    assert await trail() == before


async def test_a_group_that_is_not_there_or_has_the_code_already_is_refused(justice, groups):
    nowhere = "PeerGroup_0192a7c4-0000-7000-8000-00000000abcd"

    told = await justice.problem(CHANGE_GROUPS, input=groups({"peerGroupId": nowhere, "name": "X"}))
    assert told["code"] == "peer_group_not_found"
    told = await justice.problem(GROUPS, input=groups(EXPERTS))
    assert (told["code"], told["field"]) == ("code_taken", "code")
