"""What the rights are called where people read of them: `the right to {name}`."""

from collections.abc import Iterable

from domain.language.text import Text, all_of

NAMES = {
    "access.delegate": Text("delegate rights of one's own"),
    "access.grant": Text("grant rights"),
    "access.read": Text("see who may do what"),
    "assessment.confirm": Text("confirm assessments"),
    "assessment.propose": Text("propose assessments"),
    "assessment.read": Text("read assessments"),
    "audit.read": Text("read the trail"),
    "fund.open": Text("open funds"),
    "fund.read": Text("read funds"),
    "goals.write": Text("change goals, KPIs and products"),
    "grades.read": Text("read grades and steps"),
    "organisation.write": Text("change units, peer groups and positions"),
    "pay_run.approve": Text("approve pay runs"),
    "pay_run.close": Text("close pay runs"),
    "pay_run.create": Text("make pay runs"),
    "pay_run.read": Text("read pay runs"),
    "pay_run.review": Text("review pay runs"),
    "people.read": Text("read people's files"),
    "people.write": Text("change people's files"),
    "regulation.draft": Text("draft regulations"),
    "regulation.publish": Text("publish regulations"),
    "results.read": Text("read results"),
    "results.record": Text("record results"),
    "scenario.simulate": Text("ask what a rule would cost"),
    "targets.assign": Text("assign work"),
}


def named(verb: str) -> Text:
    """What a right is called; the verb itself where nobody gave it a name."""
    return NAMES.get(verb) or Text(verb)


def all_named(verbs: Iterable[str]) -> tuple[Text, ...]:
    """What several rights are called, to stand in a row."""
    return all_of(map(named, verbs))
