"""What readers see of policy goals, KPIs and products."""

from functools import partial

from domain.goals.joins import KPIS_OF_POSITION, POSITIONS_OF_KPI, as_stated, inherited
from domain.goals.tables import Kpi, PolicyGoal, PolicyGoalState, Product, ProductCoefficient
from domain.reading.columns import columns, view
from domain.reading.filters import any_given, any_id_of, any_of, beginning, between
from domain.reading.ids import uuid_of
from domain.reading.joins import by, in_force
from domain.reading.objects.quantities import quantities, quantity
from domain.reading.units import unit_filters
from domain.reading.view import Filter, Many, One

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
        "parentIds": any_id_of("PolicyGoal", "parent_id"),
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
    columns(Kpi, "code", "title", "measure", "data_source"),
    order=("code",),
    relations={
        "policyGoal": One("PolicyGoal", by(id="policy_goal_id"), required=True),
        "products": Many("Product", by(kpi_id="id")),
        "positions": Many("Position", POSITIONS_OF_KPI),
        "results": Many("KpiResult", by(kpi_id="id")),
    },
    orders={"CODE": ("code",), "TITLE": ("title",)},
    filters={
        "codes": any_of("code"),
        "codePrefix": beginning("code"),
        "policyGoalIds": any_id_of("PolicyGoal", "policy_goal_id"),
    },
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
RELATIONS = {"Position": {"kpis": Many("Kpi", KPIS_OF_POSITION)}}
VIEWS = (POLICY_GOAL, POLICY_GOAL_STATE, KPI, PRODUCT, PRODUCT_COEFFICIENT)
