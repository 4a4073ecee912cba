import json

from domain.pay_runs.proof import reproduction


async def test_every_units_lines_sum_to_its_fund(make_run, owner):
    run = await make_run()

    sums = await owner.fetch(
        "select f.amount_vnd, sum(l.amount_vnd)::bigint as shared from bonus_fund f"
        " join pay_line l on l.unit_id = f.unit_id group by f.id"
    )

    assert len(sums) == await owner.fetchval("select count(*) from bonus_fund")
    assert [row["shared"] for row in sums] == [row["amount_vnd"] for row in sums]
    assert run.total_vnd == sum(row["amount_vnd"] for row in sums)


async def test_excellent_stays_inside_the_quota_of_unit_and_peer_group(make_run, owner):
    await make_run()
    share = """
        select count(*) filter (where rated = 'excellent') as excellent,
               count(*) filter (where (line_values_at(l)::json ->> s.place) in ('excellent', 'good')) as good_or_better
        from pay_line l join pay_run_step s on s.pay_run_id = l.pay_run_id and s.rules_number = l.rules_number
             and s.name = 'class_by_score'
        where l.unit_id not in (select unit_id from regulation where parameters::text like '%quota_bp%')
        group by l.unit_id
    """

    for by in ("", ", peer_group_id"):
        groups = await owner.fetch(share + by)
        assert len(groups) > 3
        # At most 20 % of those rated good: people who stay good, excellent ones beside them.
        assert all(5 * group["excellent"] <= group["good_or_better"] for group in groups)


async def test_a_line_holds_every_step_of_its_person_in_the_order_of_the_sheet(make_run, owner):
    await make_run()

    line = await owner.fetchrow("select id, amount_vnd, rated from pay_line order by amount_vnd desc limit 1")
    steps = await owner.fetch(
        "select name, value from pay_line_step where pay_line_id = $1 order by ordinal", line["id"]
    )
    values = {step["name"]: step["value"] for step in steps}

    assert values["award_vnd"] == str(line["amount_vnd"])
    assert values["class"] == f'"{line["rated"]}"'
    assert None not in values.values()
    assert steps[0]["name"] == "months_counted"


async def test_a_sheet_of_a_year_cites_each_base_salary_from_its_own_decree(make_run, owner):
    await make_run()

    kept = await owner.fetch(
        "select certainty, parameters from pay_run_step_seen where name = 'base_salary_vnd'"
    )

    assert {row["certainty"] for row in kept} == {"press"}
    for row in kept:
        (base,) = json.loads(row["parameters"])
        assert [(one["day"], one["value"], one["source"], one["certainty"]) for one in base["dated"]] == [
            ("2024-07-01", 2_340_000, "Decree 73/2024/ND-CP", "press"),
            ("2026-07-01", 2_530_000, "Decree 161/2026/ND-CP art. 3.2", "text_read"),
        ]


async def test_a_run_follows_from_its_kept_inputs_line_by_line(database, make_run, hr, owner):
    run = await make_run()

    async with database.reading(hr) as session:
        again = await reproduction.reproduce(session, run.id)

    assert again.same_values
    lines = await owner.fetchval("select count(*) from pay_line")
    assert (again.lines, again.same) == (lines, lines)
    # Six of them moved within the year, and stand on the lists of two units.
    assert (run.people, lines) == (300, 306)
    assert again.recomputed_root == run.lines_root


async def test_a_line_changed_behind_our_back_is_named(database, make_run, hr, owner):
    run = await make_run()
    victim = await owner.fetchval("select employee_id from pay_line order by employee_id limit 1")
    await owner.execute(
        "set session_replication_role = replica;"
        f"update pay_line set amount_vnd = amount_vnd + 1, leaf = 'x' where employee_id = '{victim}'"
    )

    async with database.reading(hr) as session:
        again = await reproduction.reproduce(session, run.id)

    assert not again.same_values
    assert again.same == await owner.fetchval("select count(*) from pay_line") - 1
    assert again.first_difference.startswith(f"Employee_{victim}: kept ")
