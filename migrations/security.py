"""Row-level security as data: which verb reads and writes each table. Deny is the default."""

from collections.abc import Iterator
from dataclasses import dataclass

ROLE = "meritgrid_app"
ACTOR = "(select nullif(current_setting('meritgrid.actor', true), '')::uuid)"
SIGNED_IN = f"{ACTOR} is not null"
SYSTEM = "'00000000-0000-7000-8000-000000000001'::uuid"


def holds(verb: str, unit: str = "unit_id") -> str:
    """The actor holds the verb everywhere, or on the row's unit; each sub-select runs once per statement."""
    return f"(select meritgrid_everywhere({ACTOR}, '{verb}')) or {unit} in (select meritgrid_units({ACTOR}, '{verb}'))"


@dataclass(frozen=True)
class Rule:
    """Conditions for one table; `None` grants nothing, not even the privilege.

    `update` is asked of the row as it is, `becomes` of the row as it will be (the same, when not given); `columns`
    are all that may change.
    """

    read: str | None
    insert: str | None = None
    update: str | None = None
    becomes: str | None = None
    columns: tuple[str, ...] = ()
    delete: str | None = None

    def grants(self) -> Iterator[tuple[str, str, str]]:
        """What may be done, the privilege for it, and the condition: select, `select`, `using (...)`."""
        if self.read:
            yield "select", "select", f"using ({self.read})"
        if self.insert:
            yield "insert", "insert", f"with check ({self.insert})"
        if self.update:
            becomes = self.becomes or self.update
            yield (
                "update",
                f"update ({', '.join(self.columns)})",
                f"using ({self.update}) with check ({becomes})",
            )
        if self.delete:
            yield "delete", "delete", f"using ({self.delete})"


def own(verb: str) -> str:
    """The employee's own row, or one that the verb reaches."""
    # Whoever may read everywhere is asked nothing more of each row.
    return f"{holds(verb)} or employee_id = {ACTOR}"


# What a few people got together is what one of them got, to whoever knows the others: the total of a run over fewer
# than ten is for those who may read its lines. Whoever is paid by it still reads how.
NOT_SMALL = "people >= 10"
PAID_BY_IT = f"pay_run_id in (select runs_paying({ACTOR}))"
RUN_IN_THE_MAKING = (
    f"pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = {ACTOR})"
)
OF_A_VISIBLE_RUN = f"exists (select from pay_run r where r.id = pay_run_id) or {PAID_BY_IT}"
OF_A_VISIBLE_RUN_OF_PEOPLE = (
    f"(select meritgrid_everywhere({ACTOR}, 'pay_run.read'))"
    f" or pay_run_id in (select r.id from pay_run r where r.unit_id in"
    f" (select meritgrid_units({ACTOR}, 'pay_run.read')))"
)
OF_A_VISIBLE_SNAPSHOT = "exists (select from snapshot s where s.hash = snapshot_hash)"
OF_A_NEW_SNAPSHOT = (
    f"exists (select from snapshot s where s.hash = snapshot_hash and s.taken_by = {ACTOR})"
    " and not exists (select from pay_run r where r.snapshot_hash = snapshot_frame.snapshot_hash)"
)
# What somebody did can be read in full by whoever may read what it was done to; the rest is in `own_events()`.
READS_CONTENT = f"""case split_part(happened, '.', 1)
    when 'assessment' then {holds("assessment.read")}
    when 'funds' then {holds("fund.read")}
    when 'grade' then {holds("grades.read")}
    when 'pay_run' then {holds("pay_run.read")}
    when 'regulation' then true
    when 'result' then {holds("results.read")}
    when 'results' then {holds("results.read")}
    when 'right' then {holds("access.read")}
    when 'scenario' then {holds("scenario.simulate")}
    else false end"""
# A row about a person belongs to a unit where that person works or worked: nobody files it under a unit of their own.
SERVES = "serves_in(employee_id, unit_id)"
# Whoever assesses a person where they work this year sees what was found about them elsewhere.
FOLLOWS = (
    "exists (select from units_in_year(employee_id, year) worked (unit)"
    f" where worked.unit in (select meritgrid_units({ACTOR}, 'assessment.read')))"
)


