"""What readers see of policy goals, KPIs and products."""

from functools import partial

from sqlalchemy import (
    BigInteger,
    Column,
    FromClause,
    MetaData,
    Table,
    Text,
    Uuid,
    column,
    func,
    literal_column,
    select,
    true,
)

from domain.goals.joins import as_stated, inherited, kpis_of_position, positions_of_kpi
from domain.goals.tables import (
    Kpi,
    KpiSet,
    KpiSetKpi,
    KpiState,
    PolicyGoal,
    PolicyGoalState,
    Product,
    ProductCoefficient,
)
from domain.organisation.service import posts
from domain.reading.columns import columns, computed, listed, stored, table_of, view
from domain.reading.filters import any_given, any_id_of, any_of, beginning, between, equal
from domain.reading.ids import uuid_of
from domain.reading.joins import TODAY, by, in_force, through
from domain.reading.objects.quantities import quantities, quantity
from domain.reading.objects.values import text_member, word_member
from domain.reading.units import unit_filters
from domain.reading.view import Filter, Many, One

OF_A_KPI = (
    *("title", "measure", "unit_of_measure", "direction", "formula", "denominator", "data_source"),
    *("closes_on_day", "missing_data", "evidence"),
)
CITED = ("act_number", "act_dated_on", "act_issuer")
OF_A_GOAL = ("title", "document", "stage", "starts_on", "ends_on")


def _catalogue() -> dict[str, Filter]:
    """`unitIds`, `subtreeOf`: whose catalogue it stands in; `inheritedBy`: of these units and of those above them."""
    return {**unit_filters(), "inheritedBy": any_given(inherited, partial(uuid_of, "Unit"))}


POLICY_GOAL = view(
    "PolicyGoal",
    PolicyGoal,
    columns(PolicyGoal, "code"),
    columns(PolicyGoalState, *OF_A_GOAL, "effective_from"),
    order=("unit_id", "code"),
    rows=as_stated(PolicyGoal, PolicyGoalState, "policy_goal_id", (*OF_A_GOAL, "parent_id", "successor_id")),
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "parent": One("PolicyGoal", by(id="parent_id")),
        "children": Many("PolicyGoal", by(parent_id="id")),
        "successor": One("PolicyGoal", by(id="successor_id")),
        "states": Many("PolicyGoalState", by(policy_goal_id="id")),
        "kpis": Many("Kpi", by(policy_goal_id="id")),
    },
    orders={"CODE": ("code",), "TITLE": ("title",)},
    filters={
        **_catalogue(),
        "codes": any_of("code"),
        "stages": any_of("stage"),
        "policyGoalIds": any_id_of("PolicyGoal", "parent_id"),
    },
)

POLICY_GOAL_STATE = view(
    "PolicyGoalState",
    PolicyGoalState,
    columns(PolicyGoalState, "effective_from", *OF_A_GOAL, *CITED),
    order=("policy_goal_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**between("effectiveFrom", "effective_from")},
    relations={
        "policyGoal": One("PolicyGoal", by(id="policy_goal_id"), required=True),
        "parent": One("PolicyGoal", by(id="parent_id")),
        "successor": One("PolicyGoal", by(id="successor_id")),
    },
)

KPI = view(
    "Kpi",
    Kpi,
    columns(Kpi, "code"),
    columns(KpiState, *OF_A_KPI, "closed", "effective_from"),
    order=("unit_id", "code"),
    rows=as_stated(Kpi, KpiState, "kpi_id", (*OF_A_KPI, "closed", "policy_goal_id")),
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "policyGoal": One("PolicyGoal", by(id="policy_goal_id"), required=True),
        "products": Many("Product", by(kpi_id="id")),
        "positions": Many("Position", positions_of_kpi),
        "results": Many("KpiResult", by(kpi_id="id")),
        "states": Many("KpiState", by(kpi_id="id")),
    },
    orders={"CODE": ("code",), "TITLE": ("title",)},
    filters={
        **_catalogue(),
        "codes": any_of("code"),
        "codePrefix": beginning("code"),
        "policyGoalIds": any_id_of("PolicyGoal", "policy_goal_id"),
        "closed": equal("closed"),
    },
)

