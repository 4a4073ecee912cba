"""A run computed again: the same values and the same rules are two answers, versions and releases are neither."""

import json

import pytest

from domain.computing.rules import Rules
from domain.errors import Invalid
from domain.pay_runs.proof import reproduction
from domain.release import RELEASE


async def again(database, actor, run):
    async with database.reading(actor) as session:
        return await reproduction.reproduce(session, run)


async def test_a_run_follows_from_its_inputs_with_its_values_and_its_rules(small, computed_run, database, hr):
    found = await again(database, hr, computed_run)

    assert (found.same_values, found.same_rules) == (True, True)
    assert (found.lines, found.same, found.first_difference) == (6, 6, None)
    assert (found.other_rules, found.other_versions) == ([], [])
    assert found.recomputed_root == found.stored_root == found.run.lines_root
    assert found.run.release == RELEASE


async def test_other_code_of_the_same_models_changes_neither_answer(
    small, computed_run, database, hr, monkeypatch
):
    monkeypatch.setattr(
        Rules, "versions", property(lambda rules: dict.fromkeys(rules.ids.values(), "planted"))
    )

    found = await again(database, hr, computed_run)

    assert (found.same_values, found.same_rules) == (True, True)
    assert [other.current for other in found.other_versions] == ["planted"] * 4
    assert found.recomputed_root == found.run.lines_root


async def test_another_number_that_was_stored_is_another_rule_and_the_same_value(
    small, computed_run, owner, database, hr
):
    await owner.execute("set session_replication_role = replica")
    stored = json.loads(await owner.fetchval("select parameters from pay_run_rules"))
    stored["vn.classes_2026"]["quota_bp"] = 2100
    await owner.execute("update pay_run_rules set parameters = $1", json.dumps(stored))

    found = await again(database, hr, computed_run)

    assert (found.same_values, found.same_rules) == (True, False)
    assert found.other_rules == ["vn.classes_2026: quota_bp was 2100, and is 2000"]


async def test_the_first_line_and_step_that_differ_are_named(
    small, computed_run, owner, database, hr, monkeypatch
):
    of = reproduction.columns.of
    line = await owner.fetchrow("select employee_id, amount_vnd from pay_line where place = 0")

    def other(computed):
        """The quota of everybody is another one."""
        return of(computed).with_columns(unit_quota=of(computed)["unit_quota"] + 1)

    lines_of = reproduction.lines.of

    def other_lines(heading, computed):
        found = lines_of(heading, computed)
        return found.with_columns(steps=found["steps"].str.replace("1", "2"))

    monkeypatch.setattr(reproduction.columns, "of", other)
    monkeypatch.setattr(reproduction.lines, "of", other_lines)
    found = await again(database, hr, computed_run)

    assert (found.same, found.same_values, found.same_rules) == (0, False, True)
    assert found.first_difference == (
        f"Employee_{line['employee_id']}: kept {line['amount_vnd']} dong, computed {line['amount_vnd']} dong;"
        " the first step that differs is unit_quota: kept 0, computed 1"
    )


async def test_a_run_of_somebody_erased_is_none_the_less_reproduced(small, computed_run, owner, database, hr):
    await owner.execute("delete from secret where owner_id = (select employee_id from pay_line limit 1)")

    found = await again(database, hr, computed_run)

    assert (found.same, found.same_values) == (6, True)
    assert found.recomputed_root == found.run.lines_root


async def test_a_client_reads_both_answers(client, make_run):
    run = await make_run()
    client.sign_in("hr")

    answer = await client.ask(
        """query ($run: ID!) { reproduction(payRunId: $run) {
            reproduced sameValues sameRules otherRules otherVersions { modelId } release currentRelease } }""",
        run=f"PayRun_{run.id}",
    )

    assert answer["reproduction"] == {
        "reproduced": True, "sameValues": True, "sameRules": True, "otherRules": [], "otherVersions": [],
        "release": RELEASE, "currentRelease": RELEASE,
    }  # fmt: skip


async def test_a_run_of_a_kind_that_there_is_none_of_is_refused_by_the_name_of_the_kind(
    small, computed_run, owner, database, hr
):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run set kind = 'gift'")

    with pytest.raises(Invalid, match="'gift'") as refused:
        await again(database, hr, computed_run)

    assert (refused.value.code, refused.value.path) == ("unknown_kind", "payRunId")
