"""Row-level security policies as data: who may read and write each table, in SQL and in words. Deny is the default.

Each area declares the rules of its own tables in `policies.py`; what nobody declares, nobody may.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ROLE = "meritgrid_app"
ACTOR = "(select nullif(current_setting('meritgrid.actor', true), '')::uuid)"
SYSTEM = "'00000000-0000-7000-8000-000000000001'::uuid"

Verb = Literal["select", "insert", "update", "delete"]
# The rows that a statement's trigger is shown.
_CHANGED = {
    "insert": "new table as added",
    "update": "old table as gone new table as added",
    "delete": "old table as gone",
}


@dataclass(frozen=True)
class Condition:
    """Which rows, for PostgreSQL and for whoever reads `docs/rights.md`.

    `who`: the words name people, and not what must be true besides. `loose`: an `or` that an `and` must embrace.
    """

    sql: str
    says: str
    who: bool = False
    loose: bool = False


def either(*conditions: Condition) -> Condition:
    """Any of them is enough."""
    sql, says = " or ".join(one.sql for one in conditions), "; or ".join(one.says for one in conditions)
    return Condition(sql, says, who=True, loose=True)


def both(*conditions: Condition) -> Condition:
    """All of them are needed."""
    sql = " and ".join(f"({one.sql})" if one.loose else one.sql for one in conditions)
    people_first = sorted(conditions, key=lambda one: not one.who)
    says = [f"({one.says})" if "; or " in one.says else one.says for one in people_first]
    return Condition(sql, f"{says[0]}, provided {' and '.join(says[1:])}", who=True)


def everywhere(verb: str) -> Condition:
    """The actor holds the verb on the root, that is on every unit."""
    return Condition(f"(select meritgrid_everywhere({ACTOR}, '{verb}'))", f"`{verb}` everywhere", who=True)


def holds(verb: str, unit: str = "unit_id", of: str = "its unit") -> Condition:
    """The actor holds the verb everywhere, or on the row's unit; each sub-select runs once per statement."""
    reached = f"{unit} in (select meritgrid_units({ACTOR}, '{verb}'))"
    return Condition(f"{everywhere(verb).sql} or {reached}", f"`{verb}` on {of}", who=True, loose=True)


def own(verb: str) -> Condition:
    """The employee's own row, or one that the verb reaches."""
    # Whoever may read everywhere is asked nothing more of each row.
    return either(holds(verb), Condition(f"employee_id = {ACTOR}", "the person it is about", who=True))


SIGNED_IN = Condition(f"{ACTOR} is not null", "everybody who is signed in", who=True)


@dataclass(frozen=True)
class Rule:
    """Conditions for one table; `None` grants nothing, not even the privilege.

    `update` is asked of the row as it is, `becomes` of the row as it will be (the same, when not given); `columns`
    are all that may change. `append_only`: nobody changes or removes a row, the owner neither. `paid_from`: what a
    person was paid from stays once it is paid, and this column (a day, or a year) says for which years it counts.
    `counted`: its rows are counted as they are written, and whoever holds this verb on a unit sees that unit's count;
    `read` must then be `own` of it, or totals would tell more or less than rows do. `note`: who else writes it, for
    people.
    """

    read: Condition | None
    insert: Condition | None = None
    update: Condition | None = None
    becomes: Condition | None = None
    columns: tuple[str, ...] = ()
    delete: Condition | None = None
    append_only: bool = False
    paid_from: str = ""
    counted: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError when the counts of the table would be seen by others than its rows."""
        if self.counted and self.read != own(self.counted):
            raise ValueError(
                f"rows that are counted by unit are read by own({self.counted!r}) and nothing else"
            )

    def grants(self) -> Iterator[tuple[Verb, str, str]]:
        """What may be done, the privilege for it, and the condition: select, `select`, `using (...)`."""
        if self.read:
            yield "select", "select", f"using ({self.read.sql})"
        if self.insert:
            yield "insert", "insert", f"with check ({self.insert.sql})"
        if self.update:
            becomes = self.becomes or self.update
            yield (
                "update",
                f"update ({', '.join(self.columns)})",
                f"using ({self.update.sql}) with check ({becomes.sql})",
            )
        if self.delete:
            yield "delete", "delete", f"using ({self.delete.sql})"


def statements(table: str, rule: Rule) -> Iterator[str]:
    """Row-level security, privileges, policies and triggers of a table, for the application's role."""
    yield f"alter table {table} enable row level security"
    for verb, privilege, condition in rule.grants():
        yield f"grant {privilege} on {table} to {ROLE}"
        yield f"create policy {table}_{verb} on {table} for {verb} to {ROLE} {condition}"
    if rule.append_only:
        # A row-level trigger does not see TRUNCATE: the guard stands on the statement.
        yield (
            f"create trigger {table}_append_only before update or delete or truncate on {table}"
            " for each statement execute function refuse_change()"
        )
    if rule.paid_from:
        for verb in ("insert", "update"):
            yield (
                f"create trigger {table}_stays_once_paid_{verb} after {verb} on {table} referencing new table as"
                f" changed for each statement execute function refuse_what_is_paid('{rule.paid_from}')"
            )
    if rule.counted:
        yield from _counts(table, rule.counted)


def _counts(table: str, verb: str) -> Iterator[str]:
    """The triggers that count the rows of a table, and the policy by which its counts are seen."""
    for operation, sets in _CHANGED.items():
        yield (
            f"create trigger {table}_counted_{operation} after {operation} on {table} referencing {sets}"
            " for each statement execute function count_rows()"
        )
    yield (
        f"create trigger {table}_counted_truncate before truncate on {table}"
        " for each statement execute function refuse_truncate()"
    )
    seen = f"table_name = '{table}' and ({holds(verb).sql})"
    yield f"create policy {table}_counts_select on row_count for select to {ROLE} using ({seen})"
