"""Row-level security as data: which verb reads and writes each table. Deny is the default."""

from dataclasses import dataclass

ROLE = "meritgrid_app"
ACTOR = "(select nullif(current_setting('meritgrid.actor', true), '')::uuid)"
SIGNED_IN = f"{ACTOR} is not null"
SYSTEM = "'00000000-0000-7000-8000-000000000001'::uuid"


def holds(verb: str, unit: str = "unit_id") -> str:
    """The actor holds the verb everywhere, or on the row's unit; each sub-select runs once per statement."""
    return (
        f"(select meritgrid_everywhere({ACTOR}, '{verb}')) or {unit} in (select meritgrid_units({ACTOR}, '{verb}'))"
    )


@dataclass(frozen=True)
class Rule:
    """Conditions for one table; `None` grants nothing, not even the privilege."""

    read: str | None
    insert: str | None = None
    update: str | None = None
    delete: str | None = None

    def conditions(self) -> tuple[tuple[str, str | None], ...]:
        """What each SQL verb asks of a row."""
        return (
            ("select", self.read), ("insert", self.insert), ("update", self.update), ("delete", self.delete),
        )  # fmt: skip


def own(verb: str) -> str:
    """The employee's own row, or one that the verb reaches."""
    return f"employee_id = {ACTOR} or {holds(verb)}"


RUN_OF_LINE = "exists (select from pay_run r where r.id = pay_run_id and r.state in ('approved', 'closed'))"
RUN_IN_THE_MAKING = f"pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = {ACTOR})"
OF_A_VISIBLE_RUN = "exists (select from pay_run r where r.id = pay_run_id)"
OF_A_VISIBLE_RUN_OF_PEOPLE = (
    f"(select meritgrid_everywhere({ACTOR}, 'pay_run.read'))"
    f" or pay_run_id in (select r.id from pay_run r where r.unit_id in"
    f" (select meritgrid_units({ACTOR}, 'pay_run.read')))"
)
OF_A_VISIBLE_SNAPSHOT = "exists (select from snapshot s where s.hash = snapshot_hash)"

RULES = {
    "unit": Rule(SIGNED_IN, holds("organisation.write", "id")),
    "unit_state": Rule(SIGNED_IN, holds("organisation.write")),
    "unit_closure": Rule(SIGNED_IN),
    "peer_group": Rule(SIGNED_IN, holds("organisation.write")),
    "position": Rule(SIGNED_IN, holds("organisation.write")),
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
        f"id = {ACTOR} or {holds('people.read')}", holds("people.write"), holds("people.write")
    ),
    "occupancy": Rule(own("people.read"), holds("people.write")),
    "grade_holding": Rule(own("people.read"), holds("people.write")),
    "kpi_result": Rule(own("results.read"), holds("results.record"), holds("results.record")),
    "assessment": Rule(
        own("assessment.read"),
        holds("assessment.propose"),
        f"{holds('assessment.propose')} or {holds('assessment.confirm')}",
    ),
    "conduct_finding": Rule(own("assessment.read"), holds("assessment.confirm")),
    "regulation": Rule(SIGNED_IN, holds("regulation.draft"), holds("regulation.publish")),
    "bonus_fund": Rule(holds("fund.read"), holds("fund.open"), f"{holds('fund.open')} or {holds('pay_run.close')}"),
    "account": Rule(f"id = {ACTOR} or (select meritgrid_everywhere({ACTOR}, 'access.read'))"),
    "access_grant": Rule(
        f"account_id = {ACTOR} or {holds('access.read')}",
        f"account_id <> {ACTOR} and ({holds('access.grant')})",
        f"account_id <> {ACTOR} and ({holds('access.grant')})",
    ),
    "answered_request": Rule(f"account_id = {ACTOR}", f"account_id = {ACTOR}"),
    "snapshot": Rule(
        f"{holds('pay_run.read')} or {holds('scenario.simulate')}",
        f"taken_by = {ACTOR} and ({holds('pay_run.create')})",
    ),
    "snapshot_frame": Rule(OF_A_VISIBLE_SNAPSHOT, OF_A_VISIBLE_SNAPSHOT),
    "pay_run": Rule(
        f"{holds('pay_run.read')} or {holds('scenario.simulate')} or (state in ('approved', 'closed') and {SIGNED_IN})",
        f"made_by = {ACTOR} and ({holds('pay_run.create')})",
        f"{holds('pay_run.review')} or {holds('pay_run.approve')} or {holds('pay_run.close')}"
        f" or {holds('pay_run.create')}",
    ),
    "pay_run_rules": Rule(OF_A_VISIBLE_RUN, RUN_IN_THE_MAKING),
    "pay_run_step": Rule(OF_A_VISIBLE_RUN, RUN_IN_THE_MAKING),
    "pay_run_trace": Rule(OF_A_VISIBLE_RUN_OF_PEOPLE, RUN_IN_THE_MAKING),
    "pay_line": Rule(
        f"(employee_id = {ACTOR} and {RUN_OF_LINE}) or {holds('pay_run.read')}", RUN_IN_THE_MAKING
    ),
    "audit_event": Rule(
        f"actor_id = {ACTOR} or {ACTOR} = {SYSTEM} or {holds('audit.read')}", f"actor_id = {ACTOR}"
    ),
    "audit_seal": Rule(SIGNED_IN, f"{ACTOR} = {SYSTEM}"),
    "audit_seal_event": Rule(SIGNED_IN, f"{ACTOR} = {SYSTEM}"),
    "audit_unsealed": Rule(
        f"{ACTOR} = {SYSTEM} or (select meritgrid_everywhere({ACTOR}, 'audit.read'))", delete=f"{ACTOR} = {SYSTEM}"
    ),
}


def statements() -> list[str]:
    """Privileges and policies of every table, for the application's role."""
    written = []
    for table, rule in RULES.items():
        written.append(f"alter table {table} enable row level security")
        for verb, using in rule.conditions():
            if using is None:
                continue
            clause = f"with check ({using})" if verb == "insert" else f"using ({using})"
            written.append(f"grant {verb} on {table} to {ROLE}")
            written.append(f"create policy {table}_{verb} on {table} for {verb} to {ROLE} {clause}")
    return written