KPI_STATE = view(
    "KpiState",
    KpiState,
    columns(KpiState, "effective_from", *OF_A_KPI, "closed", *CITED),
    order=("kpi_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**between("effectiveFrom", "effective_from")},
    relations={
        "kpi": One("Kpi", by(id="kpi_id"), required=True),
        "policyGoal": One("PolicyGoal", by(id="policy_goal_id"), required=True),
    },
)

KPI_SET = view(
    "KpiSet",
    KpiSet,
    columns(KpiSet, "effective_from", *CITED),
    order=("position_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**between("effectiveFrom", "effective_from")},
    relations={
        "position": One("Position", by(id="position_id"), required=True),
        "kpis": Many("Kpi", through(KpiSetKpi, "kpi_set_id", "kpi_id")),
    },
)

# A position's gate on the day: it is no row of its own, and refers to the set that is active.
GATE = Table("position_gate", MetaData(), Column("position_id", Uuid, primary_key=True))


def _gates(alias: str) -> FromClause:
    """Every position with the set that is active on the day, if any is."""
    known, sets = posts(), table_of(KpiSet)
    begun = select(sets.c.id, sets.c.effective_from).where(
        sets.c.position_id == known.c.position_id, sets.c.effective_from <= TODAY
    )
    latest = (
        begun.order_by(sets.c.effective_from.desc()).limit(literal_column("1")).correlate(known).lateral()
    )
    said = (latest.c.id.label("kpi_set_id"), latest.c.id.is_not(None).label("active"))
    return select(known.c.position_id, *said).select_from(known.outerjoin(latest, true())).subquery(alias)


def _missing(gate: FromClause) -> FromClause:
    each = func.kpi_gate(gate.c.position_id, TODAY).table_valued(*LACKING).alias("lacking")
    told = select(*(each.c[one.name] for one in LACKING))
    return told.select_from(each).correlate(gate).lateral("missing")


LACKING = (
    *(column("n", BigInteger), column("kpi_id", Uuid)),
    *(column(name, Text) for name in ("code", "principle", "lacks")),
)
KPI_GATE = view(
    "KpiGate",
    GATE,
    computed("active", stored("active")),
    listed(
        "missing",
        _missing,
        {
            "__typename": lambda _, __: ('"KpiGateFault"',),
            "kpiCode": text_member("code", nullable=True),
            "principle": word_member("principle"),
            "lacks": word_member("lacks"),
        },
    ),
    order=("position_id",),
    rows=_gates,
    relations={"set": One("KpiSet", by(id="kpi_set_id"))},
)

PRODUCT = view(
    "Product",
    Product,
    columns(Product, "code", "title", "complexity_group"),
    quantity(
        "coefficient",
        "Coefficient",
        in_force(ProductCoefficient, "product_id", "coefficient_hundredths"),
        nullable=True,
    ),
    order=("code",),
    relations={
        "kpi": One("Kpi", by(id="kpi_id"), required=True),
        "coefficients": Many("ProductCoefficient", by(product_id="id")),
    },
    orders={"CODE": ("code",), "TITLE": ("title",), "COMPLEXITY_GROUP": ("complexity_group",)},
    filters={
        "codes": any_of("code"),
        "codePrefix": beginning("code"),
        "kpiIds": any_id_of("Kpi", "kpi_id"),
        "complexityGroups": any_of("complexity_group"),
    },
)

PRODUCT_COEFFICIENT = view(
    "ProductCoefficient",
    ProductCoefficient,
    columns(ProductCoefficient, "effective_from", "source"),
    quantities(ProductCoefficient, "coefficient_hundredths"),
    order=("product_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters=between("effectiveFrom", "effective_from"),
    relations={"product": One("Product", by(id="product_id"), required=True)},
)

# What goals say of other areas' types.
RELATIONS = {
    "Position": {
        "kpis": Many("Kpi", kpis_of_position),
        "kpiGate": One("KpiGate", by(position_id="id")),
        "kpiSets": Many("KpiSet", by(position_id="id")),
    }
}
VIEWS = (POLICY_GOAL, POLICY_GOAL_STATE, KPI, KPI_STATE, KPI_SET, KPI_GATE, PRODUCT, PRODUCT_COEFFICIENT)
