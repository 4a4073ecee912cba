"""A reported what-if, put to this server: what is hidden does not follow from what is shown."""

from pathlib import Path

CASE = Path(__file__).parents[2] / "cases" / "31-hidden-by-subtraction.graphql"
FEWEST = 10


async def test_case_31_hides_what_would_follow_by_subtraction(client, computed_run):
    client.sign_in("legislator")

    told = (await client.ask(CASE.read_text(), b=f"PayRun_{computed_run}"))["simulate"]["scenarios"][0]

    outcomes = {row["outcome"]: row for row in told["outcomes"]}
    assert {name: row["hidden"] for name, row in outcomes.items()} == {
        "WINNERS": "COMPLEMENT",
        "LOSERS": "COMPLEMENT",
        "UNCHANGED": "SMALL_GROUP",
    }
    assert outcomes["WINNERS"]["difference"] is outcomes["LOSERS"]["difference"] is None
    moved = [abs(row["peopleBefore"] - row["peopleAfter"]) for row in told["byClass"] if not row["hidden"]]
    assert [people for people in moved if 0 < people < FEWEST] == []
    hidden = [row["class"]["code"] for row in told["byClass"] if row["hidden"]]
    assert "excellent" in hidden
    assert len(hidden) > 1
