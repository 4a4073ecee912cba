"""Rights: who may do what with which table, as a page for people. Printed by `meritgrid rights`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.database.state.declarations import Declared
from domain.database.state.policy import Rule

HEAD = """# Who may see and write what

Written by `meritgrid rights > docs/rights.md` from the policies that the database itself enforces for every request;
nobody edits it by hand, and a test compares it with them. What is not on this page is refused.

A verb in `this form` is a right that is granted to an account, on a unit and everything below it, from a day to a day;
the table at the end says what each verb is for. Views show each reader what the tables beneath show them.
"""
VERBS_HEAD = """## The verbs

| verb | for | tables that ask for it |
|---|---|---|
"""
# A row is changed by whoever may write it as it stands, into what they may write.
_BECOMES = "{as_it_is}; and then, of the row as it becomes: {becomes}"


def page(areas: Sequence[Declared], verbs: Mapping[str, str]) -> str:
    """The page in Markdown: a section for each area, and which tables ask for each verb."""
    sections = [_section(area) for area in areas if area.policies]
    rules = {table: rule for area in areas for table, rule in area.policies.items()}
    rows = [f"| `{verb}` | {says} | {_asking(verb, rules)} |\n" for verb, says in verbs.items()]
    return "\n".join([HEAD, *sections, VERBS_HEAD + "".join(rows)])


def _section(area: Declared) -> str:
    title = area.name.replace("_", " ").capitalize()
    rows = [row for table, rule in area.policies.items() for row in _rows(table, rule)]
    return f"## {title}\n\n| table | verb | who may |\n|---|---|---|\n" + "".join(rows)


def _rows(table: str, rule: Rule) -> Iterator[str]:
    yield f"| **{table}** | read | {rule.read.says if rule.read else 'nobody'} |\n"
    if rule.insert:
        yield f"| | add | {rule.insert.says} |\n"
    if rule.update:
        says = rule.update.says
        if rule.becomes:
            says = _BECOMES.format(as_it_is=says, becomes=rule.becomes.says)
        yield f"| | change {', '.join(rule.columns)} | {says} |\n"
    if rule.delete:
        yield f"| | remove | {rule.delete.says} |\n"
    for says in _besides(rule):
        yield f"| | | *{says}* |\n"


def _besides(rule: Rule) -> Iterator[str]:
    if rule.append_only:
        yield "Nobody changes or removes a row, the owner of the database neither."
    if rule.paid_from:
        yield "What somebody was paid from does not change while that payment stands."
    if rule.counted:
        yield "How many there are is kept for each unit, for those who read them there."
    if rule.note:
        yield rule.note


def _asking(verb: str, rules: Mapping[str, Rule]) -> str:
    named = re.compile(rf"'{re.escape(verb)}'")
    return ", ".join(
        table for table, rule in rules.items() if any(named.search(sql) for _, _, sql in rule.grants())
    )
