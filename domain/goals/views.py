"""What readers see of policy goals, KPIs and products."""

from domain.goals.joins import KPIS_OF_POSITION, POSITIONS_OF_KPI
from domain.goals.tables import Kpi, PolicyGoal, Product, ProductCoefficient
from domain.reading.columns import columns, view
from domain.reading.filters import any_id_of, any_of, beginning, between
from domain.reading.joins import by, in_force
from domain.reading.objects.quantities import quantities, quantity
from domain.reading.view import Many, One

POLICY_GOAL = view(
    "PolicyGoal",
    PolicyGoal,
    columns(PolicyGoal, "code", "title", "document"),
    order=("code",),
    relations={"kpis": Many("Kpi", by(policy_goal_id="id"))},
    orders={"CODE": ("code",), "TITLE": ("title",)},
    filters={"codes": any_of("code")},
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
VIEWS = (POLICY_GOAL, KPI, PRODUCT, PRODUCT_COEFFICIENT)