def in_reach(verb: str, table: str) -> str:
    """The unit that keeps the person's file now is one where the actor holds the verb."""
    return (
        f"exists (select from employee e where e.id = {table}.employee_id and ({holds(verb, 'e.unit_id')}))"
    )


def of_unit(table: str) -> str:
    """The position of the row, if any, is one of its unit."""
    return (
        f"(position_id is null or exists (select from position p where p.id = {table}.position_id"
        f" and p.unit_id = {table}.unit_id))"
    )


RULES = {
    "unit": Rule(SIGNED_IN, holds("organisation.write", "id")),
    # Whoever may write a unit may not lift it above those who hold rights on it, nor hang it under strangers.
    "unit_state": Rule(
        SIGNED_IN,
        f"({holds('organisation.write')}) and ({holds('organisation.write', 'parent_id')}"
        " or parent_id = parent_on(unit_id, effective_from))",
    ),
    "unit_ancestor": Rule(SIGNED_IN),
    "peer_group": Rule(SIGNED_IN, holds("organisation.write")),
    "position": Rule(
        SIGNED_IN,
        f"({holds('organisation.write')}) and exists (select from peer_group g join unit_closure c"
        " on c.ancestor_id = g.unit_id where g.id = peer_group_id and c.unit_id = position.unit_id)",
    ),
    "salary_step": Rule(SIGNED_IN),
    "salary_coefficient": Rule(SIGNED_IN),
    "base_salary": Rule(SIGNED_IN),
    "leadership_allowance": Rule(SIGNED_IN),
    "policy_goal": Rule(SIGNED_IN),
    "kpi": Rule(SIGNED_IN),
    "position_kpi": Rule(SIGNED_IN),
    "product": Rule(SIGNED_IN),
    "product_coefficient": Rule(SIGNED_IN),
    "employee": Rule(
        f"{holds('people.read')} or id = {ACTOR}",
        holds("people.write"),
        holds("people.write"),
        columns=("code", "full_name", "born_on", "joined_on", "unit_id"),
    ),
    "occupancy": Rule(
        own("people.read"),
        f"({holds('people.write')}) and {in_reach('people.write', 'occupancy')} and {of_unit('occupancy')}",
    ),
    "grade_holding": Rule(
        f"{own('grades.read')} or {holds('people.write')}",
        f"({holds('people.write')}) and {in_reach('people.write', 'grade_holding')} and {SERVES}",
    ),
    "kpi_result": Rule(
        own("results.read"),
        f"({holds('results.record')}) and {SERVES} and {of_unit('kpi_result')}",
        holds("results.record"),
        columns=(
            "assigned",
            "completed",
            "quality_failures",
            "delays",
            "source_system",
            "evidence",
            "version",
        ),
    ),
    "assessment": Rule(
        own("assessment.read"),
        f"({holds('assessment.propose')}) and state = 'proposed' and assessed_by = {ACTOR}"
        f" and {SERVES} and {of_unit('assessment')}",
        f"{holds('assessment.propose')} or {holds('assessment.confirm')}",
        f"({holds('assessment.propose')}) and state = 'proposed' and assessed_by = {ACTOR}"
        f" and {SERVES} and {of_unit('assessment')}"
        f" or ({holds('assessment.confirm')}) and state = 'confirmed' and confirmed_by = {ACTOR}",
        columns=(
            "unit_id",
            "position_id",
            "general_points_hundredths",
            "quantity_bp",
            "quality_bp",
            "progress_bp",
            "task_points_hundredths",
            "score_hundredths",
            "field_result",
            "organising",
            "uniting",
            "months",
            "model_id",
            "model_version",
            "parameters_hash",
            "state",
            "assessed_by",
            "confirmed_by",
            "confirmed_at",
            "version",
        ),
    ),
    "conduct_finding": Rule(
        f"{own('assessment.read')} or {FOLLOWS}", f"({holds('assessment.confirm')}) and {SERVES}"
    ),
    "regulation": Rule(
        SIGNED_IN,
        f"({holds('regulation.draft')}) and drafted_by = {ACTOR} and published_by is null",
        f"({holds('regulation.publish')}) and published_by is null",
        f"({holds('regulation.publish')}) and published_by = {ACTOR}",
        columns=("published_by", "published_at", "version"),
    ),
    "bonus_fund": Rule(
        holds("fund.read"),
        f"({holds('fund.open')}) and state = 'open'",
        f"({holds('fund.open')}) and state = 'open'",
        columns=("salary_fund_vnd", "amount_vnd", "model_id", "model_version", "parameters_hash", "state"),
    ),
    "account": Rule(f"id = {ACTOR} or (select meritgrid_everywhere({ACTOR}, 'access.read'))"),
    "access_grant": Rule(
        f"account_id = {ACTOR} or {holds('access.read')} or {holds('access.grant')}",
        "may_give(access_grant)",
        f"account_id <> {ACTOR} and ({holds('access.grant')})",
        columns=("effective_until",),
    ),
    "access_request": Rule(
        f"account_id = {ACTOR} or {holds('access.grant')} or {holds('access.read')}",
        f"asked_by = {ACTOR} and account_id not in ({ACTOR}, {SYSTEM})"
        " and effective_from >= (select current_setting('meritgrid.day')::date)"
        f" and may_pass_on({ACTOR}, verb, unit_id, effective_until, passes_on)",
    ),
    "asked_scenario": Rule(f"account_id = {ACTOR}"),
    "answered_request": Rule(f"account_id = {ACTOR}", f"account_id = {ACTOR}"),
    "snapshot": Rule(holds("pay_run.read"), f"taken_by = {ACTOR} and ({holds('pay_run.create')})"),
    "snapshot_frame": Rule(OF_A_VISIBLE_SNAPSHOT, OF_A_NEW_SNAPSHOT),
    "pay_run": Rule(
        f"{holds('pay_run.read')} or {NOT_SMALL} and"
        f" (({holds('scenario.simulate')}) or state in ('approved', 'closed') and {SIGNED_IN})",
        f"made_by = {ACTOR} and ({holds('pay_run.create')}) and state = 'computing'"
        " and coalesce(reviewed_by, approved_by, closed_by) is null",
        f"{holds('pay_run.review')} or {holds('pay_run.approve')} or {holds('pay_run.close')}"
        f" or {holds('pay_run.create')}",
        columns=(
            "state",
            "version",
            "lines_root",
            "reviewed_by",
            "reviewed_at",
            "approved_by",
            "approved_at",
            "closed_by",
            "closed_at",
            "withdrawal_asked_by",
            "withdrawal_asked_at",
        ),
    ),
    # Approvals write it and their withdrawal clears it, with the rights of its owner.
    "paid_period": Rule(f"employee_id = {ACTOR} or {OF_A_VISIBLE_RUN_OF_PEOPLE}"),
    "pay_run_rules": Rule(OF_A_VISIBLE_RUN, RUN_IN_THE_MAKING),
    "pay_run_step": Rule(OF_A_VISIBLE_RUN, RUN_IN_THE_MAKING),
    "pay_run_trace": Rule(OF_A_VISIBLE_RUN_OF_PEOPLE, RUN_IN_THE_MAKING),
    "pay_line": Rule(
        f"(employee_id = {ACTOR} and {PAID_BY_IT}) or {holds('pay_run.read')}", RUN_IN_THE_MAKING
    ),
    # The trail is written by functions of the database only: `migrations/sql/security/trail.sql`.
    "audit_event": Rule(
        f"{ACTOR} = {SYSTEM} or {holds('audit.read')} or (actor_id = {ACTOR} and {READS_CONTENT})"
    ),
    "audit_set": Rule(f"(select meritgrid_everywhere({ACTOR}, 'audit.read'))"),
    "audit_seal": Rule(SIGNED_IN),
    "audit_seal_event": Rule(SIGNED_IN),
    "audit_unsealed": Rule(SIGNED_IN),
}


def statements() -> list[str]:
    """Privileges and policies of every table, for the application's role."""
    written = []
    for table, rule in RULES.items():
        written.append(f"alter table {table} enable row level security")
        for verb, privilege, condition in rule.grants():
            written.append(f"grant {privilege} on {table} to {ROLE}")
            written.append(f"create policy {table}_{verb} on {table} for {verb} to {ROLE} {condition}")
    return written
